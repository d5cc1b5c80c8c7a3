"""Days and hours are written as each language writes them."""

import datetime as dt
import importlib

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

MOMENT = dt.datetime(2026, 12, 3, 10, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Thursday 3 December 2026, 10:05"),
        ("nl", "donderdag 3 december 2026, 10:05"),
        ("de", "Donnerstag, 3. Dezember 2026, 10:05"),
        ("fr", "jeudi 3 décembre 2026, 10:05"),
        ("es", "jueves, 3 de diciembre de 2026, 10:05"),
        ("pt", "quinta-feira, 3 de dezembro de 2026, 10:05"),
    ],
)
def test_day_and_hour(language: str, written: str) -> None:
    with translation.override(language):
        assert date_format(MOMENT, "WEEKDAY_DATE_TIME").lower() == written.lower()


def test_every_language_knows_every_name() -> None:
    """A name that a language lacks would be taken for a pattern and print nonsense."""
    names = {
        code: {
            name
            for name in vars(importlib.import_module(f"ecotone.config.formats.{code}.formats"))
            if name.isupper()
        }
        for code, _language in settings.LANGUAGES
    }
    assert all(found == names["en"] for found in names.values())
