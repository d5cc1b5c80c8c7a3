"""The gallery in a real browser: every component, at both widths, in both schemes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_can_be_used_by_everybody(
    page: Page, site: str, look: Callable[[str], None], scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{site}/gallery/")
    look(f"gallery-{scheme}")
    assert page.evaluate(SMALL_TARGETS) == []


def test_summary_takes_the_focus_and_leads_to_the_field(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/")
    page.get_by_role("link", name="What would you like? This field is required.").click()
    assert page.evaluate("document.activeElement.id") == "wrong_format_0"


def test_menu_opens_by_keyboard_on_a_phone(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    sign_in = page.get_by_role("link", name="Sign in", exact=True)
    if page.viewport_size and page.viewport_size["width"] < 500:
        assert not sign_in.is_visible()
        page.locator(".menu > summary").press("Enter")
    assert sign_in.is_visible()


# WCAG 2.2, 2.5.8: 24 pixels, unless the target is a word in a sentence. A card is one target.
SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, summary, .choice")]
  .filter((one) => one.checkVisibility() && !one.closest("p, .skip-link, .card-title"))
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([html, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
  .map(([html, box]) => `${html} ${Math.round(box.width)}x${Math.round(box.height)}`)
"""
