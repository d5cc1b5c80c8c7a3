"""Import of schools from a register's file: read, map, check, compare, write whole or not at all.

``reading`` turns CSV, XLSX and GeoJSON into numbered lines of text. ``mapping`` says which column
means what. ``checking`` makes a school of each line or says what is wrong with it. ``comparing``
says what the database would gain. ``writing`` writes it. ``runs`` is the whole walk for the screens
and the command. Nothing here asks for more memory than the schools of the file need.
"""
