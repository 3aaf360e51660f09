"""A column that holds one of a closed set declares the set: nobody reads the code to know what may stand there."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.sealed import IndexField

# Text that a program writes and that is one of no closed set, by what it is.
DECLARED_BY_ROOMS = {
    *("core.AuditEntry.verb", "core.AuditEntry.kind", "core.Operation.action", "core.Operation.result_kind"),
    *(
        "core.Lease.name",
        "documents.Paper.template",
        "ledger.LedgerEntry.kind",
        "membership.RoleGrant.role",
        "reports.ReportedTotal.measure",
    ),
}
KEYS_AND_DIGESTS = {
    *("core.AuditEntry.object_id", "core.Operation.content", "core.Operation.result_id", "core.Budget.key"),
    *("accounts.User.password", "accounts.Device.session_key", "accounts.Device.address"),
    *("accounts.SignInCode.code_index", "accounts.RecoveryCode.code_index", "files.StoredFile.digest"),
    *("documents.Paper.digest", "regions.Edition.fingerprint"),
    *("ledger.Closing.digest", "ledger.Closing.previous_digest", "ledger.ClosingProposal.digest"),
    *("handovers.PackSignature.digest", "membership.GrantEnding.digest", "arisan.Draw.commitment"),
    *("groups.MemberCard.code_hash", "groups.MemberCard.pin_hash", "groups.MemberCard.session_hash"),
    *("posyandu.MonthClosing.sha256", "posyandu.MonthClosing.signature", "exchange.ImportRun.sha256"),
}
MADE_OF_OTHERS = {
    # Codes and names of places, several codes in one text, a version, a path.
    *("regions.Region.search_key", "regions.Region.bps_code", "regions.Region.postal_code"),
    *("regions.RegionWord.path", "regions.Edition.regulation", "families.Person.temporary_no"),
    *("posyandu.Measurement.flags", "posyandu.Measurement.rules_version"),
    *(
        "posyandu.StageAssessment.rules_version",
        "exchange.ImportRun.upload_name",
        "exchange.ImportRun.errors_name",
    ),
}
OPEN = DECLARED_BY_ROOMS | KEYS_AND_DIGESTS | MADE_OF_OTHERS


def columns():
    """Every short text column that no person types, with its name; codes are keys of their own kind."""
    for model in apps.get_models():
        if model.__module__.startswith("anyelir."):
            for field in model._meta.local_fields:
                if isinstance(field, models.CharField) and not isinstance(
                    field, CleanCharField | CodeField | IndexField
                ):
                    yield f"{model._meta.label}.{field.name}", field


def test_a_closed_set_is_declared():
    assert {name for name, field in columns() if not field.choices} == OPEN


def test_a_new_column_would_be_seen():
    names = {name for name, _field in columns()}
    assert {
        "posyandu.Enrolment.end_reason",
        "posyandu.Measurement.source",
        "regions.Region.kind",
    } <= names - OPEN


def chosen(model) -> list[models.Field]:
    return [field for field in model._meta.local_fields if field.choices]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model",
    [model for model in apps.get_models() if model.__module__.startswith("anyelir.") and chosen(model)],
    ids=lambda model: model._meta.label,
)
def test_what_is_stored_is_one_of_the_set(model, world):
    """Of everything that the world of the tests holds."""
    for field in chosen(model):
        allowed = {value for value, _label in field.flatchoices} | ({""} if field.blank else set())
        allowed |= {None} if field.null else set()
        stored = set(model._base_manager.order_by().values_list(field.name, flat=True))
        assert stored <= allowed, field.name
