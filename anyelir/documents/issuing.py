"""Issue, find, replace and revoke papers of any model of PaperBase; transaction and right are for the room to say."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.audit import Actor
from anyelir.core.models import SequenceBase
from anyelir.core.numbers import take_number
from anyelir.documents.engine import set_paper, set_papers
from anyelir.documents.models import PaperBase
from anyelir.documents.qr import qr_code
from anyelir.rules.names import name_key

Issued = TypeVar("Issued", bound=PaperBase)
# 32 signs that nobody takes for each other when reading aloud: ten of them are 50 bits.
SIGNS, CODE_LENGTH = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 10


@dataclass(frozen=True)
class Order:
    """What is issued: the newest paper of an owner counts, an older one is replaced by it."""

    template: str
    title: str
    owner_kind: str
    owner_key: str
    body: str
    series: str
    made_on: dt.date
    facts: Mapping[str, Any]
    # Whose name stands on it; "" where no person's does.
    holder: str = ""
    # The number in its series and as it is written, where the issuer has one already; else the next one is taken.
    number: int = 0
    own_number: str = ""


def issue_paper(
    model: type[Issued], numbers: type[SequenceBase], order: Order, *, check_url: str, by: Actor
) -> Issued:
    """Number it, set it with its code, keep the bytes. A paper that cannot be set takes no number.

    ``check_url`` is the address before the code; "" for papers that nobody outside may ask for. Refuses:
    paper_too_large.
    """
    [paper] = issue_papers(model, numbers, [order], check_url=check_url, by=by)
    return paper


def issue_papers(
    model: type[Issued],
    numbers: type[SequenceBase],
    orders: Sequence[Order],
    *,
    check_url: str,
    by: Actor,
) -> list[Issued]:
    """Several of one template, set by as few children as can be; all or none. Refuses: paper_too_large."""
    papers = [_numbered(model, numbers, order, check_url, by) for order in orders]
    facts = [_facts_of(order, paper, check_url) for order, paper in zip(orders, papers, strict=True)]
    for paper, content in zip(papers, set_papers(orders[0].template, facts), strict=True):
        paper.content, paper.digest = content, hashlib.sha256(content).hexdigest()
    model._base_manager.bulk_create(papers)
    return papers


def _numbered(
    model: type[Issued], numbers: type[SequenceBase], order: Order, check_url: str, by: Actor
) -> Issued:
    _end(model, order.owner_kind, order.owner_key, model.State.REPLACED)
    paper = model(
        template=order.template,
        title=order.title,
        owner_kind=order.owner_kind,
        owner_key=order.owner_key,
        body=order.body,
        series=order.series,
        year=order.made_on.year,
        number=order.number or take_number(order.series, order.made_on.year, numbers=numbers),
        own_number=order.own_number,
        made_on=order.made_on,
        made_by=by.id,
        code=new_code() if check_url else None,
    )
    if order.holder:
        paper.holder = order.holder
    return paper


def _facts_of(order: Order, paper: PaperBase, check_url: str) -> dict[str, Any]:
    facts = {**order.facts, "title": order.title, "made_on": order.made_on.isoformat()}
    return facts | _proof(paper, check_url)


def is_unchanged(paper: PaperBase, order: Order, *, check_url: str) -> bool:
    """Whether the order, set with the day and code of the paper, gives the very bytes that were issued."""
    facts = {**order.facts, "title": order.title, "made_on": paper.made_on.isoformat()}
    again = set_paper(order.template, facts | _proof(paper, check_url))
    return paper.template == order.template and is_same_file(paper, [again])


def paper_of(model: type[Issued], owner_kind: str, owner_key: str) -> Issued | None:
    """The paper of an owner that counts today."""
    rows = model._base_manager.filter(owner_kind=owner_kind, owner_key=owner_key, state=model.State.VALID)
    return rows.first()


def revoke_paper(model: type[Issued], owner_kind: str, owner_key: str) -> bool:
    """Whether there was a paper that no longer counts from now on."""
    return _end(model, owner_kind, owner_key, model.State.REVOKED)


def paper_by_code(model: type[Issued], typed: str) -> Issued | None:
    """The paper with that code as people type it: small letters, blanks and dashes do not matter."""
    code = read_code(typed)
    return model._base_manager.filter(code=code).first() if code else None


def read_code(typed: str) -> str:
    """A code as it is stored; "" for what cannot be one."""
    code = "".join(sign for sign in typed.upper() if sign in SIGNS)
    return code if len(code) == CODE_LENGTH else ""


def names_holder(paper: PaperBase, typed: str) -> bool:
    """Whether the name is the one on the paper, however it is spelled (``rules.names``); it is told to nobody."""
    return bool(paper.holder) and name_key(typed) == name_key(paper.holder)


def is_same_file(paper: PaperBase, file: Iterable[bytes]) -> bool:
    """Whether the bytes are those that were issued; what comes in pieces is read once and kept nowhere."""
    digest = hashlib.sha256()
    for piece in file:
        digest.update(piece)
    return digest.hexdigest() == paper.digest


def _end(model: type[PaperBase], owner_kind: str, owner_key: str, state: str) -> bool:
    rows = model._base_manager.filter(owner_kind=owner_kind, owner_key=owner_key, state=model.State.VALID)
    return bool(rows.update(state=state, ended_at=timezone.now()))


def new_code() -> str:
    """Drawn from 50 random bits."""
    return "".join(secrets.choice(SIGNS) for _sign in range(CODE_LENGTH))


def _proof(paper: PaperBase, check_url: str) -> dict[str, Any]:
    """Number and day in words, and the address where the paper can be checked."""
    params = {"number": paper.number_text, "day": wording.day(paper.made_on)}
    issued = _("Nomor %(number)s, %(day)s") % params
    if not check_url:
        return {"issued": issued}
    code = {"qr": qr_code(f"{check_url}{paper.code}/"), "check": [f"{check_url}", paper.spelled_code]}
    return {"issued": issued, **code}
