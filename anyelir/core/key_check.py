"""Whether every encrypted value of the site opens in its row, under which key, and whether its blind index is true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import Error
from django.db.models import Model, TextField
from django.db.models.functions import Cast

from anyelir.core import crypto
from anyelir.core.sealed import Box, EncryptedField, sealed_fields
from anyelir.env import BadSetting

ROWS_AT_ONCE = 500
WRONG_INDEX = "indeks pencariannya bukan milik nilai ini"
FOREIGN = """\
Kunci yang dipakai bukan kunci basis data ini: nilai {place} disegel dengan kunci {key}, yang tidak ada di sini.
Kembalikan folder kunci yang benar, atau tunjukkan letaknya dengan ANYELIR_KEYS. Tidak ada yang diubah."""
Report = Callable[[str], object]


@dataclass(frozen=True)
class KeyProblem:
    """A value that does not open or is not found: where it stands, never what it is."""

    model: str
    column: str
    pk: Any
    key: str
    why: str

    def __str__(self) -> str:
        return f"{self.model} {self.column} {self.pk}: {self.why}"


@dataclass
class Findings:
    """How many values each place has under each key, and what is wrong."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    problems: list[KeyProblem] = field(default_factory=list)

    def open(self, row: Model, column: EncryptedField) -> str | None:
        """The value of this row; None, and a problem noted, when it does not open."""
        box = row.__dict__[column.attname]
        if not isinstance(box, Box):
            return ""
        key = "?"
        try:
            key = crypto.key_of(box.stored)
            self.counts[column.place][key] += 1
            return column.open(box, row.pk)
        except crypto.Unreadable as error:
            self.note(row, column, key, str(error))
            return None

    def note(self, row: Model, column: EncryptedField, key: str, why: str) -> None:
        self.problems.append(KeyProblem(row._meta.label, column.name, row.pk, key, why))


def check_all(report: Report = lambda _text: None) -> Findings:
    """Read every encrypted value of the site; nothing is written."""
    findings = Findings()
    for model, columns in sealed_models():
        for rows in portions(model, columns, report):
            for row in rows:
                for column in columns:
                    _check(findings, row, column)
    return findings


def _check(findings: Findings, row: Model, column: EncryptedField) -> None:
    text = findings.open(row, column)
    index = getattr(row, column.index) if column.index else ""
    if text is not None and index and not column.index_of(text).is_that_of(index):
        findings.note(row, column, "", WRONG_INDEX)


def sealed_models() -> list[tuple[type[Model], list[EncryptedField]]]:
    """Every model that has encrypted columns, with them."""
    columns_of: dict[type[Model], list[EncryptedField]] = defaultdict(list)
    for model, column in sealed_fields():
        columns_of[model].append(column)
    return list(columns_of.items())


def portions(model: type[Model], columns: list[EncryptedField], report: Report) -> Iterator[list[Any]]:
    """All rows by primary key, some hundred at a time, with these columns and their indexes alone."""
    rows = narrow(model, columns).order_by("pk")
    total, done, last = rows.count(), 0, None
    while portion := list((rows if last is None else rows.filter(pk__gt=last))[:ROWS_AT_ONCE]):
        yield portion
        last, done = portion[-1].pk, done + len(portion)
        report(f"{model._meta.label}: {done} / {max(done, total)}")


def narrow(model: type[Model], columns: list[EncryptedField]) -> Any:
    names = {name for column in columns for name in (column.name, column.index) if name}
    return model._base_manager.only("pk", *names)


def refuse_foreign_keys() -> None:
    """Raise BadSetting when a value names a key that is not here: the folder of keys is another site's.

    The first value of each column is asked. A database that does not answer yet is left to whoever needs it.
    """
    known = {crypto.key_id(secret) for secret in settings.FIELD_KEYS.secrets()} | {crypto.UNBOUND}
    try:
        for place, key in _first_keys():
            if key not in known:
                raise BadSetting(FOREIGN.format(place=place, key=key))
    except Error:
        return


def _first_keys() -> Iterator[tuple[str, str]]:
    for model, columns in sealed_models():
        for column in columns:
            row = _filled(model, column).only("pk", column.name).first()
            box = row and row.__dict__[column.attname]
            if isinstance(box, Box):
                yield column.place, crypto.key_of(box.stored)


def _filled(model: type[Model], column: EncryptedField) -> Any:
    """The rows that hold something in the column: by its blind index, or by the stored text where it has none."""
    if column.index:
        return model._base_manager.exclude(**{column.index: ""})
    return model._base_manager.alias(_stored=Cast(column.name, TextField())).exclude(_stored="")
