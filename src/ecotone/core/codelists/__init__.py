"""Code lists: the field's controlled vocabularies, as versioned and translated tables.

``data/`` holds one TOML file a list, ``reading`` understands them, ``loading`` writes them to the
database after each migration, ``selectors`` answers labels and choices without a query per label.
Import from ``ecotone.core.codelists.loading`` and ``ecotone.core.codelists.selectors``.
"""
