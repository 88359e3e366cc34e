import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("school_id", models.BigIntegerField()),
                ("case_id", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
                ("not_before", models.DateField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("taken_until", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[("mail", "Mail"), ("letter", "Letter"), ("not_at_all", "Not At All")],
                        max_length=10,
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("delivered_at", None)), fields=["not_before"], name="notice_waiting"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "answer_awaited",
                                    "answer_written_down",
                                    "consent_asked",
                                    "deadline_late",
                                    "deadline_near",
                                    "decision_taken",
                                    "document_laid",
                                    "exit_proposed",
                                    "flag_raised",
                                    "handelingsdeel_offered",
                                    "meeting_cancelled",
                                    "meeting_invited",
                                    "meeting_left",
                                    "meeting_moved",
                                    "meeting_planned",
                                    "occasion_late",
                                    "occasion_near",
                                    "referral_answered",
                                    "referral_received",
                                    "referral_to_see",
                                    "shared_with_you",
                                    "staff_invited",
                                ],
                            )
                        ),
                        name="notice_of_a_known_kind",
                    )
                ],
            },
        ),
    ]
