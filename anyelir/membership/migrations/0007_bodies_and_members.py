import anyelir.core.fields
import anyelir.core.ids
import anyelir.membership.units
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [("proposed", "Perlu diperiksa"), ("merged", "Digabung"), ("dismissed", "Orang yang berbeda")]
KINDS = [
    ("team", "TP PKK"),
    ("group", "Kelompok PKK"),
    ("dasawisma", "Dasawisma"),
    ("posyandu", "Posyandu"),
    ("up2k", "Kelompok UP2K"),
    ("forum", "Forum"),
]
MARITAL = [("single", "Lajang"), ("married", "Menikah"), ("divorced", "Cerai hidup"), ("widowed", "Cerai mati")]


def text(label, length, **options):
    return anyelir.core.fields.CleanCharField(label, max_length=length, blank=True, **options)


def record():
    return [
        ("id", models.UUIDField(default=anyelir.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
        ("created_at", models.DateTimeField(auto_now_add=True)),
        ("updated_at", models.DateTimeField(auto_now=True)),
    ]


def region():
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region")


def member(related_name, **options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to="membership.member", **options
    )


class Migration(migrations.Migration):
    """New names for the same rows, and a place for members; 0008 fills it, 0009 takes away what is then double."""

    dependencies = [
        ("membership", "0006_wait_for_a_second_person"),
        # Its older migrations speak of the models by their old names.
        ("posyandu", "0008_no_index_of_a_request"),
        ("regions", "0003_word_path"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("Team", "Body"),
        migrations.RenameModel("TeamMember", "Post"),
        migrations.RenameModel("Kader", "Service"),
        migrations.RenameField("Post", "team", "body"),
        migrations.RemoveConstraint("service", "one_open_kader"),
        migrations.AlterField(
            "body",
            "region",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bodies", to="regions.region"
            ),
        ),
        migrations.AddField(
            "body",
            "kind",
            models.CharField(choices=KINDS, default="team", max_length=10, verbose_name="jenis lembaga"),
            preserve_default=False,
        ),
        migrations.AddField("body", "name", text("nama", 120)),
        migrations.AddField(
            "body",
            "unit_kind",
            models.CharField(blank=True, choices=anyelir.membership.units.unit_kind_choices, max_length=20),
        ),
        migrations.AddField("body", "unit_id", models.UUIDField(blank=True, null=True)),
        migrations.AddField("body", "since", models.DateField(null=True, verbose_name="mulai")),
        migrations.AddField("body", "until", models.DateField(blank=True, null=True, verbose_name="sampai")),
        migrations.CreateModel(
            name="Member",
            fields=[
                *record(),
                ("name", anyelir.core.fields.CleanCharField(max_length=120, verbose_name="nama")),
                ("name_key", anyelir.core.fields.CodeField(max_length=120)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("M", "Laki-laki"), ("F", "Perempuan")],
                        max_length=1,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("registration_no", text("nomor registrasi", 30)),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="tanggal lahir")),
                ("birth_place", text("tempat lahir", 60)),
                (
                    "marital",
                    models.CharField(blank=True, choices=MARITAL, max_length=10, verbose_name="status"),
                ),
                ("education", text("pendidikan", 60)),
                ("occupation", text("pekerjaan", 60)),
                ("address", text("alamat", 200)),
                ("merged_into", member("merged", null=True, blank=True)),
                ("region", region()),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="member",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "indexes": [
                    models.Index(fields=["region", "name_key"], name="member_by_region_name"),
                    models.Index(fields=["name", "id"], name="member_by_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberPair",
            fields=[
                *record(),
                ("state", models.CharField(choices=STATES, default="proposed", max_length=10)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                ("undo", models.JSONField(blank=True, default=dict)),
                ("kept", member("+")),
                ("other", member("+")),
                ("region", region()),
            ],
            options={
                "indexes": [models.Index(fields=["state", "region"], name="pair_by_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("kept", "other"), name="one_pair_of_members"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at", None), ("decided_by", None), ("state", "proposed")
                        )
                        | models.Q(("decided_at__isnull", False), models.Q(("state", "proposed"), _negated=True)),
                        name="pair_decision_is_whole",
                    ),
                ],
            },
        ),
        migrations.AddField("post", "member", member("posts", null=True, blank=True)),
        migrations.AddField("service", "member", member("services", null=True)),
    ]
