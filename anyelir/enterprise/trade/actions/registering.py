"""What the register knows of a business, and its stages. It becomes one without anything typed again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, known_fields, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.trade.actions.holding import held_business
from anyelir.enterprise.trade.actions.owners import end_consents
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.models.business import FIGURES
from anyelir.enterprise.trade.queries.businesses import offered_companions
from anyelir.rules.identity.kbli import check_kbli
from anyelir.rules.no_name import is_no_name

FACTS = (
    *("name", "started_on", "kbli_version", "kbli_code", *FIGURES, "figures_on", "channels", "companion"),
    *("latitude", "longitude"),
)


@action("business.edit")
def edit_business(*, business: Business, by: Actor, **changes: Any) -> Business:
    """Change fields of FACTS.

    Refuses: as held_business, refuse_wrong_facts.
    """
    business = held_business(business)
    changed = set_fields(business, known_fields(changes, FACTS))
    refuse_wrong_facts(business, changed)
    business.save()
    note(by=by, verb="business.edit", what=business, region=business.region_id, fields=changed)
    tell_changed(business)
    return business


def refuse_wrong_facts(business: Business, changed: list[str]) -> None:
    """Refuses: companion_elsewhere, date_ahead, figures_undated, kbli_not_5_digits, kbli_version_unknown, name_missing,
    point_incomplete.
    """
    business.name = " ".join(business.name.split())
    if not business.name or is_no_name(business.name):
        raise Refused("name_missing", _("Tulis nama usahanya."), field="name", status=422)
    _check_days(business)
    has_figures = any(getattr(business, name) is not None for name in FIGURES)
    if has_figures and business.figures_on is None:
        text = _("Tulis angka ini keadaan tanggal berapa.")
        raise Refused("figures_undated", text, field="figures_on", status=422)
    if (business.latitude is None) != (business.longitude is None):
        text = _("Titik peta terdiri dari lintang dan bujur. Isi keduanya, atau kosongkan keduanya.")
        raise Refused("point_incomplete", text, field="latitude", status=422)
    _check_kbli(business)
    companion = business.companion
    if "companion" in changed and companion is not None:
        if not offered_companions(business).filter(pk=companion.pk).exists():
            text = _("Pilih pendamping usaha yang bertugas di wilayah ini.")
            raise Refused("companion_elsewhere", text, field="companion", status=422)


def _check_days(business: Business) -> None:
    """Refuses: date_ahead."""
    today = today_at(business.region_id)
    for name in ("started_on", "figures_on"):
        if (getattr(business, name) or today) > today:
            text = _("Tanggal ini belum tiba. Pilih hari ini atau sebelumnya.")
            raise Refused("date_ahead", text, field=name, status=422)


def _check_kbli(business: Business) -> None:
    """Refuses: kbli_not_5_digits, kbli_version_unknown."""
    if not business.kbli_code:
        business.kbli_version = None
        return
    problems = check_kbli(business.kbli_version or 0, business.kbli_code, on=today_at(business.region_id))
    codes = {problem.code for problem in problems}
    if "kbli_not_5_digits" in codes:
        text = _("Kode KBLI terdiri dari 5 angka, misalnya 10794.")
        raise Refused("kbli_not_5_digits", text, field="kbli_code", status=422)
    if "kbli_version_unknown" in codes:
        text = _("Pilih KBLI tahun berapa kode ini.")
        raise Refused("kbli_version_unknown", text, field="kbli_version", status=422)


@action("business.run")
def run_business(*, business: Business, started_on: dt.date | None = None, by: Actor) -> Business:
    """It runs: for the first time with the day of its beginning, or again after a pause or an end.

    Refuses: already_running, date_ahead.
    """
    business = held(business)
    if business.stage == Business.Stage.RUNNING:
        raise Refused("already_running", _("Usaha ini sudah berjalan."))
    today = today_at(business.region_id)
    business.started_on = started_on or business.started_on or today
    _check_days(business)
    business.stage, business.confirmed_on = Business.Stage.RUNNING, today
    business.closed_on, business.closing_reason = None, ""
    return _moved(business, "business.run", by)


@action("business.pause")
def pause_business(*, business: Business, by: Actor) -> Business:
    """For a while; what it has stays as it is. Refuses: already_paused; as held_business."""
    business = held_business(business)
    if business.stage == Business.Stage.PAUSED:
        raise Refused("already_paused", _("Usaha ini sudah tercatat berhenti sementara."))
    business.stage = Business.Stage.PAUSED
    return _moved(business, "business.pause", by)


@action("business.confirm")
def confirm_business(*, business: Business, by: Actor) -> Business:
    """Its owner says today that it goes on. Refuses: not_running; as held_business."""
    business = held_business(business)
    if business.stage == Business.Stage.PAUSED:
        raise Refused("not_running", _("Usaha ini berhenti sementara. Jalankan lagi dulu."))
    business.confirmed_on = today_at(business.region_id)
    return _moved(business, "business.confirm", by)


@action("business.close")
def close_business(*, business: Business, on: dt.date, reason: str, by: Actor) -> Business:
    """Its last day. Nothing is deleted; its products are offered no more, and the consent to publish ends.

    Refuses: date_ahead, reason_missing; as held_business.
    """
    business = held_business(business)
    if not business.begun_on <= on <= today_at(business.region_id):
        text = _("Pilih hari antara mulainya usaha dan hari ini.")
        raise Refused("date_ahead", text, field="on", status=422)
    if not reason.strip():
        raise Refused("reason_missing", _("Tulis mengapa tutup."), field="reason", status=422)
    business.stage, business.closed_on, business.closing_reason = Business.Stage.CLOSED, on, reason
    end_consents(business)
    return _moved(business, "business.close", by)


def _moved(business: Business, verb: str, by: Actor) -> Business:
    business.save()
    note(by=by, verb=verb, what=business, region=business.region_id)
    tell_changed(business)
    return business
