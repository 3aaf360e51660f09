from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import TruncDate


def date_cards(apps, schema_editor):
    """A tick said that the child has a card on the day it was registered; no tick said nothing."""
    people = apps.get_model("families", "Person").objects.filter(has_growth_card=True)
    people.update(growth_card="yes", growth_card_on=TruncDate(F("created_at")))


class Migration(migrations.Migration):
    dependencies = [("families", "0006_protected_people")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="growth_card",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Sudah punya"), ("no", "Belum punya")],
                max_length=3,
                verbose_name="KMS atau buku KIA",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="growth_card_on",
            field=models.DateField(blank=True, null=True, verbose_name="tanggal menerima KMS"),
        ),
        migrations.RunPython(date_cards, migrations.RunPython.noop),
        migrations.RemoveField(model_name="person", name="has_growth_card"),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(growth_card="yes", growth_card_on__isnull=False)
                | (~models.Q(growth_card="yes") & models.Q(growth_card_on=None)),
                name="growth_card_is_dated",
            ),
        ),
    ]
