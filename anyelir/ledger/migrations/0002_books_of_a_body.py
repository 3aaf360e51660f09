import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A place for the body of each ledger; 0003 fills it, 0004 takes away what is then double."""

    dependencies = [("ledger", "0001_initial"), ("membership", "0009_facts_of_a_member_once")]

    operations = [
        migrations.AddField(
            "ledger",
            "body",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ledger",
                to="membership.body",
            ),
        ),
    ]
