"""The last of the doors: no column takes a typed text raw."""

import pytest
from django.apps import apps
from django.db import models

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.sealed import EncryptedField
from anyelir.membership.models import Member
from anyelir.partners.models import Puskesmas
from tests import factories as make

RAW, CLEAN = "\u202aBu\x02 Siti\u00a0\ud800 Ne\u0301ng\u202c\ufeff", "Bu Siti Néng"
# Columns that a program fills from its own alphabet; nobody can type into them.
MADE_BY_PROGRAM = {
    "trade.Ownership": {"phone_index"},
    "groups.MemberCard": {"code_hash", "pin_hash", "session_hash"},
    "accounts.User": {"password", "phone_index"},
    "accounts.Device": {"session_key", "address"},
    "accounts.SignInCode": {"code_index"},
    "accounts.RecoveryCode": {"code_index"},
    "core.AuditEntry": {"verb", "kind", "object_id"},
    "core.Budget": {"key"},
    "core.Lease": {"name"},
    "core.Operation": {"action", "content", "result_kind", "result_id"},
    "exchange.ImportRun": {"sha256", "upload_name", "errors_name"},
    "families.Family": {"card_index"},
    "families.Person": {"nik_index", "phone_index", "temporary_no"},
    "ledger.Closing": {"digest", "previous_digest"},
    "ledger.ClosingProposal": {"digest"},
    "ledger.LedgerEntry": {"kind"},
    "membership.RoleGrant": {"role"},
    "membership.GrantEnding": {"digest"},
    "handovers.PackSignature": {"digest"},
    "arisan.Draw": {"commitment"},
    "calendars.CalendarFeed": {"token_index"},
    "membership.Body": {"unit_kind"},
    "catalogue.Listing": {"tokens"},
    "membership.Service": {"special_kind"},
    "documents.Paper": {"template", "digest"},
    "files.StoredFile": {"digest"},
    "posyandu.Measurement": {"flags", "rules_version"},
    "posyandu.MonthClosing": {"sha256", "signature"},
    "posyandu.StageAssessment": {"rules_version"},
    "regions.Region": {"search_key", "bps_code", "postal_code"},
    "regions.Edition": {"regulation", "fingerprint"},
    "regions.RegionWord": {"path"},
    "reports.ReportedTotal": {"measure"},
}


def text_columns():
    for model in apps.get_models():
        if model.__module__.startswith("anyelir."):
            for field in model._meta.concrete_fields:
                if isinstance(field, models.CharField | models.TextField):
                    yield model._meta.label, field


def test_every_text_column_is_cleaned():
    raw = {
        f"{label}.{field.name}"
        for label, field in text_columns()
        if not isinstance(field, CleanCharField | CodeField | EncryptedField)
        and not field.choices
        and field.name not in MADE_BY_PROGRAM.get(label, ())
    }
    assert raw == set()


def test_the_list_of_columns_made_by_programs_is_true():
    known = {(label, field.name) for label, field in text_columns()}
    listed = {(label, name) for label, names in MADE_BY_PROGRAM.items() for name in names}
    assert listed - known == set()


@pytest.mark.parametrize(
    "field",
    [field for _label, field in text_columns() if isinstance(field, CleanCharField | EncryptedField)],
    ids=str,
)
def test_a_cleaned_column_gives_clean_text(field):
    if isinstance(field, EncryptedField):
        prepared = field.open(field.from_db_value(field.seal(RAW, 1), None, None), 1)
    else:
        prepared = field.get_prep_value(RAW)
    assert prepared == CLEAN
    assert not getattr(field, "keeps_lines", False) or field.get_prep_value("a\r\n b\x02") == "a\nb"


@pytest.mark.django_db
def test_one_by_one_in_bulk_by_update_and_when_searching():
    place = make.region("32", "Jawa Barat")
    one = Member.objects.create(region=place, name=RAW, name_key="x")
    assert one.name == CLEAN
    [two] = Puskesmas.objects.bulk_create([Puskesmas(region=place, name=RAW)])
    assert two.name == Puskesmas.objects.get().name == CLEAN
    Member.objects.filter(name=RAW).update(registration_no=RAW)
    one.refresh_from_db()
    assert (one.name, one.registration_no) == (CLEAN, CLEAN)


def test_migrations_see_an_ordinary_column():
    _name, path, _args, options = Member._meta.get_field("name").deconstruct()
    assert path == "django.db.models.CharField" and "keeps_lines" not in options
