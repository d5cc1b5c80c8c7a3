"""Each persona's desk in the built demo, on a phone and at a desk (the README's tour)."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from ecotone.demo.api import build_demo
from ecotone.portal.personas import PERSONAS

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def nothing(title: str, done: int, total: int) -> None:
    """Nobody watches the progress."""


def test_everybody_sits_down_at_a_desk(
    page: Page, site: str, settings: LazySettings, look: Callable[[str], None]
) -> None:
    """One press on the look-around page, and the desk says what waits; the next press opens it."""
    settings.DEMO = True
    build_demo(scale=1, report=nothing)
    page.goto(f"{site}/")
    look("home")
    assert page.context.cookies() == []
    for persona in PERSONAS:
        page.goto(f"{site}/look-around/")
        page.get_by_role("button", name=f"Be {persona.name}").click()
        expect(page).to_have_url(f"{site}/desk/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(persona.name)
        look(persona.key)
