import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=60)),
                ("school_id", models.BigIntegerField()),
                ("pupil_id", models.BigIntegerField(null=True)),
                ("case_id", models.BigIntegerField(null=True)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("role", models.CharField(blank=True, max_length=200)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("from_state", models.CharField(blank=True, max_length=40)),
                ("to_state", models.CharField(blank=True, max_length=40)),
                ("from_step", models.CharField(blank=True, max_length=80)),
                ("to_step", models.CharField(blank=True, max_length=80)),
                ("sop_version_id", models.BigIntegerField(null=True)),
                ("data", models.JSONField()),
                ("text_digest", models.CharField(blank=True, max_length=64)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["school_id", "chain", "number"], name="event_of_school"),
                    models.Index(fields=["pupil_id", "at"], name="event_of_pupil"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "number"), name="one_event_per_place_in_chain")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("role", models.CharField(blank=True, max_length=200)),
                ("school_id", models.BigIntegerField()),
                ("pupil_id", models.BigIntegerField()),
                ("part", models.CharField(max_length=40)),
                ("object", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["school_id", "at"], name="read_of_school"),
                    models.Index(fields=["pupil_id", "at"], name="read_of_pupil"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("school_id", models.BigIntegerField()),
                ("on", models.DateField()),
                ("full", models.BooleanField()),
                ("events", models.PositiveBigIntegerField()),
                ("heads", models.JSONField()),
                ("reads", models.PositiveBigIntegerField()),
                ("reads_digest", models.CharField(max_length=64)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("mac", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("school_id", "on"), name="one_seal_per_school_and_night")
                ],
            },
        ),
        migrations.CreateModel(
            name="EventText",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="audit.caseevent",
                    ),
                ),
                ("salt", models.CharField(max_length=32)),
                ("texts", models.JSONField()),
            ],
        ),
    ]
