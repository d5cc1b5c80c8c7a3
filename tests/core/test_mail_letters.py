import datetime as dt

import pytest
from django.conf import LazySettings

from ecotone.core.mail.letters import (
    Block,
    Letter,
    LetterHasNoSubject,
    blocks_of,
    one_line,
    write_letter,
)
from tests.core.letter_templates import use_templates

SITE = "https://ecotone.example"
TEMPLATES = {
    "ask.txt": (
        "Would you visit {{ school }}?\n\nHello {{ name }},\n\n\n\n"
        "Answer now:\n{{ site_url }}/i/x/\n"
    ),
    "headless.txt": "Hello {{ name }},",
    "two_lines.txt": "Would you\nvisit?\n\nHello",
    "month.txt": "{% load i18n %}A visit\n\n{{ day|date:'F' }}",
}


@pytest.fixture(autouse=True)
def _templates(settings: LazySettings) -> None:
    use_templates(settings, TEMPLATES)
    settings.SITE_URL = SITE


def test_first_line_is_the_subject_and_the_rest_the_text() -> None:
    letter = write_letter(
        template="ask", context={"school": "D'Okkernoot & Co", "name": "Ada"}, language="en"
    )
    assert letter == Letter(
        subject="Would you visit D'Okkernoot & Co?",
        text=f"Hello Ada,\n\nAnswer now:\n{SITE}/i/x/\n",
        language="en",
    )


@pytest.mark.parametrize("template", ["headless", "two_lines"])
def test_template_without_a_subject_of_one_line_is_refused(template: str) -> None:
    with pytest.raises(LetterHasNoSubject):
        write_letter(template=template, context={"name": "Ada"}, language="en")


@pytest.mark.parametrize(("language", "month"), [("nl", "maart\n"), ("fr", "mars\n")])
def test_letter_speaks_the_language_of_its_recipient(language: str, month: str) -> None:
    context = {"day": dt.date(2027, 3, 4)}
    assert write_letter(template="month", context=context, language=language).text == month


def test_text_is_laid_out_in_blocks() -> None:
    text = f"Hello,\nhow are you?\n\n- one\n- two\n\nAnswer now:\n{SITE}/i/x/\n"
    assert blocks_of(text, site_url=SITE) == [
        Block("paragraph", ("Hello,", "how are you?")),
        Block("list", ("one", "two")),
        Block("button", ("Answer now",), f"{SITE}/i/x/"),
    ]


@pytest.mark.parametrize(
    "href", ["https://evil.example/", "https://ecotone.example.evil.example/", "javascript:x"]
)
def test_address_of_a_stranger_never_becomes_a_button(href: str) -> None:
    [block] = blocks_of(f"Answer now:\n{href}", site_url=SITE)
    assert block.kind == "paragraph"


def test_html_says_what_the_text_says_and_escapes_it() -> None:
    letter = Letter("A <b>visit</b>", f"Is 1 < 2 & 3?\n\nSee it:\n{SITE}/v/1/\n", "nl")
    html = letter.html
    assert '<html lang="nl">' in html
    assert "A &lt;b&gt;visit&lt;/b&gt;" in html
    assert "Is 1 &lt; 2 &amp; 3?" in html
    assert f'href="{SITE}/v/1/"' in html
    assert "<b>" not in html


def test_html_loads_nothing_from_outside() -> None:
    html = Letter("Hello", "Text", "en").html
    assert "src=" not in html
    assert "url(" not in html
    assert "<link" not in html


def test_reworded_letter_has_plain_line_ends_and_a_subject_of_one_line() -> None:
    letter = Letter("Old", "Old\n", "en").reworded(subject="New\r\nBcc: x", text="A\r\n\r\nB  ")
    assert letter == Letter("New Bcc: x", "A\n\nB\n", "en")


def test_places_are_filled_for_each_recipient() -> None:
    letter = Letter("For [[name]]", "Hello [[name]],\n\nAnswer:\n[[link]]\n\n[[other]]\n", "en")
    filled = letter.filled({"name": "Ada [[link]]", "link": f"{SITE}/i/1/"})
    assert filled.subject == "For Ada [[link]]"
    assert filled.text == f"Hello Ada [[link]],\n\nAnswer:\n{SITE}/i/1/\n\n[[other]]\n"


def test_missing_places_are_told() -> None:
    letter = Letter("Hello", "Hello [[name]]", "en")
    assert letter.missing_places({"name", "link"}) == {"link"}


def test_subject_is_one_line_of_bearable_length() -> None:
    assert one_line("a\n b\t c") == "a b c"
    assert len(one_line("x" * 1000)) == 250
