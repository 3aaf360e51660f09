from django.db import migrations, models


def fold_closed_months_again(apps, schema_editor):
    """What was signed before is shown everywhere from the next fold on."""
    closings = apps.get_model("posyandu", "MonthClosing").objects.filter(reopened_at=None)
    leaves = closings.values_list("posyandu_id", "month").distinct()
    queue = apps.get_model("core", "DirtyLeaf").objects
    queue.bulk_create(
        queue.model(fact="posyandu", unit_id=unit, month=month) for unit, month in leaves
    )


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_initial'),
        ('posyandu', '0001_initial'),
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='leafmonth',
            name='posyandu_closed',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='leafmonth',
            name='shift',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='regionmonth',
            name='posyandu_closed',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='regionmonth',
            name='shift',
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(fold_closed_months_again, migrations.RunPython.noop),
    ]
