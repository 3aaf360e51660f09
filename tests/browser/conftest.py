"""A real Chromium on a real site. What a page writes to its console is shown when a test fails."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser import site as demo_site
from tests.browser.site import ROOT, Site

SCREENSHOTS = ROOT / "var" / "browser"
WIDTHS = {"phone": (360, 740), "desk": (1280, 860)}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
TIMEOUT_MS = 20_000


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.has_failed = report.failed
    return report


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The demo, prepared once for all browser tests; each test works on records of its own."""
    running = demo_site.start()
    yield running
    demo_site.stop(running)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """A person at a phone or a desk: ``open(path)``, ``sign_in(username)``, and Playwright's own page."""

    def __init__(self, site: Site, context: BrowserContext) -> None:
        self.site = site
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(TIMEOUT_MS)
        self.console: list[str] = []
        self.broken: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")
        if "Content Security Policy" in message.text:
            self.broken.append(message.text)

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.site.address + path, wait_until="load")
        return self.page

    def sign_in(self, username: str) -> Page:
        self.open("/masuk/")
        self.page.locator("input[name=username]").fill(username)
        self.page.locator("input[name=password]").fill(self.site.password)
        self.page.locator("main form button.btn--main").first.click()
        self.page.wait_for_url(re.compile(r"^(?!.*/masuk/)"))
        return self.page

    def overflows(self) -> bool:
        """Whether the page must be moved sideways to be read."""
        # Asked of the body, which is waited for: a page that is just coming has no element yet.
        return self.page.locator("body").evaluate(
            "(body) => body.parentElement.scrollWidth > body.parentElement.clientWidth"
        )


@pytest.fixture
def visitor(request, site, chromium) -> Iterator[Callable[..., Visitor]]:
    """``visitor("phone")`` or ``visitor("desk", scripts=False, theme="dark")``: a browser of its own each time."""
    opened: list[Visitor] = []

    def come(size: str = "desk", *, scripts: bool = True, theme: str = "light") -> Visitor:
        width, height = WIDTHS[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            color_scheme=theme,
            has_touch=size == "phone",
            java_script_enabled=scripts,
        )
        opened.append(Visitor(site, context))
        return opened[-1]

    yield come
    broken = [error for guest in opened for error in guest.broken]
    if getattr(request.node, "has_failed", False) or broken:
        _keep_traces(request.node.name, opened)
    for guest in opened:
        guest.context.close()
    assert broken == [], "errors of scripts, or what the content policy forbids, on the page"


def _keep_traces(name: str, opened: list[Visitor]) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for number, guest in enumerate(opened):
        target = SCREENSHOTS / f"{re.sub(r'[^A-Za-z0-9_-]+', '-', name)}-{number}.png"
        guest.page.screenshot(path=target, full_page=True)
        print(f"page {guest.page.url}\nscreenshot {target.relative_to(ROOT)}", *guest.console, sep="\n  ")


@pytest.fixture
def phone(visitor) -> Visitor:
    """A phone of 360 px."""
    return visitor("phone")


@pytest.fixture
def desk(visitor) -> Visitor:
    """A desk screen of 1280 px."""
    return visitor("desk")
