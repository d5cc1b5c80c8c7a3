"""The arithmetic of the evaluation room: pure Python, no Django, no other room.

Frozen dataclasses in (``facts``), frozen dataclasses out (``values``). Whoever calls it passes the
day on which the figures stand; nothing here asks a clock or a database.
"""
