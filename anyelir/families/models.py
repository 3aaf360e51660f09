"""House > household (KRT) > family (KK) > person: where people live and who they are."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import NullIf, StrIndex, Substr
from django.utils.translation import gettext_lazy as _

from anyelir.core.crypto import Index, index_of
from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.merging import MergeDecision, decided_as_a_whole
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.sealed import EncryptedField, IndexField
from anyelir.membership.models import Marital, Sex
from anyelir.regions.models import Region


class House(Record):
    """A dwelling at an address; it lies in the lowest region that is known (dasawisma, RT, RW or desa)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    address = CleanCharField(_("alamat"), max_length=200, blank=True)

    privacy = {"id created_at updated_at region": Privacy.INTERNAL, "address": Privacy.PERSONAL}


class Household(Record):
    """The people under one roof with one head (KRT); it may hold several families (KK)."""

    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="households")

    privacy = {"id created_at updated_at house": Privacy.INTERNAL}


class Family(Record):
    """One family card (KK), or a family that has none yet."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="families")
    # Copies of what lists sort and filter by, written by the actions together with their sources.
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    head_name = CleanCharField(_("nama kepala keluarga"), max_length=120)
    head_key = CodeField(max_length=120)
    card_no = EncryptedField(_("nomor KK"), blank=True, place="family.card", index="card_index")
    card_index = IndexField(max_length=43, blank=True, db_index=True)
    registered_region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    registered_address = CleanCharField(_("alamat menurut KK"), max_length=200, blank=True)
    moved_on = models.DateField(_("tanggal pindah"), null=True, blank=True)

    privacy = {
        "id created_at updated_at household region registered_region moved_on": Privacy.INTERNAL,
        "head_name head_key registered_address": Privacy.PERSONAL,
        "card_no card_index": Privacy.SECRET,
    }

    class Meta:
        indexes = [models.Index(fields=["region", "head_key", "id"], name="family_by_region_name")]
        constraints = [
            # One family a card among those that live here; one that went away leaves its number behind.
            models.UniqueConstraint(
                fields=["card_index"],
                condition=models.Q(moved_on=None) & ~models.Q(card_index=""),
                name="family_card_once",
            )
        ]
        verbose_name_plural = "families"

    def __str__(self):
        return self.head_name

    @staticmethod
    def index_of_card(card_no: str) -> Index:
        return index_of(card_no, "family.card")


def _behind_word(key):
    """The part of a name key behind its first word, NULL when there is none."""
    return Substr(key, NullIf(StrIndex(key, models.Value(" ")), 0) + 1)


class Person(Record):
    """A resident. Birth dates may be known to the day, the month or the year only."""

    class Precision(models.TextChoices):
        DAY = "day", _("tanggal lengkap")
        MONTH = "month", _("bulan dan tahun")
        YEAR = "year", _("tahun saja")

    class Relation(models.TextChoices):
        HOUSEHOLD_HEAD = "household_head", _("Kepala rumah tangga")
        HEAD = "head", _("Kepala keluarga")
        SPOUSE = "spouse", _("Suami/istri")
        CHILD = "child", _("Anak")
        PARENT = "parent", _("Orang tua")
        OTHER = "other", _("Keluarga lain")

    class GrowthCard(models.TextChoices):
        YES = "yes", _("Sudah punya")
        NO = "no", _("Belum punya")

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="people")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = CleanCharField(_("nama"), max_length=120)
    name_key = CodeField(max_length=120)
    # The key from its second and third word on, so that "aminah" finds Siti Aminah by a range of an index; the
    # database writes them, whichever door a person came through.
    second_key = models.GeneratedField(
        expression=_behind_word("name_key"), output_field=CodeField(max_length=120), db_persist=True
    )
    third_key = models.GeneratedField(
        expression=_behind_word(_behind_word("name_key")),
        output_field=CodeField(max_length=120),
        db_persist=True,
    )
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex.choices)
    born_on = models.DateField(_("tanggal lahir"), null=True, blank=True)
    birth_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    birth_place = CleanCharField(_("tempat lahir"), max_length=80, blank=True)
    birth_weight_g = models.PositiveIntegerField(_("berat lahir (gram)"), null=True, blank=True)
    birth_length_cm = models.DecimalField(
        _("panjang lahir (cm)"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    nik = EncryptedField("NIK", blank=True, place="person.nik", index="nik_index")
    nik_index = IndexField(max_length=43, blank=True, db_index=True)
    # "Belum punya NIK": a temporary number of our own keeps the person findable on paper.
    temporary_no = models.CharField(max_length=20, blank=True, db_index=True)
    phone = EncryptedField(_("nomor telepon"), blank=True, place="person.phone", index="phone_index")
    phone_index = IndexField(max_length=43, blank=True, db_index=True)
    relation = models.CharField(_("hubungan dalam keluarga"), max_length=16, choices=Relation.choices)
    marital = models.CharField(_("status perkawinan"), max_length=10, choices=Marital.choices, blank=True)
    mother = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    father = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mother_name = CleanCharField(_("nama ibu"), max_length=120, blank=True)
    # Empty: nobody asked. The day is the one on which it was given, or on which somebody first saw it.
    growth_card = models.CharField(
        _("KMS atau buku KIA"), max_length=3, choices=GrowthCard.choices, blank=True
    )
    growth_card_on = models.DateField(_("tanggal menerima KMS"), null=True, blank=True)
    died_on = models.DateField(_("tanggal meninggal"), null=True, blank=True)
    moved_on = models.DateField(_("tanggal pindah"), null=True, blank=True)
    # Where this person is today is for the present unit alone. No form shows or changes it.
    is_protected = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = {
        "id created_at updated_at family region birth_precision relation merged_into": Privacy.INTERNAL,
        "name name_key second_key third_key sex born_on birth_place birth_weight_g birth_length_cm temporary_no"
        " marital mother father mother_name growth_card growth_card_on died_on moved_on is_protected": Privacy.PERSONAL,
        "nik nik_index phone phone_index": Privacy.SECRET,
    }

    class Meta:
        indexes = [
            models.Index(fields=["region", "name_key", "id"], name="person_by_region_name"),
            models.Index(fields=["name_key", "region", "id"], name="person_by_name"),
            models.Index(
                fields=["second_key", "region", "id"],
                condition=models.Q(second_key__isnull=False),
                name="person_by_second_word",
            ),
            models.Index(
                fields=["third_key", "region", "id"],
                condition=models.Q(third_key__isnull=False),
                name="person_by_third_word",
            ),
            models.Index(fields=["region", "born_on"], name="person_by_region_birth"),
        ]
        constraints = [
            # One living record a NIK; a merged record gives its NIK up.
            models.UniqueConstraint(
                fields=["nik_index"], condition=~models.Q(nik_index=""), name="person_nik_once"
            ),
            models.CheckConstraint(
                condition=models.Q(growth_card="yes", growth_card_on__isnull=False)
                | (~models.Q(growth_card="yes") & models.Q(growth_card_on=None)),
                name="growth_card_is_dated",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def survivor(self) -> Person:
        """The record that stands for this person today: itself, or the one it was merged into."""
        person = self
        while person.merged_into_id:
            person = person.merged_into
        return person

    @staticmethod
    def index_of_nik(nik: str) -> Index:
        return index_of(nik, "person.nik")

    @staticmethod
    def index_of_phone(phone: str) -> Index:
        return index_of(phone, "person.phone")


class Move(Record):
    """A family or a person moved (or left), so that old months stay where they happened."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="moves")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="moves")
    moved_on = models.DateField(_("tanggal pindah"))
    from_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    to_region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_text = CleanCharField(_("tujuan"), max_length=200, blank=True)

    privacy = {
        "id created_at updated_at from_region to_region": Privacy.INTERNAL,
        "family person moved_on to_text": Privacy.PERSONAL,
    }


class MergeProposal(MergeDecision):
    """Two records that may be one person; only a person decides, and the decision can be undone."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals_kept")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals_other")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    parts = models.JSONField(default=dict)

    privacy = {
        "id created_at updated_at region score state decided_at decided_by": Privacy.INTERNAL,
        "kept other parts undo": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kept", "other"], name="one_proposal_a_pair"),
            decided_as_a_whole("proposal_decision_is_whole"),
        ]
        indexes = [models.Index(fields=["state", "region"])]
