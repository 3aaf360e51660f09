"""What a meeting costs the finger of whoever keeps the sheet: each tap, choice and field is one, each digit another."""

from __future__ import annotations

import re
from collections import Counter

from playwright.sync_api import Locator, Page, expect

# What the issue allows for thirty members, taps and keys together.
MOST = 95


class Finger:
    """Counts by step of the meeting; ``total`` is what the limit is about."""

    def __init__(self, page: Page) -> None:
        self.page, self.step = page, "opening"
        self.taps: Counter[str] = Counter()
        self.keys: Counter[str] = Counter()

    @property
    def total(self) -> int:
        return self.taps.total() + self.keys.total()

    @property
    def figures(self) -> str:
        by_step = {step: self.taps[step] + self.keys[step] for step in (self.taps + self.keys)}
        return f"{self.taps.total()} taps + {self.keys.total()} keys = {self.total}: {by_step}"

    def tap(self, target: Locator) -> None:
        self.taps[self.step] += 1
        target.click()

    def type(self, target: Locator, text: str) -> None:
        """Where the field has the focus already no tap is needed for it."""
        if not target.evaluate("(field) => field === document.activeElement"):
            self.tap(target)
        self.keys[self.step] += len(text)
        target.fill(text)

    def press(self, key: str) -> None:
        self.keys[self.step] += 1
        self.page.keyboard.press(key)

    def choose(self, target: Locator, **option) -> None:
        self.taps[self.step] += 1
        target.select_option(**option)


def amount(page: Page, selector: str) -> int:
    return int(re.sub(r"\D", "", page.locator(selector).inner_text()) or 0)


def count_notes(page: Page, finger: Finger) -> None:
    """As much as the book says, by the largest notes first; Enter goes on to the next kind."""
    left = amount(page, ".js-expected")
    fields = page.locator("[data-note]").all()
    finger.tap(fields[0])
    for field in fields:
        expect(field).to_be_focused()
        worth = int(field.get_attribute("data-note"))
        if left // worth:
            finger.type(field, str(left // worth))
            left %= worth
        if not left:
            break
        finger.press("Enter")
    expect(page.locator(".js-match p")).to_have_text("Cocok")
