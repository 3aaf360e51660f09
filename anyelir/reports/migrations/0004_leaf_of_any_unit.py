import anyelir.core.fields
import anyelir.core.ids
from django.db import migrations, models

PORTION = 500
OWN = {"id", "month", "shift", "posyandu", "region", "puskesmas_id", "code", "parent_code"}


def carry_over(apps, schema_editor):
    """The wide rows as rows of numbers that are not 0."""
    leaf, region = apps.get_model("reports", "LeafMonth"), apps.get_model("reports", "RegionMonth")
    _copy(leaf, apps.get_model("reports", "LeafNumbers"), lambda row: {
        "unit_key": str(row.posyandu_id), "region": row.region_id,
    })
    _copy(region, apps.get_model("reports", "RegionNumbers"), lambda row: {
        "code": row.code, "parent_code": row.parent_code,
    })


def _copy(old, new, place):
    measures = [field.name for field in old._meta.get_fields() if field.name not in OWN]
    rows = []
    for row in old.objects.iterator(chunk_size=PORTION):
        live = {key: value for key in measures if (value := getattr(row, key))}
        rows.append(new(unit_kind="posyandu", period=row.month, live=live, shift=row.shift, **place(row)))
        if len(rows) == PORTION:
            new.objects.bulk_create(rows)
            rows = []
    new.objects.bulk_create(rows)


def folded(name, *fields):
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("unit_kind", anyelir.core.fields.CodeField(max_length=40)),
            ("period", models.DateField()),
            ("live", models.JSONField(default=dict)),
            ("shift", models.JSONField(default=dict)),
            *fields,
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0005_leaf_of_any_unit"), ("reports", "0003_growth_card")]

    operations = [
        folded(
            "LeafNumbers",
            ("unit_key", anyelir.core.fields.CodeField(max_length=64)),
            ("region", anyelir.core.fields.CodeField(max_length=64)),
        ),
        folded(
            "RegionNumbers",
            ("code", anyelir.core.fields.CodeField(max_length=64)),
            ("parent_code", anyelir.core.fields.CodeField(max_length=64, null=True)),
        ),
        migrations.CreateModel(
            name="NumbersCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=anyelir.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("checked_on", models.DateField(unique=True)),
                ("leaves", models.PositiveIntegerField()),
                ("regions", models.PositiveIntegerField()),
                ("cells", models.PositiveIntegerField()),
                ("differences", models.JSONField(default=list)),
            ],
            options={"ordering": ["-checked_on"]},
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel("LeafMonth"),
        migrations.DeleteModel("RegionMonth"),
        migrations.AddIndex(
            "leafnumbers", models.Index(fields=["unit_kind", "region", "period"], name="leaves_of_region")
        ),
        migrations.AddConstraint(
            "leafnumbers",
            models.UniqueConstraint(fields=("unit_kind", "unit_key", "period"), name="one_leaf_a_period"),
        ),
        migrations.AddIndex(
            "regionnumbers", models.Index(fields=["unit_kind", "parent_code", "period"], name="regions_below")
        ),
        migrations.AddConstraint(
            "regionnumbers",
            models.UniqueConstraint(fields=("unit_kind", "code", "period"), name="one_region_a_period"),
        ),
    ]
