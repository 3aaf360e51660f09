import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("ledger", "0003_whose_books")]

    operations = [
        migrations.AlterModelOptions("ledger", {"ordering": ["body__region_id", "body__kind", "id"]}),
        migrations.AlterField(
            "ledger",
            "body",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="ledger", to="membership.body"
            ),
        ),
        migrations.RemoveConstraint("ledger", "one_ledger_a_body"),
        *[migrations.RemoveField("ledger", name) for name in ("kind", "region", "unit_key", "name")],
    ]
