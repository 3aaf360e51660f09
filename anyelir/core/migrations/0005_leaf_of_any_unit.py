import anyelir.core.fields
from django.db import migrations, models


def write_keys(apps, schema_editor):
    rows = apps.get_model("core", "DirtyLeaf").objects
    for unit in rows.values_list("unit_id", flat=True).distinct().iterator():
        rows.filter(unit_id=unit).update(unit_key=str(unit))


class Migration(migrations.Migration):
    dependencies = [("core", "0004_budget")]

    operations = [
        migrations.RenameField("dirtyleaf", "fact", "unit_kind"),
        migrations.RenameField("dirtyleaf", "month", "period"),
        migrations.AddField(
            "dirtyleaf", "unit_key", anyelir.core.fields.CodeField(max_length=64, default=""), preserve_default=False
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
        migrations.RemoveField("dirtyleaf", "unit_id"),
        migrations.AlterField("dirtyleaf", "unit_kind", anyelir.core.fields.CodeField(max_length=40)),
    ]
