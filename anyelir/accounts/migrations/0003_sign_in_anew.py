"""Session keys are kept as digests from now on, and tries are counted without django-axes.

Open sessions end, because their plain keys stood in the database: everybody signs in once more.
"""

from django.db import migrations
from django.utils import timezone

AXES = ["axes_accessattemptexpiration", "axes_accessattempt", "axes_accessfailurelog", "axes_accesslog"]


def end_sessions(apps, schema_editor):
    apps.get_model("sessions", "Session").objects.all().delete()
    devices = apps.get_model("accounts", "Device").objects
    devices.filter(ended_at=None).update(ended_at=timezone.now())
    for device in devices.all():
        device.session_key = device.pk.hex
        device.save(update_fields=["session_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_codes"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(end_sessions, migrations.RunPython.noop),
        *(migrations.RunSQL(f"DROP TABLE IF EXISTS {table}", migrations.RunSQL.noop) for table in AXES),
    ]
