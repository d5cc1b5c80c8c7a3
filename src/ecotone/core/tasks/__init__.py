"""Background work on ``django.tasks``: what its database worker leaves out.

``retrying`` (trying again with back-off), ``reaper`` (tasks whose worker died), ``scheduler`` (jobs
at a pace), ``progress`` (how far a long task has come) and ``worker`` (all of it in one process).
"""
