from pathlib import PurePath

from django.db import migrations, models


def keep_names(apps, schema_editor):
    """A whole path leads nowhere once the folder of the data was moved; the name is what is unique."""
    runs = apps.get_model("exchange", "ImportRun").objects
    for run in runs.exclude(upload_name="", errors_name="").iterator():
        upload_name, errors_name = PurePath(run.upload_name).name, PurePath(run.errors_name).name
        runs.filter(pk=run.pk).update(upload_name=upload_name, errors_name=errors_name)


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_stored_choices")]
    # PostgreSQL changes no table in the transaction that changed its rows.
    atomic = False

    operations = [
        migrations.RemoveConstraint("importrun", "import_removed_has_no_file"),
        migrations.RenameField("importrun", "path", "upload_name"),
        migrations.RenameField("importrun", "error_path", "errors_name"),
        migrations.RunPython(keep_names, migrations.RunPython.noop, atomic=True),
        migrations.AddConstraint(
            "importrun",
            models.CheckConstraint(
                condition=models.Q(("removed_at", None), models.Q(("errors_name", ""), ("upload_name", "")), _connector="OR"),
                name="import_removed_has_no_file",
            ),
        ),
    ]
