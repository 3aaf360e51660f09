"""The one kind of write: every function that a form, a phone, a file or a command changes something with.

    @action("measurement.record", stored=measurement_words)
    def record_measurement(*, session: PosyanduSession, ..., by: Actor, op_id: uuid.UUID | None = None) -> Measurement:

An action is keyword-only, whole or not at all, gathers its lines of the trail and its stale leaves, writes one line
of the log and refuses by ``Refused``. One that declares ``op_id`` may be sent twice: the same id with the same
content gives the stored result, with other content it is refused by words that ask. Actions may call each other.
"""

from __future__ import annotations

import functools
import inspect
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import DatabaseError, IntegrityError, OperationalError, router, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from anyelir.core import audit, gathering, metrics
from anyelir.core.content import keyed_hash
from anyelir.core.log_lines import actor_mark
from anyelir.core.refusal import Refused
from anyelir.core.trouble import as_refusal

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger("anyelir.action")
# Who acts and which sending this is do not belong to what was asked.
NOT_CONTENT = ("by", "op_id")
DEADLOCK, NOT_SERIALISABLE, NOT_UNIQUE = "40P01", "40001", "23505"
NOT_UNIQUE_ON_SQLITE = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


class OperationDiffers(Refused):
    """The form was stored before with other content; ``record`` is what is stored."""

    def __init__(self, text: str, record: Model) -> None:
        super().__init__("operation_differs", text)
        self.record = record


@dataclass(frozen=True)
class Action:
    """What the decorator was told; ``record_of`` and ``result_of`` lead from a result to its record and back."""

    name: str
    function: Callable[..., Any]
    store: str
    stored: Callable[[Any], str]
    record_of: Callable[[Any], Model | None]
    result_of: Callable[[Any], Any]
    circumstances: tuple[str, ...]

    @property
    def signature(self) -> inspect.Signature:
        return inspect.signature(self.function)

    @property
    def is_repeatable(self) -> bool:
        return "op_id" in self.signature.parameters


# Every action by its name.
ACTIONS: dict[str, Action] = {}


def action(
    name: str,
    *,
    store: str = "core.Operation",
    stored: Callable[[Any], str] = str,
    record_of: Callable[[Any], Model | None] = lambda result: result,
    result_of: Callable[[Any], Any] = lambda record: record,
    circumstances: tuple[str, ...] = (),
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make the function an action.

    ``store`` names the model of operations: a room with a database of its own has its own child of OperationBase,
    and its actions are whole in that database. ``stored`` says of a stored record what it holds, for whoever sends
    the form again with other content. A result that is no record names its record by ``record_of`` and is made
    again by ``result_of``. Arguments named in ``circumstances`` are no content: the moment of a sending.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        this = _declare(Action(name, function, store, stored, record_of, result_of, circumstances))

        @functools.wraps(function)
        def run(*args: P.args, **given: P.kwargs) -> R:
            if args:
                raise TypeError(f"{name} takes keyword arguments only")
            return cast(R, _logged(this, given))

        run.action = this  # type: ignore[attr-defined]
        return run

    return decorate


def _declare(this: Action) -> Action:
    parameters = this.signature.parameters
    keyword = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
    positional = [each.name for each in parameters.values() if each.kind not in keyword]
    if positional or "by" not in parameters:
        raise TypeError(f"{this.name}: an action takes keywords only, and `by`")
    if ACTIONS.setdefault(this.name, this) is not this:
        raise ValueError(f"two actions named {this.name}")
    return this


def _logged(this: Action, given: Mapping[str, Any]) -> Any:
    """Carry out, and write one line of the log for the outermost action."""
    if gathering.is_gathering():
        return _carried_out(this, given)
    started, result, outcome = time.perf_counter(), None, "error"
    try:
        with audit.attempts():
            result = _carried_out(this, given)
        outcome = "ok"
    except Refused as refused:
        outcome = f"refused:{refused.code}"
        raise
    except (DatabaseError, OSError) as error:
        full = as_refusal(error)
        if full is None:
            raise
        outcome = f"refused:{full.code}"
        raise full from error
    finally:
        _write_line(this, given, result, outcome, started)
    return result


def _write_line(this: Action, given: Mapping[str, Any], result: Any, outcome: str, started: float) -> None:
    """Keys only: never a name, never a number of a person."""
    record = this.record_of(result) if result is not None else None
    facts = {
        "actor": actor_mark(getattr(given.get("by"), "id", None)),
        "action": this.name,
        "object": f"{record._meta.label_lower}:{record.pk}" if isinstance(record, Model) else "-",
        "outcome": outcome,
        "ms": round(1000 * (time.perf_counter() - started)),
    }
    metrics.ACTIONS.labels(this.name, outcome.partition(":")[0]).inc()
    log.info("action", extra={"facts": facts})


def _carried_out(this: Action, given: Mapping[str, Any]) -> Any:
    """Once more when somebody else stored the same at the same moment: now the action sees it and says so."""
    try:
        return _once(this, given)
    except (IntegrityError, OperationalError) as error:
        if not _is_race(error):
            raise
    try:
        return _once(this, given)
    except IntegrityError as error:
        if not _is_race(error):
            raise
        text = _("Data yang sama baru saja disimpan. Muat ulang halaman ini untuk melihatnya.")
        raise Refused("stored_meanwhile", text) from error


def _is_race(error: Exception) -> bool:
    cause = error.__cause__
    return (
        getattr(cause, "sqlstate", None) in (DEADLOCK, NOT_SERIALISABLE, NOT_UNIQUE)
        or getattr(cause, "sqlite_errorname", None) in NOT_UNIQUE_ON_SQLITE
    )


@contextmanager
def whole(using: str | None = None) -> Iterator[None]:
    """One transaction or savepoint with all that its steps collect; what the import opens around many rows."""
    with transaction.atomic(using=using), gathering.collecting():
        yield


def _once(this: Action, given: Mapping[str, Any]) -> Any:
    store = apps.get_model(this.store)
    with whole(router.db_for_write(store)):
        op_id = given.get("op_id")
        if op_id is None:
            return this.function(**given)
        operation, is_new = store.objects.get_or_create(
            id=op_id,
            defaults={"action": this.name, "content": _content(this, given), "actor_id": given["by"].id},
        )
        if not is_new:
            return _stored_result(this, operation, given)
        result = this.function(**given)
        _keep_result(this, operation, result)
        return result


def _content(this: Action, given: Mapping[str, Any]) -> str:
    bound = this.signature.bind(**given)
    bound.apply_defaults()
    left_out = (*NOT_CONTENT, *this.circumstances)
    return keyed_hash(
        this.name, {key: value for key, value in bound.arguments.items() if key not in left_out}
    )


def _keep_result(this: Action, operation: Any, result: Any) -> None:
    record = None if result is None else this.record_of(result)
    if record is None:
        return
    if not isinstance(record, Model):
        raise TypeError(f"{this.name}: say by record_of which record was stored")
    operation.result_kind, operation.result_id = record._meta.label_lower, str(record.pk)
    operation.save(update_fields=["result_kind", "result_id"])


def _stored_result(this: Action, operation: Any, given: Mapping[str, Any]) -> Any:
    """What the first sending gave, or Refused when this is not the same sending."""
    if operation.actor_id != given["by"].id:
        text = _("Formulir ini sudah dikirim oleh akun lain. Buka lagi halamannya, lalu isi kembali.")
        raise Refused("operation_of_another", text)
    record = _stored_record(operation)
    if operation.action == this.name and operation.content == _content(this, given):
        return this.result_of(record) if record is not None else None
    if record is None:
        raise Refused("operation_differs", _differs(""))
    raise OperationDiffers(_differs(_stored_text(operation, record)), record)


def _stored_record(operation: Any) -> Any:
    if not operation.result_kind:
        return None
    return apps.get_model(operation.result_kind)._base_manager.filter(pk=operation.result_id).first()


def _stored_text(operation: Any, record: Model) -> str:
    """By the action that stored it, which may be another than the one that was asked for now."""
    first = ACTIONS.get(operation.action)
    return first.stored(record) if first is not None else ""


def _differs(stored: str) -> str:
    if not stored:
        return str(_("Halaman ini sudah pernah disimpan dengan isi lain. Buka catatannya untuk membetulkan."))
    text = _(
        "Dari halaman ini sudah tersimpan: %s. Isian yang sekarang belum disimpan. Betulkan lewat catatan itu."
    )
    return str(text % stored)
