"""A deadline for each referral whose child was not seen yet."""

from django.db import migrations

from anyelir.rules.referral import answer_due_on
from anyelir.rules.time_zones import end_of_day

KIND = "referral.answer"


def set_deadlines(apps, schema_editor):
    deadlines, referrals = apps.get_model("deadlines", "Deadline"), apps.get_model("posyandu", "Referral")
    waiting = referrals.objects.filter(status__in=["created", "received", "no_show"])
    rows = waiting.values_list("pk", "posyandu__region_id", "due_on", "referred_on")
    deadlines.objects.bulk_create(
        deadlines(
            kind=KIND, object_key=key.hex, region=place, due_at=end_of_day(place, answer_due_on(due, since))
        )
        for key, place, due, since in rows
    )


def take_away(apps, schema_editor):
    apps.get_model("deadlines", "Deadline").objects.filter(kind=KIND).delete()


class Migration(migrations.Migration):
    dependencies = [("posyandu", "0006_stored_choices"), ("deadlines", "0001_initial")]
    operations = [migrations.RunPython(set_deadlines, take_away)]
