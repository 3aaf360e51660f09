"""Somebody before a form: what she sends, what she reads at each field afterwards, and what the site kept of it.

    desk = Desk(client, address, {"name": "Neng Fatimah", "since": "2026-01-01"})
    desk.refuses("since", "2026-02-30", "Tanggal ini tidak ada di kalender.")
    desk.saves(name="Sari Lestari")

A refusal is only right when the words stand at the field, everything typed is still there and nothing was stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import connection

from anyelir.core.models import AuditEntry

# Tries that are counted, and what a look at a page may leave behind.
COUNTED = ("core.Budget", "core.AuditEntry")
OF_LOOKING = ("page.refused", "kader.read", "user.read", "person.view", "family.view")
LONG = "Sri " * 40
# Neither text nor digits in it: for a field that takes both.
UNSEEN = "\u200b\u00a0\x00"
NO_DAY = "Tanggal ini tidak ada di kalender. Tulis seperti 17-09-2021."
LONG_AGO = "Tanggal ini terlalu lama. Periksa tahunnya."
NO_DAYS = [
    *("30-02-2026", "29-02-2025", "31-04-2026", "00-01-2026", "2026-13-01", "2026-00-10", "10-11-26"),
    *("besok", "99999999999999999999", "1/2", "2026", "🌺", "01-01-10000", "<b>1-1-2026</b>"),
]
FAR_AWAY = "Tanggal ini terlalu jauh. Periksa tahunnya."
FAR_AWAY_DAYS = ["01-01-2200", "3026-02-01", "31-12-9999"]
LONG_AGO_DAYS = ["0024-03-01", "01-03-0024", "0001-01-01", "31-12-1899"]


class Paper(HTMLParser):
    """The controls of a page with what stands in them, and the words at each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.choices: set[str] = set()
        self.errors: dict[str, str] = {}
        self.summary: list[str] = []
        self.heading = ""
        self._select = self._area = self._error = ""
        self._in_summary = self._in_heading = False
        self.feed(html)
        self.heading = " ".join(self.heading.split())
        self.summary = [" ".join(line.split()) for line in self.summary]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name:
            is_choice = given.get("type") in ("radio", "checkbox")
            self.choices |= {name} if is_choice else set()
            value = given.get("value", "on" if is_choice else "")
            chosen = [value] if not is_choice or "checked" in given else []
            self.values.setdefault(name, []).extend(chosen)
        elif tag in ("select", "textarea"):
            self.values.setdefault(name, [])
            self.choices |= {name} if tag == "select" else set()
            self._select, self._area = (name, "") if tag == "select" else ("", name)
        elif tag == "option" and self._select and "selected" in given:
            self.values[self._select].append(given.get("value", ""))
        elif tag == "h1":
            self._in_heading = True
        elif tag == "p" and given.get("class") == "error":
            self._error = given.get("id", "").removeprefix("id_").removesuffix("_error")
        elif given.get("id") == "ringkasan-salah":
            self._in_summary = True
        elif tag == "li" and self._in_summary:
            self.summary.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""
        elif tag == "p":
            self._error = ""
        elif tag == "h1":
            self._in_heading = False
        elif tag == "ul":
            self._in_summary = False

    def handle_data(self, data: str) -> None:
        if self._area:
            # A browser leaves out the line end behind the opening tag.
            self.values[self._area].append(data.removeprefix("\n"))
        if self._error and data.strip():
            self.errors[self._error] = f"{self.errors.get(self._error, '')}{data}".strip()
        if self._in_heading:
            self.heading += data
        if self._in_summary and self.summary:
            self.summary[-1] += data

    def kept(self, name: str) -> list[str]:
        return [value for value in self.values.get(name, []) if value]


@cache
def _counting() -> tuple[list[str], str]:
    """The labels of all models and one statement that counts the rows of each."""
    models = [model for model in apps.get_models() if model._meta.app_config.name.startswith("anyelir.")]
    counted = [model for model in models if model._meta.label not in COUNTED]
    tables = (f'(SELECT COUNT(*) FROM "{model._meta.db_table}")' for model in counted)
    return [model._meta.label for model in counted], f"SELECT {', '.join(tables)}"


def rows() -> dict[str, int]:
    """How many rows every table of the site has: nothing may come or go with what is refused."""
    labels, statement = _counting()
    with connection.cursor() as cursor:
        cursor.execute(statement)
        counted = dict(zip(labels, cursor.fetchone(), strict=True))
    return {**counted, "trail": AuditEntry.objects.exclude(verb__in=OF_LOOKING).count()}


def read(answer: Any) -> Paper:
    return Paper(answer.content.decode())


@dataclass
class Desk:
    """One address with a form, and what a person types who makes no mistake."""

    client: Any
    address: str
    right: Mapping[str, Any] = field(default_factory=dict)
    status: int = 422
    # A page with one or two fields needs no summary on top of them.
    has_summary: bool = True

    def send(self, **typed: Any) -> Any:
        """Post what is right with changes; a field that is None is not sent at all."""
        given = {name: value for name, value in {**self.right, **typed}.items() if value is not None}
        return self.client.post(self.address, given)

    def refuses(self, at: str, typed: Any, reason: str, /, **also: Any) -> Paper:
        """Send one wrong thing: the words stand at its field, the rest is kept, nothing is stored."""
        before = rows()
        answer = self.send(**{at: typed, **also})
        assert answer.status_code == self.status, (at, typed)
        paper = read(answer)
        assert reason in paper.errors.get(at, ""), (at, typed, paper.errors, paper.summary)
        assert set(paper.errors) == {at}, (at, typed, paper.errors)
        assert any(reason in line for line in paper.summary) == self.has_summary, paper.summary
        self._keeps({**self.right, at: typed, **also}, paper)
        assert rows() == before, (at, typed)
        return paper

    def refuses_each(self, at: str, wrong: Iterable[Any], reason: str, **also: Any) -> None:
        for typed in wrong:
            self.refuses(at, typed, reason, **also)

    def refuses_all(self, reason: str, /, **typed: Any) -> Paper:
        """What is sent is in conflict with what is stored: the words stand on top."""
        before = rows()
        answer = self.send(**typed)
        assert answer.status_code == 409, answer.status_code
        paper = read(answer)
        assert paper.errors == {} and any(reason in line for line in paper.summary), paper.summary
        self._keeps({**self.right, **typed}, paper)
        assert rows() == before
        return paper

    def saves(self, **typed: Any) -> Any:
        answer = self.send(**typed)
        assert answer.status_code == 302, (answer.status_code, read(answer).errors, read(answer).summary)
        return answer

    def _keeps(self, typed: Mapping[str, Any], paper: Paper) -> None:
        """A choice that does not exist cannot be chosen on the page; everything else stands there as it was typed."""
        for name, value in typed.items():
            if value is None or name in paper.errors and name not in paper.values:
                continue
            sent = [str(part) for part in (value if isinstance(value, list) else [value]) if part]
            kept = paper.kept(name)
            is_wrong_choice = name in paper.choices and name in paper.errors
            assert set(kept) <= set(sent) if is_wrong_choice else kept == sent, (name, sent, kept)
