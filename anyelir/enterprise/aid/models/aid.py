"""A round of aid with its giver, and one aid from proposal to its end."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade.models import Business
from anyelir.regions.models import Region
from anyelir.rules.aid import OTHER, item_labels

NAME_LENGTH = 120
NUMBER_LENGTH = 60
WORDS_LENGTH = 400


class AidRound(Record):
    """What a dinas or a firm gives in a year: how much was promised stands here, how much came in what was given."""

    class Giver(models.TextChoices):
        OFFICE = "office", _("Dinas")
        FIRM = "firm", _("Perusahaan mitra")

    class Source(models.TextChoices):
        NATION = "nation", _("APBN")
        PROVINCE = "province", _("APBD provinsi")
        REGENCY = "regency", _("APBD kabupaten/kota")
        VILLAGE = "village", _("Dana desa")
        FIRM = "firm", _("Dana perusahaan")
        OTHER = "other", _("Sumber lain")

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    giver_kind = models.CharField(_("pemberi"), max_length=6, choices=Giver.choices)
    giver = CleanCharField(_("nama dinas atau perusahaan"), max_length=NAME_LENGTH)
    source = models.CharField(_("sumber dana"), max_length=8, choices=Source.choices)
    year = models.PositiveSmallIntegerField(_("tahun anggaran"))
    promised_idr = models.PositiveBigIntegerField(_("nilai yang ditetapkan"))
    # Who receives is decided by this decree; until it is known nobody is.
    decree_no = CleanCharField(_("nomor SK"), max_length=NUMBER_LENGTH, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)

    privacy = {
        "id created_at updated_at region giver_kind giver source year promised_idr decree_no"
        " decree_on": Privacy.INTERNAL
    }

    class Meta:
        ordering = ["-year", "giver", "id"]
        indexes = [models.Index(fields=["region", "-year"], name="aid_round_by_region_year")]
        constraints = [
            models.CheckConstraint(condition=Q(promised_idr__gt=0), name="aid_round_promises_something"),
            models.CheckConstraint(
                condition=Q(decree_no="", decree_on=None) | (~Q(decree_no="") & Q(decree_on__isnull=False)),
                name="aid_round_decree_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver}, {self.get_source_display()} {self.year}"


def _after(later: str, earlier: str) -> Q:
    """Both have come, in this order; without the first part a missing day would let every other pass."""
    return Q(**{f"{day}__isnull": False for day in (earlier, later)}) & Q(**{f"{later}__gte": F(earlier)})


class Aid(Record):
    """Something asked for by a business or group. Each day below is one step; the next never comes before it."""

    class Step(models.TextChoices):
        """How far it is, read from its days."""

        PROPOSED = "proposed", _("Diusulkan")
        REJECTED = "rejected", _("Tidak lolos")
        VERIFIED = "verified", _("Lolos verifikasi")
        DECIDED = "decided", _("Ditetapkan SK")
        GRANTED = "granted", _("NPHD")
        PROCURED = "procured", _("Sudah diadakan")
        HANDED_OVER = "handed_over", _("Diserahkan")
        IN_USE = "in_use", _("Dipakai")
        DONE = "done", _("Selesai")
        WITHDRAWN = "withdrawn", _("Ditarik")
        TRANSFERRED = "transferred", _("Dialihkan")

    class Ending(models.TextChoices):
        DONE = "done", _("Selesai dipantau 12 bulan")
        WITHDRAWN = "withdrawn", _("Ditarik kembali")
        TRANSFERRED = "transferred", _("Dialihkan ke penerima lain")

    aid_round = models.ForeignKey(
        AidRound, on_delete=models.PROTECT, null=True, blank=True, related_name="aids"
    )
    business = models.ForeignKey(
        Business, on_delete=models.PROTECT, null=True, blank=True, related_name="aids"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="aids")
    # A key of the table ``aid_items``; the words say which, and alone what it is when the table has no row for it.
    kind = CodeField(_("barang"), max_length=20)
    spec = CleanCharField(_("keterangan barang"), max_length=NAME_LENGTH, blank=True)
    quantity = models.PositiveSmallIntegerField(_("jumlah"))
    reason = CleanCharField(_("untuk apa"), max_length=WORDS_LENGTH, keeps_lines=True)
    proposed_on = models.DateField(_("diusulkan"))
    verified_on = models.DateField(_("diperiksa"), null=True, blank=True)
    verified_by = models.UUIDField(null=True, blank=True)
    is_passed = models.BooleanField(_("lolos"), null=True, blank=True)
    why = CleanCharField(_("alasan"), max_length=WORDS_LENGTH, blank=True, keeps_lines=True)
    decided_on = models.DateField(_("ditetapkan"), null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    budget_idr = models.PositiveBigIntegerField(_("nilai menurut SK"), null=True, blank=True)
    nphd_no = CleanCharField(_("nomor NPHD"), max_length=NUMBER_LENGTH, blank=True)
    granted_on = models.DateField(_("tanggal NPHD"), null=True, blank=True)
    procured_on = models.DateField(_("diadakan"), null=True, blank=True)
    bast_no = CleanCharField(_("nomor BAST"), max_length=NUMBER_LENGTH, blank=True)
    handed_over_on = models.DateField(_("diserahkan"), null=True, blank=True)
    giver_signer = CleanCharField(_("yang menyerahkan"), max_length=NAME_LENGTH, blank=True)
    receiver_signer = CleanCharField(_("yang menerima"), max_length=NAME_LENGTH, blank=True)
    witnesses = CleanCharField(_("saksi"), max_length=WORDS_LENGTH, blank=True, keeps_lines=True)
    # Copied from the first visit that saw it in use.
    in_use_on = models.DateField(_("dipakai"), null=True, blank=True)
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)
    ending = models.CharField(_("akhirnya"), max_length=11, choices=Ending.choices, blank=True)
    closing_reason = CleanCharField(_("keterangan"), max_length=WORDS_LENGTH, blank=True, keeps_lines=True)

    privacy = {
        "id created_at updated_at aid_round business group kind spec quantity proposed_on verified_on is_passed"
        " decided_on budget_idr nphd_no granted_on procured_on bast_no handed_over_on in_use_on closed_on"
        " ending": Privacy.INTERNAL,
        "reason verified_by why decided_by giver_signer receiver_signer witnesses"
        " closing_reason": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-proposed_on", "-id"]
        indexes = [models.Index(fields=["kind", "handed_over_on"], name="aid_by_kind_handed_over")]
        constraints = [
            models.CheckConstraint(
                condition=Q(business=None, group__isnull=False) | Q(business__isnull=False, group=None),
                name="aid_has_one_receiver",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="aid_asks_for_something"),
            models.CheckConstraint(
                condition=Q(verified_on=None, is_passed=None)
                | (_after("verified_on", "proposed_on") & Q(is_passed__isnull=False)),
                name="aid_verified_after_proposed",
            ),
            models.CheckConstraint(
                condition=Q(is_passed=None) | Q(is_passed=True) | (Q(decided_on=None) & ~Q(why="")),
                name="aid_rejected_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, aid_round=None, budget_idr=None)
                | (
                    _after("decided_on", "verified_on")
                    & Q(aid_round__isnull=False, budget_idr__isnull=False, budget_idr__gt=0)
                ),
                name="aid_decided_after_verified",
            ),
            models.CheckConstraint(
                condition=Q(granted_on=None, nphd_no="")
                | (_after("granted_on", "decided_on") & ~Q(nphd_no="")),
                name="aid_granted_after_decided",
            ),
            models.CheckConstraint(
                condition=Q(procured_on=None) | _after("procured_on", "granted_on"),
                name="aid_procured_after_granted",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_on=None, bast_no="")
                | (_after("handed_over_on", "procured_on") & ~Q(bast_no="")),
                name="aid_handed_over_after_procured",
            ),
            models.CheckConstraint(
                condition=Q(in_use_on=None) | _after("in_use_on", "handed_over_on"),
                name="aid_used_after_handed_over",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, ending="")
                | (_after("closed_on", "handed_over_on") & ~Q(ending="")),
                name="aid_closed_after_handed_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.receiver}"

    @property
    def receiver(self) -> Business | Group:
        receiver = self.business if self.business is not None else self.group
        assert receiver is not None
        return receiver

    @property
    def place(self) -> str:
        """The code of the region of whoever receives."""
        return str(self.receiver.region_id)

    @property
    def label(self) -> str:
        """What it is, in words."""
        name = item_labels().get(self.kind, self.kind)
        if self.kind == OTHER:
            return self.spec
        return f"{name} ({self.spec})" if self.spec else name

    @property
    def step(self) -> str:
        reached = [step for day, step in STEPS if getattr(self, day) is not None]
        if self.is_passed is False:
            return self.Step.REJECTED
        if self.ending:
            return self.Step(self.ending)
        return reached[-1] if reached else self.Step.PROPOSED

    @property
    def step_label(self) -> str:
        return str(self.Step(self.step).label)


# The day that brings each step, in their order.
STEPS = (
    ("verified_on", Aid.Step.VERIFIED),
    ("decided_on", Aid.Step.DECIDED),
    ("granted_on", Aid.Step.GRANTED),
    ("procured_on", Aid.Step.PROCURED),
    ("handed_over_on", Aid.Step.HANDED_OVER),
    ("in_use_on", Aid.Step.IN_USE),
)


def at_step(step: str) -> Q:
    """The rows that stand at a step: what ``Aid.step`` says of one."""
    if step == Aid.Step.REJECTED:
        return Q(is_passed=False)
    if step in Aid.Ending.values:
        return Q(ending=step)
    open_days = [day for day, _step in STEPS]
    place = next((at + 1 for at, (_day, each) in enumerate(STEPS) if each == step), 0)
    reached = {f"{open_days[place - 1]}__isnull": False} if place else {}
    not_yet = dict.fromkeys(open_days[place:])
    return Q(ending="", **reached, **not_yet) & ~Q(is_passed=False)
