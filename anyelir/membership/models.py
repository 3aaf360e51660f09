"""Bodies that keep books, the members of the movement with their posts and services, and the grants of rights."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.merging import MergeDecision, decided_as_a_whole
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.terms import Term, in_order
from anyelir.core.written_once import WrittenOnce
from anyelir.membership.kinds import SpecialKind
from anyelir.membership.units import unit_kind_choices, unit_name
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION

NAME_LENGTH = 120


class Sex(models.TextChoices):
    MALE = "M", _("Laki-laki")
    FEMALE = "F", _("Perempuan")


class Marital(models.TextChoices):
    SINGLE = "single", _("Lajang")
    MARRIED = "married", _("Menikah")
    DIVORCED = "divorced", _("Cerai hidup")
    WIDOWED = "widowed", _("Cerai mati")


class Body(Term, Record):
    """Whoever keeps books (lembaga): a TP PKK, a group of RW or RT, a dasawisma, or a unit of another room.

    Made by the first act that needs it. One of a region (``unit_kind`` is empty), or one of a unit, such as a
    posyandu, whose room knows its name.
    """

    class Kind(models.TextChoices):
        TEAM = "team", _("TP PKK")
        GROUP = "group", _("Kelompok PKK")
        DASAWISMA = "dasawisma", _("Dasawisma")
        POSYANDU = "posyandu", _("Posyandu")
        UP2K = "up2k", _("Kelompok UP2K")
        FORUM = "forum", _("Forum")

    kind = models.CharField(_("jenis lembaga"), max_length=10, choices=Kind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="bodies")
    # Only of a body that neither its region nor its unit names.
    name = CleanCharField(_("nama"), max_length=120, blank=True)
    unit_kind = models.CharField(max_length=20, blank=True, choices=unit_kind_choices)
    unit_id = models.UUIDField(null=True, blank=True)
    address = CleanCharField(_("alamat sekretariat"), max_length=200, blank=True)

    # What keeps its books decides how many people close them.
    written_once = WrittenOnce(but=("region", "name", "address", "since", "until", "updated_at"))
    privacy = {
        "id created_at updated_at kind region name unit_kind unit_id address since until": Privacy.OPEN
    }

    class Meta:
        constraints = [
            in_order("body_in_order"),
            models.CheckConstraint(
                condition=models.Q(unit_kind="", unit_id=None)
                | (~models.Q(unit_kind="") & models.Q(unit_id__isnull=False)),
                name="body_unit_is_whole",
            ),
            models.UniqueConstraint(
                fields=["region"],
                condition=models.Q(unit_kind="", kind__in=["team", "group", "dasawisma"]),
                name="one_body_a_region",
            ),
            models.UniqueConstraint(
                fields=["unit_kind", "unit_id"], condition=~models.Q(unit_kind=""), name="one_body_a_unit"
            ),
        ]

    def __str__(self):
        """``Posyandu Anyelir``, ``TP PKK Ciriung``; a place that is called Dasawisma Melati is not so twice.

        A group says itself what it is: ``Poksus Ciriung``, also one of another programme than UP2K.
        """
        label, title = self.get_kind_display(), self.unit_title or self.name or self.region.name
        if self.kind == self.Kind.UP2K and self.unit_title:
            return self.unit_title
        return title if title.casefold().startswith(label.casefold()) else f"{label} {title}"

    @cached_property
    def unit_title(self) -> str:
        """What its room calls the unit; a list fetches the names of many at once (``bodies.name_units``)."""
        return unit_name(self.unit_kind, self.unit_id)


class Member(Record):
    """One human of the movement, whatever posts and services she holds (anggota, kader)."""

    name = CleanCharField(_("nama"), max_length=NAME_LENGTH)
    # The spelling under which namesakes are found.
    name_key = CodeField(max_length=NAME_LENGTH)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex.choices, blank=True)
    # Where she was first recorded: her desa decides whether two of one name are one.
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="member"
    )
    registration_no = CleanCharField(_("nomor registrasi"), max_length=30, blank=True)
    born_on = models.DateField(_("tanggal lahir"), null=True, blank=True)
    birth_place = CleanCharField(_("tempat lahir"), max_length=60, blank=True)
    marital = models.CharField(_("status"), max_length=10, choices=Marital.choices, blank=True)
    education = CleanCharField(_("pendidikan"), max_length=60, blank=True)
    occupation = CleanCharField(_("pekerjaan"), max_length=60, blank=True)
    address = CleanCharField(_("alamat"), max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )

    privacy = {
        "id created_at updated_at region merged_into": Privacy.INTERNAL,
        "name name_key sex user registration_no born_on birth_place marital education occupation"
        " address": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["region", "name_key"], name="member_by_region_name"),
            models.Index(fields=["name", "id"], name="member_by_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def survivor(self) -> Member:
        """The record that this one was merged into, or itself."""
        member = self
        while member.merged_into is not None:
            member = member.merged_into
        return member


class Post(Term, Record):
    """A post in a body held over a term. One member may hold several; a post may stand empty."""

    class Office(models.TextChoices):
        PATRON = "patron", _("Pembina")
        CHAIR = "chair", _("Ketua")
        DEPUTY = "deputy", _("Wakil ketua")
        SECRETARY = "secretary", _("Sekretaris")
        TREASURER = "treasurer", _("Bendahara")
        POKJA_CHAIR = "pokja_chair", _("Ketua pokja")
        POKJA_DEPUTY = "pokja_deputy", _("Wakil ketua pokja")
        POKJA_SECRETARY = "pokja_secretary", _("Sekretaris pokja")
        MEMBER = "member", _("Anggota")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    office = models.CharField(_("jabatan"), max_length=20, choices=Office.choices)
    pokja = models.PositiveSmallIntegerField(_("pokja"), null=True, blank=True)
    # Without one it is a vacancy: the post exists by decree, nobody holds it.
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    is_acting = models.BooleanField(_("pelaksana tugas"), default=False)
    decree_no = CleanCharField(_("nomor SK"), max_length=60, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)

    privacy = {
        "id created_at updated_at body office pokja is_acting decree_no decree_on since until": Privacy.INTERNAL,
        "member": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            in_order("term_in_order"),
            models.CheckConstraint(
                condition=models.Q(pokja=None) | models.Q(pokja__range=(1, 4)), name="pokja_one_to_four"
            ),
        ]

    @property
    def name(self) -> str:
        """Of who holds it; empty while nobody does."""
        return self.member.name if self.member is not None else ""


class BodyMember(Term, Record):
    """Somebody belongs to a body under a number that nobody else there ever gets: who saves, pays dues, attends.

    Women of a dasawisma need be no members of the movement, so the name is kept here, whoever ``member`` is.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="people")
    number = models.PositiveIntegerField(_("nomor anggota"))
    name = CleanCharField(_("nama"), max_length=NAME_LENGTH)
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="belongs"
    )

    written_once = WrittenOnce(but=("name", "member", "since", "until", "updated_at"))
    privacy = {
        "id created_at updated_at body number since until": Privacy.INTERNAL,
        "name member": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_number_a_body"),
            models.UniqueConstraint(
                fields=["body", "member"], condition=models.Q(until=None), name="belongs_once"
            ),
            in_order("belonging_in_order"),
        ]

    def __str__(self):
        return f"{self.number} {self.name}"


class Service(Term, Record):
    """A member serves a region as a kader: general, or special with the kind of training."""

    class Kind(models.TextChoices):
        GENERAL = "general", _("Kader umum")
        SPECIAL = "special", _("Kader khusus")

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="services")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("jenis kader"), max_length=8, choices=Kind.choices, default=Kind.GENERAL)
    special_kind = models.CharField(
        _("keahlian khusus"), max_length=40, blank=True, choices=SpecialKind.choices
    )

    privacy = {
        "id created_at updated_at region kind special_kind since until": Privacy.INTERNAL,
        "member": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "region", "kind", "special_kind"],
                condition=models.Q(until=None),
                name="one_open_kind_of_service",
            ),
            in_order("kader_in_order"),
        ]

    @property
    def what(self) -> str | Promise:
        """General, or the training of a special one."""
        return self.get_special_kind_display() if self.special_kind else self.get_kind_display()


class MemberPair(MergeDecision):
    """Two members of one desa who may be one human; somebody who knows them decides."""

    kept = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")

    privacy = {
        "id created_at updated_at region state decided_at decided_by": Privacy.INTERNAL,
        "kept other undo": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kept", "other"], name="one_pair_of_members"),
            decided_as_a_whole("pair_decision_is_whole"),
        ]
        indexes = [models.Index(fields=["state", "region"], name="pair_by_state")]


class RoleGrant(Term, Record):
    """A user holds a role in a region and below, or for one unit (a posyandu, a puskesmas), for a time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("peran"), max_length=40)
    # NULL is the nation. With a unit, the region tells where the unit lies and gives no right by itself.
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit_kind = models.CharField(max_length=20, choices=unit_kind_choices, blank=True)
    unit_id = models.UUIDField(null=True, blank=True)
    given_by = models.UUIDField(null=True, blank=True)
    # Until then it gives nothing, unless a second person agrees: see membership.granting.
    waits_until = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id created_at updated_at role region unit_kind unit_id since until waits_until": Privacy.INTERNAL,
        "user given_by": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit_kind="", unit_id=None)
                | (~models.Q(unit_kind="") & models.Q(unit_id__isnull=False)),
                name="grant_unit_is_whole",
            ),
            # NULL is the nation and "no unit"; unlike NULL, a filler is equal to itself.
            models.UniqueConstraint(
                "user",
                "role",
                Coalesce("region", models.Value("")),
                Coalesce("unit_id", models.Value(uuid.UUID(int=0)), output_field=models.UUIDField()),
                condition=models.Q(until=None),
                name="one_open_grant",
            ),
        ]

    @property
    def today(self) -> dt.date:
        """The day at the place of the role, by whose midnight it begins and ends."""
        return today_at(self.region_id or NATION)

    @property
    def is_open(self) -> bool:
        """Not ended yet; it may begin later."""
        return not self.has_ended(self.today)

    @property
    def is_waiting(self) -> bool:
        """Given by somebody without these rights: it waits for a second person or for its time."""
        return self.is_open and self.waits_until is not None and self.waits_until > timezone.now()


class GrantEnding(Record):
    """The roles of many people are to end on one day: whoever holds one of ``roles`` in the region and below."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Menunggu orang kedua")
        CONFIRMED = "confirmed", _("Selesai")
        WITHDRAWN = "withdrawn", _("Dibatalkan")

    # NULL is the nation.
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    roles: Any = models.JSONField(default=list)
    until = models.DateField(_("hari terakhir"))
    reason = CleanCharField(_("alasan"), max_length=200)
    # How many there were when it was proposed, and which: another set is proposed anew.
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.UUIDField(null=True)
    proposed_name = CleanCharField(max_length=NAME_LENGTH)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.UUIDField(null=True)
    confirmed_name = CleanCharField(max_length=NAME_LENGTH, blank=True)

    privacy = {
        "id created_at updated_at region roles until reason count digest state confirmed_at": Privacy.INTERNAL,
        "proposed_by proposed_name confirmed_by confirmed_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="confirmed", confirmed_at__isnull=False)
                | (~models.Q(state="confirmed") & models.Q(confirmed_at=None, confirmed_by=None)),
                name="ending_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("proposed_by")),
                name="ending_by_two_accounts",
            ),
        ]

    def __str__(self):
        return f"{self.region or 'Indonesia'} {self.until}"
