"""What the components promise: words beside colours, errors that lead to fields, no inline code."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, RequestContext, engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django_cotton.compiler_regex import CottonCompiler

import ecotone.core
from ecotone.core.gallery.samples import icon_names
from ecotone.core.templatetags.ecotone import (
    anchor,
    error_rows,
    initials,
    kind_icon,
    message_kind,
    page_numbers,
    share_of,
)

ENGINE = engines["django"].engine  # type: ignore[attr-defined]


def draw(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    """The HTML of a piece of template with components, without superfluous white space."""
    template = ENGINE.from_string(CottonCompiler().process(source))
    given = RequestContext(request, context) if request else Context(context)
    return re.sub(r"\s+", " ", template.render(given)).replace("> <", "><").strip()


def words(html: str) -> str:
    """What a reader is told, hidden words and labels of pictures included."""
    labelled = re.sub(r'<svg[^>]*aria-label="([^"]*)"[^>]*>', r"[\1] ", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", labelled)).strip()


class VisitForm(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    theme = forms.CharField(label="Theme", help_text="In your own words.")
    kind = forms.ChoiceField(
        label="What?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", required=False)
    sure = forms.BooleanField(label="I am sure")


class Tags(HTMLParser):
    """Collects what may not stand in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(tag)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(tag)
        if tag in {"a", "use", "link", "script", "img"}:
            self.targets.append(given.get("href") or given.get("src") or "")


@pytest.fixture
def gallery(client: Client, db: None) -> Tags:
    response = client.get("/gallery/")
    assert response.status_code == 200
    tags = Tags()
    tags.feed(response.content.decode())
    return tags


def test_gallery_has_no_inline_code_and_one_first_heading(gallery: Tags) -> None:
    assert gallery.inline == []
    assert gallery.headings.count("h1") == 1


def test_gallery_has_every_id_once_and_asks_nobody_else(gallery: Tags) -> None:
    assert sorted(gallery.ids) == sorted(set(gallery.ids))
    assert [target for target in gallery.targets if "//" in target] == []


def test_gallery_leads_to_every_field_in_error(gallery: Tags) -> None:
    wanted = [t.removeprefix("#") for t in gallery.targets if t.startswith("#wrong_")]
    assert len(wanted) == 10
    assert [target for target in wanted if target not in gallery.ids] == []


@pytest.mark.django_db
def test_pages_are_light(client: Client) -> None:
    """House rule: under 60 kB compressed; the gallery is the largest page there can be."""
    folder = Path(ecotone.core.__file__).parent / "static" / "core"
    files = [path.read_bytes() for path in folder.iterdir()]
    page = client.get("/gallery/").content
    assert sum(len(gzip.compress(part)) for part in [page, *files]) < 40_000


def test_button_says_its_kind_and_name() -> None:
    html = draw('<c-button label="Send & go" kind="danger" name="send" value="1" />')
    assert words(html) == "Send &amp; go"
    assert html.startswith(
        '<button class="button button-danger" type="submit" name="send" value="1">'
    )


def test_variables_in_props_are_escaped_once() -> None:
    quoted = draw('<c-status label="{{ name }}" />', name="<b>&")
    bound = draw('<c-status :label="name" />', name="<b>&")
    assert quoted == bound
    assert words(quoted) == "&lt;b&gt;&amp;"


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("info", "Good to know"),
        ("success", "Done"),
        ("warning", "Take care"),
        ("error", "Something is wrong"),
    ],
)
def test_notice_says_in_words_what_its_colour_says(kind: str, word: str) -> None:
    assert words(draw(f'<c-notice kind="{kind}">Text</c-notice>')) == f"[{word}] Text"


def test_every_icon_that_a_template_names_is_drawn() -> None:
    rooms = Path(ecotone.core.__file__).parent.parent
    pages = [path.read_text(encoding="utf-8") for path in rooms.glob("*/templates/**/*.html")]
    named = {
        name
        for page in pages
        for name in re.findall(r'(?:<c-icon name|(?<![:\w])icon)="([\w-]+)"', page)
    }
    assert sorted(named - set(icon_names())) == []


def test_status_has_a_shape_of_its_own_for_each_kind() -> None:
    kinds = ["neutral", "info", "success", "waiting", "warning", "error"]
    assert len({kind_icon(kind) for kind in kinds}) == len(kinds)


def test_field_ties_label_hint_and_widget_together() -> None:
    html = draw('<c-field :field="form.theme" />', form=VisitForm())
    assert html.count('<label class="field-label" for="id_theme">') == 1
    assert html.count('id="id_theme_helptext"') == 1
    assert html.count('aria-describedby="id_theme_helptext"') == 1
    assert words(html) == "Theme In your own words."


def test_field_ties_its_error_to_the_widget() -> None:
    html = draw('<c-field :field="form.theme" />', form=VisitForm({}))
    assert html.count('aria-describedby="id_theme_helptext id_theme_error"') == 1
    assert html.count('id="id_theme_error"') == 1
    assert html.count('aria-invalid="true"') == 1
    assert words(html) == "Theme In your own words. [Error:] This field is required."


def test_field_that_may_stay_empty_says_so() -> None:
    assert words(draw('<c-field :field="form.note" />', form=VisitForm())) == "Note (optional)"


def test_own_label_and_hint_win() -> None:
    html = draw('<c-field :field="form.note" label="Words" hint="Few" />', form=VisitForm())
    assert words(html) == "Words (optional) Few"


def test_choices_become_a_fieldset_of_rows() -> None:
    html = draw('<c-field :field="form.kind" />', form=VisitForm({"kind": "b"}))
    assert html.count("<fieldset") == html.count("<legend") == 1
    assert re.findall(r'<input[^>]*value="(\w)"[^>]*id="(\w+)"( checked)?', html) == [
        ("a", "id_kind_0", ""),
        ("b", "id_kind_1", " checked"),
    ]
    assert re.findall(r'<label for="(\w+)">(\w)</label>', html) == [
        ("id_kind_0", "A"),
        ("id_kind_1", "B"),
    ]


def test_bare_field_of_django_looks_like_the_component() -> None:
    form = VisitForm()
    bare = re.sub(r"\s+", " ", form["theme"].as_field_group()).replace("> <", "><").strip()
    assert bare == draw('<c-field :field="form.theme" />', form=form)


def test_bare_form_of_django_draws_every_field() -> None:
    html = str(VisitForm())
    assert re.findall(r'name="(\w+)"', html) == ["key", "theme", "kind", "kind", "note", "sure"]


def test_form_leads_from_its_summary_to_each_field() -> None:
    html = draw('<c-form :form="form" submit="Send" />', form=VisitForm({"note": "kept"}))
    summary = html[html.index("error-summary") : html.index("field-label")]
    assert re.findall(r'href="#(\w+)">([^<]*)<', summary) == [
        ("id_theme", "Theme: This field is required."),
        ("id_kind_0", "What? This field is required."),
        ("id_sure", "I am sure: This field is required."),
    ]
    assert html.count('value="kept"') == 1
    assert html.count("novalidate") == 1


def test_form_without_mistakes_has_no_summary() -> None:
    assert "error-summary" not in draw('<c-form :form="form" />', form=VisitForm())


def test_form_carries_its_token_and_hidden_fields_once(rf: RequestFactory) -> None:
    html = draw('<c-form :form="form" />', rf.get("/"), form=VisitForm(), csrf_token="t" * 64)
    assert html.count('name="csrfmiddlewaretoken"') == 1
    assert html.count('name="key"') == 1


def test_form_that_asks_carries_no_token(rf: RequestFactory) -> None:
    assert "csrf" not in draw('<c-form :form="form" method="get" />', rf.get("/"), form=VisitForm())


def test_form_with_its_own_layout_draws_only_that() -> None:
    html = draw('<c-form :form="form"><c-field :field="form.note" /></c-form>', form=VisitForm())
    assert re.findall(r'name="(\w+)"', html) == ["key", "note"]


def test_summary_reads_several_forms_and_formsets() -> None:
    both = [VisitForm({}, prefix="a"), VisitForm({}, prefix="b")]
    assert [row.anchor for row in error_rows(both)] == [
        "id_a-theme",
        "id_a-kind_0",
        "id_a-sure",
        "id_b-theme",
        "id_b-kind_0",
        "id_b-sure",
    ]
    formset = forms.formset_factory(VisitForm)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-sure": "on"}
    )
    assert [row.text for row in error_rows(formset)] == [
        "Theme: This field is required.",
        "What? This field is required.",
    ]
    assert error_rows(None) == []


def test_message_of_the_whole_form_leads_nowhere() -> None:
    form = VisitForm({"theme": "x", "kind": "a", "sure": "on"})
    form.add_error(None, "Two of the times are the same.")
    assert [(row.anchor, row.text) for row in error_rows(form)] == [
        ("", "Two of the times are the same.")
    ]


def test_pagination_keeps_what_was_asked(rf: RequestFactory) -> None:
    page = Paginator(range(100), 10).page(2)
    html = draw('<c-pagination :page="page" />', rf.get("/x/?words=a%26b&page=2"), page=page)
    assert re.findall(r'href="\?([^"]*)"', html) == [
        "words=a%26b&amp;page=1",
        "words=a%26b&amp;page=1",
        "words=a%26b&amp;page=3",
        "words=a%26b&amp;page=10",
        "words=a%26b&amp;page=3",
    ]
    assert html.count('aria-current="page"') == 1
    assert words(html).startswith("11 to 20 of 100")


def test_single_page_needs_no_pagination() -> None:
    assert draw('<c-pagination :page="page" />', page=Paginator([1], 10).page(1)) == ""


def test_long_pagination_leaves_some_out() -> None:
    assert page_numbers(Paginator(range(240), 20).page(6)) == [1, "…", 5, 6, 7, "…", 12]


def test_stat_that_is_missing_says_why_instead_of_a_number() -> None:
    html = draw('<c-stat label="Girls" value="7" missing="fewer than 10" denominator="of 9" />')
    assert words(html) == "Girls fewer than 10 of 9"


def test_table_names_its_cells_for_a_phone() -> None:
    html = draw(
        '<c-table caption="Schools" stacked>'
        '<c-slot name="head"><tr><th scope="col">A</th></tr></c-slot>'
        '<tr><td data-label="A">1</td></tr></c-table>'
    )
    assert html.count('<table class="table table-stacked">') == 1
    assert html.count("<caption>Schools</caption>") == 1


def test_wide_table_can_be_scrolled_by_keyboard() -> None:
    html = draw('<c-table caption="Schools"><tr><td>1</td></tr></c-table>')
    assert html.count('role="region" aria-label="Schools" tabindex="0"') == 1


def test_reasons_speak_without_their_signs() -> None:
    rows = [{"kind": kind, "text": kind} for kind in ("met", "unmet", "wish", "unwished")]
    assert words(draw('<c-reasons :reasons="rows" />', rows=rows)) == (
        "[Fits:] met [Does not fit:] unmet [Wish met:] wish [Wish not met:] unwished"
    )


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("An Peeters", "AP"),
        ("Maria João da Silva", "MS"),
        ("élodie", "É"),
        ("Ana Sousa (invented)", "AS"),
        ("", "?"),
        ("42", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_anchor_of_a_group_is_its_first_choice() -> None:
    form = VisitForm()
    assert (anchor(form["theme"]), anchor(form["kind"])) == ("id_theme", "id_kind_0")


def test_share_is_written_with_a_point_in_every_language() -> None:
    assert [share_of(*pair) for pair in ((1, 3), (0, 3), (5, 0), (9, 3), (None, 3))] == [
        "33.33",
        "0",
        "0",
        "100.00",
        "0",
    ]


def test_unknown_level_of_a_message_is_information() -> None:
    assert [message_kind(tag) for tag in ("success", "error", "own")] == [
        "success",
        "error",
        "info",
    ]


@pytest.mark.django_db
def test_visitor_sees_a_whole_page_without_a_network(client: Client) -> None:
    html = client.get("/gallery/").content.decode()
    assert "/styles/" not in html
    assert html.count('class="skip-link" href="#main"') == 1
    assert re.findall(r'href="\?lang=(\w\w)"', html) == ["en", "nl", "de", "fr", "es", "pt"]


@pytest.mark.django_db
def test_page_of_a_network_links_its_accent(rf: RequestFactory) -> None:
    network = {"name": "STEM-Neteland", "accent": "#a03050"}
    html = render_to_string("core/base.html", {"network": network}, rf.get("/"))
    assert html.count('href="/styles/a03050.css"') == 1
    assert html.count("STEM-Neteland") == 1


@pytest.mark.django_db
def test_menu_marks_the_present_page_and_counts(rf: RequestFactory) -> None:
    entries = [
        {"label": "My desk", "url": "/desk/", "is_current": True, "count": 3},
        {"label": "Schools", "url": "/organisations/", "is_current": False, "count": 0},
    ]
    request = rf.get("/")
    template = engines["django"].get_template("core/parts/header.html")
    html = template.render({"navigation": entries}, request)
    assert re.findall(r'menu-link" href="([^"]+)"( aria-current="page")?', html)[:2] == [
        ("/desk/", ' aria-current="page"'),
        ("/organisations/", ""),
    ]
    assert html.count('class="count"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "403_csrf.html"])
def test_pages_of_faults_stand_without_context(name: str) -> None:
    html = render_to_string(name, {})
    assert html.count("<h1>") == 1
    assert html.count('href="/"') >= 1


def test_accent_is_served_for_a_year(client: Client) -> None:
    response = client.get("/styles/1f6f5c.css")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.content.startswith(b"@layer accent{:root{--accent:#1f6f5c;")


@pytest.mark.parametrize("accent", ["red", "12345", "1f6f5c}body{"])
def test_accent_that_is_no_colour_is_not_found(client: Client, db: None, accent: str) -> None:
    assert client.get(f"/styles/{accent}.css").status_code == 404
