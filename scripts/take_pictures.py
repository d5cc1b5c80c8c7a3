"""Takes the pictures of the README from a fresh demo: docs/pictures/*.png.

Usage: .venv/bin/python scripts/take_pictures.py   (needs Debian's chromium)
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
ECOTONE = ROOT / ".venv" / "bin" / "ecotone"
WIDE = {"width": 1180, "height": 760}
PHONE = {"width": 390, "height": 760}
LARGEST = 200_000


def main() -> None:
    """Build, serve, take, stop."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        build = [str(ECOTONE), "demo", "--home", home, "--port", str(port), "--no-serve"]
        subprocess.run(build, check=True)
        serve = [str(ECOTONE), "serve", "--home", home, "--port", str(port), "--workers", "1"]
        server = subprocess.Popen(serve)
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            take_all(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - our own server
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    sys.exit(f"{address} does not answer.")


def take_all(site: str) -> None:
    chromium = shutil.which("chromium") or sys.exit("Install chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        visitor = page_of(browser, site)
        take(visitor, "/?lang=en", "home")
        coordinator = page_of(browser, site, "sofie.jacobs")
        take(coordinator, "/desk/?lang=en", "desk-coordinator")
        take(coordinator, need_in_queue(coordinator, "beek"), "candidates")
        take(coordinator, "/networks/stem-neteland/figures/?lang=en", "figures")
        teacher = page_of(browser, site, "an.peeters", phone=True)
        take(teacher, "/needs/new/?lang=en", "need-phone")
        professional = page_of(browser, site, "leen.wouters", phone=True)
        take(professional, "/desk/?lang=en", "desk-phone")
        browser.close()


def page_of(browser: Browser, site: str, persona: str = "", *, phone: bool = False) -> Page:
    """A window of the visitor, or of a persona who has just signed in."""
    size = PHONE if phone else WIDE
    context = browser.new_context(viewport=size, base_url=site, color_scheme="light")  # type: ignore[arg-type]
    page = context.new_page()
    if persona:
        page.goto("/look-around/")
        page.locator(f'form:has(button[value="{persona}"]) button').click()
        page.wait_for_url("**/desk/")
    return page


def need_in_queue(page: Page, theme: str) -> str:
    """The page of the need whose theme contains the words, from the coordinator's queue."""
    page.goto("/networks/stem-neteland/queue/")
    link = page.locator("main a", has_text=theme).first
    return f"{link.get_attribute('href')}?lang=en"


def take(page: Page, path: str, name: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    picture = PICTURES / f"{name}.png"
    page.screenshot(path=picture)
    size = picture.stat().st_size
    if size > LARGEST:
        sys.exit(f"{picture.name} has {size} bytes; keep pictures below {LARGEST}.")
    print(f"{picture.relative_to(ROOT)}: {size // 1000} kB")


if __name__ == "__main__":
    main()
