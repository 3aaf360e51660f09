import django.db.models.deletion
from django.db import migrations, models



class Migration(migrations.Migration):

    dependencies = [("membership", "0008_one_row_a_human")]

    operations = [
        migrations.AlterModelOptions("service", {}),
        *[migrations.RemoveField("post", name) for name in ("name", "sex", "user")],
        *[migrations.RemoveField("service", name) for name in ("name", "sex", "user", "registration_no")],
        migrations.AlterField("body", "since", models.DateField(verbose_name="mulai")),
        migrations.AlterField(
            "service",
            "member",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="services", to="membership.member"
            ),
        ),
        migrations.AlterField(
            "post",
            "body",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="membership.body"
            ),
        ),
        migrations.AddConstraint(
            "body",
            models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="body_in_order",
            ),
        ),
        migrations.AddConstraint(
            "body",
            models.CheckConstraint(
                condition=models.Q(("unit_id", None), ("unit_kind", ""))
                | models.Q(models.Q(("unit_kind", ""), _negated=True), ("unit_id__isnull", False)),
                name="body_unit_is_whole",
            ),
        ),
        migrations.AddConstraint(
            "body",
            models.UniqueConstraint(
                condition=models.Q(("kind__in", ["team", "group", "dasawisma"]), ("unit_kind", "")),
                fields=("region",),
                name="one_body_a_region",
            ),
        ),
        migrations.AddConstraint(
            "body",
            models.UniqueConstraint(
                condition=models.Q(("unit_kind", ""), _negated=True),
                fields=("unit_kind", "unit_id"),
                name="one_body_a_unit",
            ),
        ),
        migrations.AddConstraint(
            "service",
            models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("member", "region", "kind", "special_kind"),
                name="one_open_kind_of_service",
            ),
        ),
    ]
