"""Walks through the screens in a real browser, at the width of a phone and of a desk."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from ecotone.accounts.models import User

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

WIDTHS = {"phone": 390, "desk": 1280}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=list(WIDTHS))
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A fresh browser without cookies, once as a phone and once as a desk."""
    width = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB")
    context.set_default_timeout(15_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: errors.append(message.text) if "Content Security" in message.text else None,
    )
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def site(live_server: LiveServer, settings: LazySettings) -> str:
    """The address of the running site, as it also stands in mails."""
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return str(live_server.url)


@pytest.fixture
def sign_in(page: Page, site: str) -> Callable[[User], None]:
    """Become somebody, without walking through the code again."""

    def become(user: User) -> None:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = client.cookies["sessionid"]
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": site, "httpOnly": True}]
        )

    return become


@pytest.fixture
def look(page: Page, request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Check the page for WCAG 2.2 AA and sideways scrolling; keep a picture if asked."""

    def check(name: str) -> None:
        folder = os.environ.get("ECOTONE_PICTURES")
        if folder:
            part = re.sub(r"\W+", "-", f"{request.node.name}-{name}").strip("-")
            page.screenshot(path=str(Path(folder) / f"{part}.png"), full_page=True)
        results = Axe().run(page, options=AXE_RULES)
        violations = [
            (one["id"], [node["html"][:200] for node in one["nodes"]])
            for one in results.response["violations"]
        ]
        assert (name, violations) == (name, [])
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert (name, overflow) == (name, 0)

    return check
