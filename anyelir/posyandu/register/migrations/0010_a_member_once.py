import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("posyandu", "0009_members_serve")]

    operations = [
        migrations.RemoveField("posyandukader", "kader"),
        migrations.AlterField(
            "posyandukader",
            "member",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posyandu_services",
                to="membership.member",
            ),
        ),
        migrations.AddConstraint(
            "posyandukader",
            models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("posyandu", "member"), name="one_open_service"
            ),
        ),
    ]
