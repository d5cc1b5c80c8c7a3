"""How days and hours are written in each language, by name, so that no template knows an order.

Django's own names (``DATE_FORMAT``, ...) stay as they are; those here have a weekday, a short
month or no year. All languages define all names.
"""
