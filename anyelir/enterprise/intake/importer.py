"""A list of businesses under way: each row is planned, a portion is written at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from anyelir.core.audit import Actor
from anyelir.core.crypto import forms_of
from anyelir.core.locking import hold
from anyelir.core.refusal import Refused
from anyelir.enterprise.intake import business_rows
from anyelir.enterprise.intake.business_rows import BusinessRow
from anyelir.enterprise.intake.known_businesses import KnownBusinesses, SoughtBusiness
from anyelir.enterprise.intake.places import BusinessPlaces
from anyelir.enterprise.permits.actions.papers import PermitFacts
from anyelir.enterprise.permits.actions.plans import commit_permits, plan_permit
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.trade.actions.plans import BusinessPlan, commit_businesses, plan_business
from anyelir.enterprise.trade.models import Ownership
from anyelir.exchange.kinds import HeldBack, ImportScope, RecordedRow, RowProblem
from anyelir.exchange.sheet import SheetRow
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION
from anyelir.rules import tables
from anyelir.rules.identity.kbli import kbli_version

OTHER = "other"
# Fields of the register by the columns of the sheet that fill them.
COLUMN_OF = {"owner_name": "owner", "kbli_code": "kbli", "capital_idr": "capital", "sales_idr": "sales"}


class BusinessImporter:
    def __init__(self, scope: ImportScope) -> None:
        self._scope = scope
        self._places = BusinessPlaces(scope.codes)
        self._known = KnownBusinesses()

    def parse(self, sheet_row: SheetRow) -> tuple[BusinessRow | None, list[RowProblem]]:
        return business_rows.parse(sheet_row, today=self._scope.today)

    def recorder(self, rows: Sequence[BusinessRow], *, one_by_one: bool) -> BusinessRecorder:
        """The desa of the portion are held: who takes in the same list at once comes after, and finds these rows."""
        desa = {region.code for region in map(self._desa_of, rows) if region is not None}
        list(hold(Region.objects.filter(code__in=desa).order_by("code")))
        codes = [NATION] if self._scope.codes is None else self._scope.codes
        nibs = {row.nib for row in rows if row.nib}
        self._known.read(codes, desa, nibs, {row.number for row in rows})
        return BusinessRecorder(self._places, self._known, self._scope.by)

    def undone(self) -> None:
        """Rows of a preview are remembered: a row after them that says the same is none of its own."""

    def _desa_of(self, row: BusinessRow) -> Region | None:
        try:
            return self._places.desa(row)
        except HeldBack:
            return None


class BusinessRecorder:
    """The rows of one portion. Nothing of them is unique in the database, so none is written alone."""

    def __init__(self, places: BusinessPlaces, known: KnownBusinesses, by: Actor) -> None:
        self._places = places
        self._known = known
        self._by = by
        self._businesses: list[BusinessPlan] = []
        self._permits: list[Permit] = []

    def record(self, row: BusinessRow) -> RecordedRow:
        home = self._places.home(row)
        sought = SoughtBusiness(row, self._places.desa(row).code, _phones(row.phone))
        if self._known.same(sought):
            return RecordedRow(False)
        if not row.is_another:
            self._refuse_alike(sought)
        try:
            plan = _plan_business(row, home)
            permits = _plan_permits(row, plan, self._by)
        except Refused as refused:
            column = COLUMN_OF.get(refused.field, refused.field)
            raise HeldBack(RowProblem(column, refused.text)) from refused
        self._businesses.append(plan)
        self._permits += permits
        self._known.add(sought)
        return RecordedRow(True)

    def store(self) -> None:
        businesses, self._businesses = self._businesses, []
        permits, self._permits = self._permits, []
        commit_businesses(businesses, by=self._by)
        commit_permits(permits, by=self._by)

    def _refuse_alike(self, sought: SoughtBusiness) -> None:
        """Raises HeldBack: somebody who knows both says whether they are one."""
        other = self._known.alike(sought)
        if other is None:
            return
        has_nib = bool(sought.row.nib) and sought.row.nib in other.nibs
        column, text = (
            ("nib", _("NIB ini sudah dipakai usaha %(name)s."))
            if has_nib
            else (
                "name",
                _("Di desa/kelurahan ini sudah ada usaha %(name)s dengan pemilik atau nomor HP yang sama."),
            )
        )
        mend = _("Kalau memang usaha lain, tulis ya di kolom Usaha Lain.")
        raise HeldBack(RowProblem(column, f"{text % {'name': other.name}} {mend}"), is_known=True)


def _phones(number: str) -> tuple[str, ...]:
    return forms_of(Ownership.index_of_phone(number)) if number else ()


def _plan_business(row: BusinessRow, home: Region) -> BusinessPlan:
    return plan_business(
        region=home,
        name=row.name,
        owner_name=row.owner,
        phone=row.phone,
        product_name=row.product,
        category=row.category or OTHER,
        started_on=row.started_on,
        kbli_version=_version_of(row),
        kbli_code=row.kbli,
        workers_f=row.workers_f,
        workers_m=row.workers_m,
        capital_idr=row.capital,
        sales_idr=row.sales,
        figures_on=row.figures_on,
    )


def _version_of(row: BusinessRow) -> int | None:
    """As the sheet says; else the one version that has this code, else the newest on the day of its NIB or figures.

    Raises HeldBack when nothing tells it: a code means nothing without its version.
    """
    if not row.kbli or row.kbli_version:
        return row.kbli_version
    having = {int(rule["version"]) for rule in tables.load("kbli_codes").rules if rule["code"] == row.kbli}
    if len(having) == 1:
        return having.pop()
    on = row.nib_on or row.figures_on
    version = kbli_version(on) if on is not None else None
    if version is None:
        raise HeldBack(RowProblem("kbli", _("Tulis KBLI tahun berapa kode ini, di kolom KBLI Tahun.")))
    return version


def _plan_permits(row: BusinessRow, plan: BusinessPlan, by: Actor) -> list[Permit]:
    """The NIB and the P-IRT of the row; raises HeldBack with the column of the wrong one."""
    permits = []
    for kind, number, issued_on in (("nib", row.nib, row.nib_on), ("pirt", row.pirt, row.pirt_on)):
        if not number:
            continue
        facts = PermitFacts(number=number, issued_on=issued_on)
        try:
            permits.append(plan_permit(business=plan.business, kind=kind, facts=facts, by=by))
        except Refused as refused:
            column = f"{kind}_on" if refused.field == "issued_on" else kind
            raise HeldBack(RowProblem(column, refused.text)) from refused
    return permits
