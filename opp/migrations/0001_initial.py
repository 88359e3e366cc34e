import uuid

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import caseflow.languages
import pupils.models.answer


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pupils", "0001_initial"),
        ("route", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handelingsdeel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("support", models.TextField(verbose_name="ondersteuning en begeleiding")),
                ("deviations", models.TextField(blank=True, verbose_name="afwijkingen van het onderwijsprogramma")),
                ("drawn_up_on", models.DateField()),
                ("offered_on", models.DateField(blank=True, null=True)),
                ("remind_on", models.DateField(blank=True, null=True)),
                ("disputed_on", models.DateField(blank=True, null=True)),
                ("in_force_on", models.DateField(blank=True, null=True)),
                ("superseded_on", models.DateField(blank=True, null=True)),
                (
                    "drawn_up_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "handelingsdeel",
                "ordering": ["opp", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("offered_on__isnull", False),
                            models.Q(("disputed_on", None), ("in_force_on", None)),
                            _connector="OR",
                        ),
                        name="version_offered_before_it_counts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("taal", "taal en lezen"),
                            ("rekenen", "rekenen"),
                            ("gedrag", "gedrag"),
                            ("sociaal_emotioneel", "sociaal-emotioneel"),
                            ("werkhouding", "werkhouding"),
                            ("motoriek", "motoriek"),
                            ("spraak_taal", "spraak en taalbegrip"),
                            ("anders", "iets anders"),
                        ],
                        max_length=20,
                        verbose_name="gebied",
                    ),
                ),
                ("text", models.TextField(verbose_name="doel")),
                ("baseline", models.TextField(blank=True, verbose_name="beginsituatie")),
                ("baseline_on", models.DateField(blank=True, null=True, verbose_name="gemeten op")),
                ("instrument", models.CharField(blank=True, max_length=50)),
                ("instrument_name", models.CharField(blank=True, max_length=2000, verbose_name="gemeten met")),
                ("target", models.TextField(blank=True, verbose_name="streefdoel")),
                ("target_on", models.DateField(blank=True, null=True, verbose_name="te halen op")),
                ("scale", models.JSONField(blank=True, default=list)),
                (
                    "handelingsdeel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="opp.handelingsdeel"
                    ),
                ),
            ],
            options={
                "verbose_name": "doel",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["line"], name="goal_line")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="goal_says_something")
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField()),
                ("period_from", models.DateField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("progress", "vooruitgang"),
                            ("no_progress", "geen aantoonbare vooruitgang"),
                            ("not_measurable", "niet te meten"),
                        ],
                        max_length=20,
                    ),
                ),
                ("because", models.CharField(max_length=30)),
                ("reasons", models.JSONField(default=list)),
                (
                    "support_held",
                    models.PositiveSmallIntegerField(verbose_name="deel van de ondersteuning dat is gegeven (%)"),
                ),
                ("held_enough", models.BooleanField()),
                ("in_a_row_met", models.BooleanField()),
                ("guardians_present", models.BooleanField(verbose_name="ouders waren erbij")),
                ("talked_over_on", models.DateField(blank=True, null=True, verbose_name="met de ouders besproken op")),
                ("talked_over_how", models.TextField(blank=True, verbose_name="wat met de ouders is besproken")),
                ("conclusion", models.TextField(verbose_name="conclusie")),
                ("next", models.TextField(blank=True, verbose_name="hoe nu verder")),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sop_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.sopversion"
                    ),
                ),
                (
                    "handelingsdeel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evaluations", to="opp.handelingsdeel"
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatie",
                "ordering": ["opp", "held_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("support_held__lte", 100)), name="support_held_is_a_share"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["progress", "no_progress", "not_measurable"])),
                        name="verdict_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answer", models.CharField(max_length=20)),
                ("answered_on", models.DateField()),
                ("answered_at", models.DateTimeField()),
                (
                    "how",
                    models.CharField(
                        choices=[("portal", "zelf, in het portaal"), ("paper", "op papier")],
                        default="portal",
                        max_length=10,
                    ),
                ),
                (
                    "identified_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("password", "met een wachtwoord"),
                            ("second_factor", "met een wachtwoord en een tweede stap"),
                            ("trusted", "met een wachtwoord, op een eerder vertrouwd apparaat"),
                            ("passkey", "met een passkey"),
                            ("mail_code", "met een code per e-mail"),
                            ("step", "met alleen een tweede stap"),
                            ("letter", "met de code uit een brief van de school"),
                            ("session", "was al ingelogd"),
                        ],
                        max_length=20,
                    ),
                ),
                ("witness", models.CharField(blank=True, max_length=200)),
                ("scan", models.FileField(blank=True, upload_to=pupils.models.answer.scan_name)),
                ("view", models.TextField(blank=True)),
                ("text_shown", models.TextField(blank=True)),
                ("language", models.CharField(choices=caseflow.languages.choices, default="nl", max_length=2)),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.guardian"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handelingsdeel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="opp.handelingsdeel"
                    ),
                ),
            ],
            options={
                "verbose_name": "instemming",
                "ordering": ["answered_on", "answered_at", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["handelingsdeel", "guardian", "answered_on"], name="agreement_by_guardian")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", "portal"), ("recorded_by", None)),
                            models.Q(
                                ("how", "paper"),
                                ("recorded_by__isnull", False),
                                models.Q(("witness", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_paper_has_witness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["agreed", "objected"])), name="agreement_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("draft", "in voorbereiding"), ("in_force", "van kracht"), ("ended", "beëindigd")],
                        default="draft",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("destination", models.TextField(verbose_name="verwachte uitstroombestemming")),
                ("grounds", models.TextField(verbose_name="onderbouwing")),
                ("stimulating", models.TextField(verbose_name="bevorderende factoren")),
                ("hindering", models.TextField(verbose_name="belemmerende factoren")),
                ("drawn_up_on", models.DateField()),
                ("consulted_on", models.DateField(blank=True, null=True, verbose_name="overleg met de ouders op")),
                ("consultation", models.TextField(blank=True, verbose_name="wat is besproken")),
                ("rewritten_on", models.DateField(blank=True, null=True)),
                ("in_force_on", models.DateField(blank=True, null=True)),
                ("structural_support_on", models.DateField(blank=True, null=True)),
                (
                    "structural_support_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "het handelingsdeel ging in"),
                            ("disputed", "ouders maakten bezwaar; de ondersteuning ging door"),
                            ("silent", "ouders antwoordden niet; de ondersteuning ging door"),
                        ],
                        max_length=10,
                    ),
                ),
                ("flag_from", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("end_reason", models.TextField(blank=True, verbose_name="reden van beëindigen")),
                ("talked_over_on", models.DateField(blank=True, null=True, verbose_name="met de ouders besproken op")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opps", to="route.case"
                    ),
                ),
                (
                    "drawn_up_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opps", to="pupils.pupil"
                    ),
                ),
            ],
            options={
                "verbose_name": "OPP",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")), fields=("pupil",), name="one_opp_in_force_per_pupil"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ended"), _negated=True),
                        fields=("case",),
                        name="one_open_opp_per_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("in_force_on", None), ("state", "draft")),
                            models.Q(("ended_on", None), ("in_force_on__isnull", False), ("state", "in_force")),
                            models.Q(("ended_on__isnull", False), ("state", "ended")),
                            _connector="OR",
                        ),
                        name="opp_state_fits_its_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("flag_from", None), ("structural_support_because", ""), ("structural_support_on", None)
                            ),
                            models.Q(
                                ("flag_from__isnull", False),
                                ("structural_support_on__isnull", False),
                                models.Q(("structural_support_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="opp_support_counts_from_a_day",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.AddField(
            model_name="handelingsdeel",
            name="opp",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="opp.opp"),
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("raised_on", models.DateField()),
                ("evidence", models.JSONField(default=dict)),
                ("talked_over_on", models.DateField(blank=True, null=True)),
                ("talked_over_how", models.TextField(blank=True, verbose_name="wat is besproken")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_yet", "nog niet: de school kan verder"),
                            ("support_not_carried_out", "de ondersteuning is niet gegeven zoals afgesproken"),
                        ],
                        max_length=30,
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("reasons", models.TextField(blank=True, verbose_name="redenen")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="route.case"
                    ),
                ),
                (
                    "evaluation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flag", to="opp.evaluation"
                    ),
                ),
                (
                    "opp",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="opp.opp"),
                ),
            ],
            options={
                "verbose_name": "signaal",
                "ordering": ["-raised_on", "-pk"],
                "indexes": [
                    models.Index(models.F("case"), condition=models.Q(("answered_on", None)), name="open_flag_of_case")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None), ("reasons", "")),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("reasons", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="flag_answered_with_reasons",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="evaluation",
            name="opp",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="evaluations", to="opp.opp"
            ),
        ),
        migrations.CreateModel(
            name="PupilVoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("setting", "bij het opstellen"),
                            ("adjusting", "bij een aanpassing"),
                            ("evaluating", "bij de evaluatie"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "zelf"),
                            ("parents", "via de ouders"),
                            ("representative", "via iemand anders"),
                        ],
                        max_length=20,
                        verbose_name="hoe",
                    ),
                ),
                ("by", models.CharField(blank=True, max_length=200, verbose_name="wie sprak met de leerling")),
                ("words", models.TextField(blank=True, verbose_name="wat de leerling zegt")),
                ("influence", models.TextField(blank=True, verbose_name="wat daarmee is gedaan")),
                ("feedback_on", models.DateField(blank=True, null=True, verbose_name="aan de leerling verteld op")),
                ("not_heard_reason", models.TextField(blank=True, verbose_name="waarom niet gehoord")),
                ("overtaken_on", models.DateField(blank=True, null=True)),
                (
                    "evaluation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voices",
                        to="opp.evaluation",
                    ),
                ),
                (
                    "handelingsdeel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voices",
                        to="opp.handelingsdeel",
                    ),
                ),
                (
                    "opp",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="voices", to="opp.opp"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "stem van de leerling",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("how", ""), _negated=True),
                                models.Q(("by", ""), _negated=True),
                                models.Q(("words", ""), _negated=True),
                                models.Q(("influence", ""), _negated=True),
                                ("not_heard_reason", ""),
                            ),
                            models.Q(
                                ("feedback_on", None),
                                ("how", ""),
                                ("influence", ""),
                                ("words", ""),
                                models.Q(("not_heard_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="heard_with_influence_or_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GoalScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.SmallIntegerField(blank=True, null=True)),
                ("explanation", models.TextField(blank=True, verbose_name="toelichting")),
                ("evidence", models.TextField(blank=True, verbose_name="waaraan te zien")),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="opp.evaluation"
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="opp.goal"
                    ),
                ),
            ],
            options={
                "verbose_name": "score",
                "ordering": ["evaluation", "goal"],
                "constraints": [
                    models.UniqueConstraint(fields=("evaluation", "goal"), name="one_score_per_goal"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score", None), models.Q(("score__gte", -2), ("score__lte", 2)), _connector="OR"
                        ),
                        name="score_is_on_the_scale",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", False), models.Q(("explanation", ""), _negated=True), _connector="OR"
                        ),
                        name="no_score_says_why",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="handelingsdeel",
            constraint=models.UniqueConstraint(fields=("opp", "number"), name="one_version_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="handelingsdeel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("in_force_on", None), ("superseded_on", None)),
                fields=("opp",),
                name="one_unsettled_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="handelingsdeel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("in_force_on__isnull", False), ("superseded_on", None)),
                fields=("opp",),
                name="one_version_in_force",
            ),
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(
                condition=models.Q(("held_enough", True), ("in_a_row_met", True), ("verdict", "no_progress")),
                fields=["opp"],
                name="evaluation_to_watch",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(fields=("opp", "held_on"), name="one_evaluation_a_day"),
        ),
    ]
