import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

from caseflow.audit.operations import NoLongerAppendOnly


class Migration(migrations.Migration):
    dependencies = [("pupils", "0002_append_only")]

    operations = [
        NoLongerAppendOnly("pupils_sopversion", keys=["id", "school_id version"]),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_on", models.DateField()),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("week", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["-week", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportPreview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("toetsen", "Measurements"), ("verzuim", "Absence")], max_length=20),
                ),
                ("lines", models.JSONField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Involved",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_id", models.BigIntegerField()),
                ("role", models.CharField(max_length=50)),
            ],
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_on", models.DateField()),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("instrument", models.CharField(max_length=50)),
                ("instrument_name", models.CharField(max_length=200)),
                ("day", models.DateField()),
                (
                    "moment",
                    models.CharField(choices=[("main", "hoofdmeting"), ("between", "tussenmeting")], max_length=10),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A+", "A+"),
                            ("A", "A"),
                            ("B", "B"),
                            ("C", "C"),
                            ("D", "D"),
                            ("E", "E"),
                            ("I+", "I+"),
                            ("I", "I"),
                            ("II", "II"),
                            ("III", "III"),
                            ("IV", "IV"),
                            ("V", "V"),
                            ("V-min", "V-min"),
                        ],
                        max_length=5,
                    ),
                ),
                ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
            ],
            options={
                "ordering": ["-day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.CharField(max_length=50)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("group_talk", "group_talk"),
                            ("pupil_talk", "pupil_talk"),
                            ("screening", "screening"),
                            ("programme", "programme"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("period", models.DateField()),
                ("due_on", models.DateField()),
                ("appears_on", models.DateField()),
                ("owner_role", models.CharField(max_length=50)),
                ("told_on", models.DateField(blank=True, null=True)),
                ("escalated_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("stopped_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "moment op de kalender",
                "ordering": ["due_on", "name", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="passedover",
            name="passed_over_for_one_thing",
        ),
        migrations.RemoveConstraint(
            model_name="roleassignment",
            name="role_kind_is_known",
        ),
        migrations.AddField(
            model_name="group",
            name="location",
            field=models.CharField(blank=True, max_length=50),
        ),
        migrations.AddField(
            model_name="observation",
            name="incident",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="passedover",
            name="paper_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="adopted_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="adoption_recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="advice",
            field=models.CharField(
                blank=True,
                choices=[("positive", "positief"), ("negative", "negatief"), ("none", "geen advies gegeven")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="advice_text",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="advised_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="advised_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="asked_on",
            field=models.DateField(blank=True, null=True, verbose_name="aan de MR voorgelegd op"),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="dropped_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="dropped_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="instead_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pupils.sopversion",
            ),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="moves_due",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="published_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="state",
            field=django_fsm.FSMField(
                choices=[
                    ("draft", "concept"),
                    ("before_mr", "bij de MR"),
                    ("adopted", "vastgesteld"),
                    ("published", "gepubliceerd"),
                    ("dropped", "vervallen"),
                ],
                default="draft",
                max_length=50,
                protected=True,
            ),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="uploaded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sopversion",
            name="uploaded_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="roleassignment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("teacher", "teacher"),
                    ("assistant", "assistant"),
                    ("specialist", "specialist"),
                    ("ib_er", "ib_er"),
                    ("director", "director"),
                    ("board", "board"),
                    ("outsider", "outsider"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="sopversion",
            name="adopted_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="passedover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consent__isnull", False), ("handelingsdeel_id", None), ("paper_id", None)),
                    models.Q(("consent", None), ("handelingsdeel_id__isnull", False), ("paper_id", None)),
                    models.Q(("consent", None), ("handelingsdeel_id", None), ("paper_id__isnull", False)),
                    _connector="OR",
                ),
                name="passed_over_for_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="passedover",
            constraint=models.UniqueConstraint(fields=("guardian", "paper_id"), name="passed_over_once_for_paper"),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["teacher", "assistant", "specialist", "ib_er", "director", "board", "outsider"])
                ),
                name="role_kind_is_known",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="pupils.pupil"
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="struck_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="importpreview",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="importpreview",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="pupils.school"),
        ),
        migrations.AddField(
            model_name="involved",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="involved", to="pupils.pupil"
            ),
        ),
        migrations.AddField(
            model_name="measurement",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="pupils.pupil"
            ),
        ),
        migrations.AddField(
            model_name="measurement",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="measurement",
            name="struck_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="occasion",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="occasion",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="occasions",
                to="pupils.group",
            ),
        ),
        migrations.AddField(
            model_name="occasion",
            name="pupil",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="occasions",
                to="pupils.pupil",
            ),
        ),
        migrations.AddField(
            model_name="occasion",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.school"),
        ),
        migrations.AddField(
            model_name="occasion",
            name="sop_version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.sopversion"
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_on", None)), fields=("pupil", "week"), name="one_absence_a_week"
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__lte", 2400)), name="absence_fits_in_a_week"
            ),
        ),
        migrations.AddIndex(
            model_name="importpreview",
            index=models.Index(fields=["made_at"], name="import_preview_age"),
        ),
        migrations.AddIndex(
            model_name="involved",
            index=models.Index(fields=["pupil", "role"], name="involved_with_pupil"),
        ),
        migrations.AddConstraint(
            model_name="involved",
            constraint=models.UniqueConstraint(fields=("case_id", "role"), name="involved_once_a_case"),
        ),
        migrations.AddIndex(
            model_name="measurement",
            index=models.Index(fields=["pupil", "instrument", "day"], name="measurement_of_pupil"),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_on", None)),
                fields=("pupil", "instrument", "day", "moment"),
                name="one_measurement_of_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("level", ""), _negated=True), ("score__isnull", False), _connector="OR"),
                name="measurement_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__in", ["", "A+", "A", "B", "C", "D", "E", "I+", "I", "II", "III", "IV", "V", "V-min"])
                ),
                name="measurement_level_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.CheckConstraint(
                condition=models.Q(("moment__in", ["main", "between"])), name="measurement_moment_is_known"
            ),
        ),
        migrations.AddIndex(
            model_name="occasion",
            index=models.Index(
                condition=models.Q(("stopped_on", None)), fields=["school", "due_on"], name="occasion_by_day"
            ),
        ),
        migrations.AddIndex(
            model_name="occasion",
            index=models.Index(
                condition=models.Q(("done_on", None), ("stopped_on", None), ("told_on", None)),
                fields=["school", "appears_on"],
                name="occasion_to_tell",
            ),
        ),
        migrations.AddIndex(
            model_name="occasion",
            index=models.Index(
                condition=models.Q(("done_on", None), ("stopped_on", None), ("escalated_on", None)),
                fields=["school", "due_on"],
                name="occasion_late",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stopped_on", None)),
                fields=("group", "entry", "period"),
                name="one_occasion_of_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stopped_on", None)),
                fields=("pupil", "entry", "period"),
                name="one_occasion_of_pupil",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group", None), ("pupil__isnull", False)),
                    models.Q(("group__isnull", False), ("pupil", None)),
                    _connector="OR",
                ),
                name="occasion_of_a_group_or_a_pupil",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_by", None), ("done_on", None), ("note", "")),
                    models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                    _connector="OR",
                ),
                name="occasion_done_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_on", None), ("stopped_on", None), _connector="OR"),
                name="occasion_done_or_stopped",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(("appears_on__lt", models.F("due_on"))), name="occasion_appears_before_its_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["group_talk", "pupil_talk", "screening", "programme"])),
                name="occasion_kind_is_known",
            ),
        ),
    ]
