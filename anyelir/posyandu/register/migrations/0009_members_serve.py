import django.db.models.deletion
from django.db import migrations, models


def tell_members(apps, schema_editor):
    """Whoever serves is the member of the row in the register of kader; served twice at once, the later row ends."""
    seen = set()
    rows = apps.get_model("posyandu", "PosyanduKader").objects.select_related("kader").order_by("created_at", "id")
    for row in rows:
        row.member_id = row.kader.member_id
        if row.until is None and (row.posyandu_id, row.member_id) in seen:
            row.until = row.since
        elif row.until is None:
            seen.add((row.posyandu_id, row.member_id))
        row.save(update_fields=["member", "until"])


class Migration(migrations.Migration):

    dependencies = [
        ("membership", "0008_one_row_a_human"),
        ("posyandu", "0008_no_index_of_a_request"),
    ]

    operations = [
        migrations.RemoveConstraint("posyandukader", "one_open_service"),
        migrations.AddField(
            "posyandukader",
            "member",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posyandu_services",
                to="membership.member",
            ),
        ),
        migrations.RunPython(tell_members, migrations.RunPython.noop),
    ]
