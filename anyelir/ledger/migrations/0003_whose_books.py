from django.db import migrations


def name_bodies(apps, schema_editor):
    """The body that the four columns named, made where nobody needed it until now."""
    Body = apps.get_model("membership", "Body")
    for ledger in apps.get_model("ledger", "Ledger").objects.filter(body=None):
        where = {"unit_kind": "", "region_id": ledger.region_id, "kind": ledger.kind}
        if ledger.unit_key:
            where = {"unit_kind": ledger.kind, "unit_id": ledger.unit_key}
        others = {"kind": ledger.kind, "region_id": ledger.region_id, "since": ledger.since}
        ledger.body, _made = Body.objects.get_or_create(**where, defaults=others)
        ledger.save(update_fields=["body"])


class Migration(migrations.Migration):

    dependencies = [("ledger", "0002_books_of_a_body")]

    operations = [migrations.RunPython(name_bodies, migrations.RunPython.noop)]
