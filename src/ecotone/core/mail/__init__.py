"""The outbox: every mail the system sends is written here first, sent from here, and kept.

``letters`` makes what a mail says, ``outbox`` queues it, ``delivery`` hands it to the mail server,
``tasks`` does so in the background.
"""
