"""Encrypted columns of models, and the columns of their blind indexes.

A value is sealed for its ``place`` and primary key. The place is a name that is chosen once ("person.nik") and stays
when the model or the column is renamed or moves to another app: under another place no stored value would open.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from anyelir.core import crypto
from anyelir.rules.texts import clean_text


@dataclasses.dataclass(frozen=True)
class Box:
    """A cipher text as it came from the database, not opened; shown anywhere it says nothing."""

    stored: str = dataclasses.field(repr=False)

    def __str__(self) -> str:
        return "(tersegel)"


class Sealed(str):
    """A cipher text made for its row, on the way into the database."""


class SealedAttribute(DeferredAttribute):
    """Opens the value when it is first asked for, because only the record knows its primary key."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Box):
            value = instance.__dict__[self.field.attname] = self.field.open(value, instance.pk)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.TextField):
    """Text that is plain in a record and AES-GCM in the database; it cannot be filtered, use its blind index.

    It is written by ``save()`` and ``bulk_create()`` alone, which know the row. The primary key must be there before
    (UUID). ``index`` names the column of its blind index, "" for none. Reading raises crypto.Unreadable.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, place: str = "", index: str = "", **options: Any) -> None:
        self.place = place
        self.index = index
        super().__init__(*args, **options)

    def clone(self) -> Any:
        field = super().clone()
        field.place, field.index = self.place, self.index
        return field

    def check(self, **options: Any) -> list[CheckMessage]:
        alike = [field for _model, field in sealed_fields() if field.place == self.place]
        problems: list[CheckMessage] = super().check(**options)
        if not self.place or len(alike) > 1:
            problems.append(Error(f"{self} needs a place of its own", obj=self, id="core.E002"))
        return problems

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:
        return self.seal(super().pre_save(model_instance, add), model_instance.pk)

    def get_prep_value(self, value: Any) -> str:
        if value and not isinstance(value, Sealed):
            raise TypeError("an encrypted value is written with its row, by save() or bulk_create()")
        return value or ""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return Box(value) if value else ""

    def get_lookup(self, lookup_name: str) -> Any:
        raise TypeError(f"an encrypted field cannot be filtered ({lookup_name}); use its blind index")

    def seal(self, text: str | None, pk: Any) -> Sealed:
        return Sealed(crypto.encrypt(clean_text(text or ""), self._row(pk)))

    def open(self, box: Box, pk: Any) -> str:
        return crypto.decrypt(box.stored, self._row(pk))

    def index_of(self, text: str) -> crypto.Index:
        return crypto.index_of(text, self.place)

    def _row(self, pk: Any) -> str:
        if not self.place or pk is None:
            raise TypeError("a value is sealed for a place and a primary key, and one of them is missing")
        return f"{self.place}:{pk}"


class IndexField(models.CharField):
    """The blind index of an encrypted column. While a key replaces another, a look-up finds rows under both."""

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Under the key that writes now: the index may have been made long before its row is written."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, crypto.Index):
            value = value.again()
            setattr(model_instance, self.attname, value)
        return value


@IndexField.register_lookup
class HasIndex(models.lookups.Exact):
    def as_sql(self, compiler: Any, connection: Any) -> Any:
        forms = crypto.forms_of(self.rhs)
        if len(forms) > 1:
            return models.lookups.In(self.lhs, list(forms)).as_sql(compiler, connection)
        return super().as_sql(compiler, connection)


@IndexField.register_lookup
class HasOneOfIndexes(models.lookups.In):
    def __init__(self, lhs: Any, rhs: Any) -> None:
        if isinstance(rhs, list | tuple | set | frozenset):
            rhs = [form for value in rhs for form in crypto.forms_of(value)]
        super().__init__(lhs, rhs)


def sealed_fields() -> Iterator[tuple[type[models.Model], EncryptedField]]:
    """Every encrypted column of the site with its model."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedField):
                yield model, field
