from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0003_name_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='family',
            name='is_empty',
            field=models.BooleanField(default=False),
        ),
    ]
