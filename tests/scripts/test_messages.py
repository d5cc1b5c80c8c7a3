from pathlib import Path

import pytest

from scripts import messages

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
A = _("A class asks")
# Translators: the state of a mail
B = pgettext_lazy("mail", "sent")
C = ngettext("%(count)d pupil", "%(count)d pupils", 3)
"""
TEMPLATE = """
{% load i18n %}
    <c-button label="{% translate "Send it" %}">{{ _("Now") }}</c-button>
  {% blocktranslate with name=person.name trimmed %}
    Hello {{ name }},
    welcome.
  {% endblocktranslate %}
{% blocktranslate count counter=n trimmed %}
  {{ counter }} visit
{% plural %}
  {{ counter }} visits
{% endblocktranslate %}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one room that has texts, one without, and a folder that is no room."""
    room = tmp_path / "matching"
    (room / "templates" / "matching").mkdir(parents=True)
    (room / "__init__.py").touch()
    (room / "states.py").write_text(CODE)
    (room / "templates" / "matching" / "need.html").write_text(TEMPLATE)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "__init__.py").touch()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "__init__.py").write_text("_('not gathered')")
    return tmp_path


def translate(root: Path, language: str, **translations: str) -> None:
    """Fill in translations, with spaces in the text written as underscores."""
    path = messages.po_path(root / "matching", language)
    catalog = messages.read_catalogue(path, language)
    for text, translation in translations.items():
        message = catalog.get(text.replace("_", " "))
        assert message is not None
        message.string = translation
    messages.write_catalogue(path, catalog)


def test_gather_finds_the_texts_of_code_and_templates(root: Path) -> None:
    catalog = messages.gather(root / "matching")
    found = {message.id for message in catalog if message.id}
    assert found == {
        "A class asks",
        "sent",
        ("%(count)d pupil", "%(count)d pupils"),
        "Send it",
        "Now",
        "Hello %(name)s, welcome.",
        ("%(counter)s visit", "%(counter)s visits"),
    }


def test_update_writes_a_catalogue_of_each_language_for_each_room_with_texts(root: Path) -> None:
    messages.update(root)
    written = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.po"))
    assert written == [
        f"matching/locale/{language}/LC_MESSAGES/django.po"
        for language in sorted(messages.LANGUAGES)
    ]


def test_update_keeps_translations_and_is_stable(root: Path) -> None:
    messages.update(root)
    translate(root, "nl", A_class_asks="Een klas vraagt")
    before = messages.po_path(root / "matching", "nl").read_text()
    messages.update(root)
    assert messages.po_path(root / "matching", "nl").read_text() == before
    assert 'msgstr "Een klas vraagt"' in before
    assert "Date" not in before


def test_update_drops_what_is_no_longer_said(root: Path) -> None:
    messages.update(root)
    (root / "matching" / "states.py").write_text("")
    messages.update(root)
    assert "A class asks" not in messages.po_path(root / "matching", "nl").read_text()


def test_compile_makes_what_django_reads_and_only_once(root: Path) -> None:
    messages.update(root)
    assert messages.compile_all(root) == 6
    assert messages.compile_all(root) == 0
    made = messages.po_path(root / "matching", "nl").with_suffix(".mo")
    assert made.read_bytes()[:4] in {b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"}


def test_a_new_text_is_missing_until_the_catalogues_are_updated(root: Path) -> None:
    messages.update(root)
    (root / "matching" / "states.py").write_text(CODE + '_("New")\n')
    missing = [fault for fault in messages.faults(root) if "'New'" in fault]
    assert missing == [f"matching {language}: 'New' is missing" for language in messages.LANGUAGES]


def test_dutch_must_be_complete_and_the_others_need_not(root: Path) -> None:
    messages.update(root)
    found = list(messages.faults(root))
    assert len(found) == 7
    assert all(fault.startswith("matching nl: ") for fault in found)
    assert all(fault.endswith(" is not translated") for fault in found)


def test_placeholders_must_be_the_same(root: Path) -> None:
    messages.update(root)
    path = messages.po_path(root / "matching", "fr")
    text = path.read_text()
    start = text.index('msgid "Hello %(name)s, welcome."')
    path.write_text(text[:start] + text[start:].replace('msgstr ""', 'msgstr "Bonjour %(nom)s"', 1))
    found = [fault for fault in messages.faults(root) if fault.startswith("matching fr")]
    assert found == [
        "matching fr: 'Hello %(name)s, welcome.' has other placeholders in its translation "
        "'Bonjour %(nom)s'"
    ]


def test_fuzzy_is_a_fault(root: Path) -> None:
    messages.update(root)
    path = messages.po_path(root / "matching", "de")
    text = path.read_text()
    text = text.replace('msgid "Now"\nmsgstr ""', '#, fuzzy\nmsgid "Now"\nmsgstr "Jetzt"')
    path.write_text(text)
    found = [fault for fault in messages.faults(root) if fault.startswith("matching de")]
    assert found == ["matching de: 'Now' is marked fuzzy"]


def test_unknown_command_tells_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["translate"]) == 2
    assert "scripts/messages.py update" in capsys.readouterr().err
