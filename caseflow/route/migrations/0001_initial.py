import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
import django_fsm
from django.conf import settings
from django.db import migrations, models

import caseflow.clock
import caseflow.languages
import caseflow.sop.vocabulary
import pupils.models.answer


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pupils", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("track", models.CharField(max_length=50)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("aanmelding", "aanmelding"),
                            ("basisondersteuning", "basisondersteuning"),
                            ("leerlingbespreking", "leerlingbespreking"),
                            ("zorgteam", "zorgteam"),
                            ("arrangement", "arrangement"),
                            ("opp", "opp"),
                            ("handelingsverlegen", "handelingsverlegen"),
                            ("referred", "referred"),
                            ("closed", "closed"),
                        ],
                        default="",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("step", models.CharField(max_length=50)),
                ("step_since", models.DateField()),
                ("visits", models.PositiveIntegerField(default=0)),
                ("opened_on", models.DateField()),
                ("ground_not_to_wait_on", models.DateField(blank=True, null=True)),
                ("ground_not_to_wait", models.TextField(blank=True, verbose_name="waarom wachten niet kan")),
                ("ground_not_to_wait_until", models.DateField(blank=True, null=True)),
                ("admitted_on", models.DateField(blank=True, null=True)),
                ("admitted_to", models.CharField(blank=True, max_length=200)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("support_ended", "support_ended"),
                            ("secondary_school", "secondary_school"),
                            ("moved", "moved"),
                            ("left_school", "left_school"),
                            ("deceased", "deceased"),
                            ("admitted_regular", "admitted_regular"),
                            ("admitted_special", "admitted_special"),
                            ("not_enrolled", "not_enrolled"),
                            ("track_end", "track_end"),
                        ],
                        max_length=30,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "ground_not_to_wait_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="route.case",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="pupils.pupil"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.school"
                    ),
                ),
            ],
            options={
                "verbose_name": "casus",
                "indexes": [models.Index(fields=["school", "state", "step_since"], name="case_by_school")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", caseflow.sop.vocabulary.State["CLOSED"]), _negated=True),
                        fields=("pupil", "track"),
                        name="one_open_case_per_pupil_and_track",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "aanmelding",
                                    "basisondersteuning",
                                    "leerlingbespreking",
                                    "zorgteam",
                                    "arrangement",
                                    "opp",
                                    "handelingsverlegen",
                                    "referred",
                                    "closed",
                                ],
                            )
                        ),
                        name="case_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("state", caseflow.sop.vocabulary.State["CLOSED"])),
                            models.Q(
                                models.Q(("state", caseflow.sop.vocabulary.State["CLOSED"]), _negated=True),
                                ("closed_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="case_closed_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground_not_to_wait_on", None), ("ground_not_to_wait_until", None)),
                            ("ground_not_to_wait_until__gte", models.F("ground_not_to_wait_on")),
                            _connector="OR",
                        ),
                        name="case_ground_not_to_wait_ends",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="BodyQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visit", models.PositiveIntegerField()),
                ("body", models.CharField(max_length=50)),
                ("body_name", models.CharField(max_length=200)),
                ("question", models.TextField(verbose_name="vraag")),
                ("asked_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "ja, zij vinden dit goed"), ("no", "nee, zij vinden van niet")],
                        max_length=3,
                    ),
                ),
                ("answer_text", models.TextField(blank=True, verbose_name="wat zij schreven")),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="body_questions", to="route.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag aan buiten",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_on", None)),
                        fields=("case", "visit", "body"),
                        name="one_open_question_a_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="body_answer_has_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=50)),
                ("name", models.CharField(max_length=200)),
                ("extra", models.BooleanField()),
                ("brings_opp", models.BooleanField(default=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("proposed", "voorgesteld"),
                            ("decided", "nog te bekrachtigen"),
                            ("granted", "toegekend"),
                            ("refused", "niet toegekend"),
                            ("ended", "beëindigd"),
                            ("replaced", "gewijzigd"),
                            ("lapsed", "vervallen"),
                        ],
                        default="proposed",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("goal", models.TextField(verbose_name="doel")),
                ("hours", models.PositiveIntegerField(blank=True, null=True, verbose_name="uren per week")),
                ("euros", models.PositiveIntegerField(blank=True, null=True, verbose_name="euro")),
                ("means", models.TextField(blank=True, verbose_name="middelen")),
                ("answers", models.JSONField(blank=True, default=list)),
                ("starts_on", models.DateField(verbose_name="van")),
                ("ends_on", models.DateField(verbose_name="tot en met")),
                ("proposed_on", models.DateField()),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("reasons", models.TextField(blank=True, verbose_name="redenen")),
                ("ratified_on", models.DateField(blank=True, null=True)),
                (
                    "ratified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ratifying", models.TextField(blank=True, verbose_name="redenen van wie bekrachtigt")),
                ("evaluated_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "doel bereikt"),
                            ("partly", "deels bereikt"),
                            ("not_reached", "niet bereikt"),
                        ],
                        max_length=20,
                    ),
                ),
                ("evaluation", models.TextField(blank=True, verbose_name="evaluatie")),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("why_early", models.TextField(blank=True, verbose_name="waarom eerder")),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="route.arrangement",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="arrangements", to="route.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "arrangement",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "decided"])),
                        fields=("case",),
                        name="one_proposal_per_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["refused", "lapsed"]), _negated=True),
                        fields=("follows",),
                        name="one_arrangement_follows_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="arrangement_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours__gt", 0), ("euros__gt", 0), models.Q(("means", ""), _negated=True), _connector="OR"
                        ),
                        name="arrangement_gives_something",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ArrangementUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="dag")),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minuten")),
                ("euros", models.PositiveIntegerField(blank=True, null=True, verbose_name="euro")),
                ("what", models.CharField(blank=True, max_length=200, verbose_name="waarvoor")),
                ("recorded_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="route.arrangement"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "gebruik van een arrangement",
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("euros", None), ("withdrawn_on", None)),
                        fields=("arrangement", "day", "by"),
                        name="one_session_a_day_and_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("euros", None), ("minutes__range", (1, 600))),
                            models.Q(("euros__gt", 0), ("minutes", None)),
                            _connector="OR",
                        ),
                        name="use_is_of_time_or_money",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_on__gte", models.F("day"))), name="use_not_before_its_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrangementBudget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=50)),
                ("year_from", models.PositiveSmallIntegerField()),
                ("hours", models.PositiveIntegerField(blank=True, null=True, verbose_name="uren")),
                ("euros", models.PositiveIntegerField(blank=True, null=True, verbose_name="euro")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.school"
                    ),
                ),
            ],
            options={
                "verbose_name": "budget van een arrangement",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "key", "year_from"), name="one_budget_per_arrangement_and_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=260)),
                ("name", models.CharField(max_length=200)),
                ("owner_role", models.CharField(max_length=50)),
                ("meets", models.CharField(max_length=50)),
                ("started_by", models.BigIntegerField()),
                ("started_on", models.DateField()),
                ("due_on", models.DateField()),
                ("remind_on", models.DateField()),
                ("extended_to", models.DateField(blank=True, null=True)),
                (
                    "last_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce("extended_to", "due_on"),
                        output_field=models.DateField(),
                    ),
                ),
                ("at_least", models.BooleanField(default=False)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("stopped_on", models.DateField(blank=True, null=True)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("escalated_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deadlines", to="route.case"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.school"
                    ),
                ),
                (
                    "sop_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.sopversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "termijn",
                "indexes": [
                    models.Index(
                        condition=models.Q(("met_on", None), ("stopped_on", None)),
                        fields=["school", "last_on"],
                        name="running_by_day",
                    ),
                    models.Index(
                        condition=models.Q(("met_on", None), ("stopped_on", None), ("reminded_on", None)),
                        fields=["remind_on"],
                        name="term_to_remind_of",
                    ),
                    models.Index(
                        condition=models.Q(("met_on", None), ("stopped_on", None), ("escalated_on", None)),
                        fields=["last_on"],
                        name="term_to_escalate",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("met_on", None), ("stopped_on", None)),
                        fields=("case", "rule"),
                        name="one_running_clock_per_rule",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("swv_id", models.BigIntegerField(db_index=True)),
                ("handover", models.UUIDField(unique=True)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("received", "ontvangen"),
                            ("answered", "beantwoord"),
                            ("withdrawn", "ingetrokken door de school"),
                        ],
                        default="received",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("received_on", models.DateField()),
                ("decide_by", models.DateField()),
                ("school_name", models.CharField(max_length=200)),
                ("child_name", models.CharField(max_length=200)),
                (
                    "asks",
                    models.CharField(
                        choices=[
                            ("advice", "advice"),
                            ("arrangement", "arrangement"),
                            ("tlv", "tlv"),
                            ("cluster", "cluster"),
                            ("care", "care"),
                        ],
                        max_length=20,
                    ),
                ),
                ("question", models.TextField()),
                ("content", models.JSONField()),
                (
                    "reply",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("advice", "advice"),
                            ("elsewhere", "elsewhere"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("tlv_granted", "tlv_granted"),
                            ("tlv_refused", "tlv_refused"),
                        ],
                        max_length=20,
                    ),
                ),
                ("grounds", models.TextField(blank=True, verbose_name="gronden")),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("gone_on", models.DateField(blank=True, null=True)),
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
            ],
            options={
                "verbose_name": "ontvangen verwijzing",
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Establishment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("limit", models.CharField(blank=True, max_length=50)),
                ("limit_name", models.CharField(blank=True, max_length=300)),
                ("instead", models.TextField(verbose_name="wat is er nodig in plaats hiervan")),
                ("reasons", models.TextField(verbose_name="redenen")),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("undone_on", models.DateField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="establishments", to="route.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "vastgestelde handelingsverlegenheid",
            },
        ),
        migrations.CreateModel(
            name="ExpertAdvice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                (
                    "profession",
                    models.CharField(
                        choices=[
                            ("orthopedagoog", "orthopedagoog"),
                            ("psycholoog", "psycholoog"),
                            ("kinderpsycholoog", "kinderpsycholoog"),
                            ("pedagoog", "pedagoog"),
                            ("kinderpsychiater", "kinderpsychiater"),
                            ("maatschappelijk_werker", "maatschappelijk_werker"),
                            ("arts", "arts"),
                        ],
                        max_length=30,
                        verbose_name="beroep",
                    ),
                ),
                ("text", models.TextField(verbose_name="advies")),
                ("on", models.DateField()),
                (
                    "desk_case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="expert_advices", to="route.deskcase"
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "deskundigenadvies",
                "constraints": [models.UniqueConstraint(fields=("desk_case", "expert"), name="one_advice_per_expert")],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hold_meeting", "Bespreken"),
                            ("ask_information", "Informatie opvragen"),
                            ("order_examination", "Onderzoek laten doen"),
                        ],
                        default="hold_meeting",
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("wanted", "gewenst"),
                            ("on_agenda", "op de agenda"),
                            ("held", "gehouden"),
                            ("taken_off", "van de agenda"),
                        ],
                        default="wanted",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("visit", models.PositiveIntegerField()),
                ("question", models.TextField(verbose_name="vraag")),
                ("purpose", models.CharField(blank=True, max_length=50)),
                ("care", models.BooleanField(default=False)),
                ("planned_on", models.DateField()),
                ("begins", models.TimeField(blank=True, null=True, verbose_name="begint om")),
                ("lasts", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="duurt")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField(default=caseflow.clock.now, editable=False)),
                ("taken_off_on", models.DateField(blank=True, null=True)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("pupil_invited_on", models.DateField(blank=True, null=True)),
                ("pupil_missed", models.BooleanField(default=False)),
                ("minutes", models.TextField(blank=True, verbose_name="verslag")),
                ("approved_on", models.DateField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=120)),
                ("without_guardians_on", models.DateField(blank=True, null=True)),
                ("without_guardians", models.TextField(blank=True, verbose_name="waarom zonder de ouders")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="route.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "agendapunt",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("wanted", "on_agenda"))),
                        fields=("case",),
                        name="one_pending_item_per_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("begins", None), ("lasts", None)),
                            models.Q(("begins__isnull", False), ("lasts__gt", 0), ("lasts__isnull", False)),
                            _connector="OR",
                        ),
                        name="slot_begins_and_lasts",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_on", models.DateField()),
                ("mark", models.CharField(blank=True, editable=False, max_length=64)),
                ("changed_at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "agenda-adres"},
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=50)),
                ("role_name", models.CharField(max_length=200)),
                ("also", models.JSONField(blank=True, default=dict)),
                ("outsider", models.BooleanField(default=False)),
                ("required", models.BooleanField(default=False)),
                ("invited_on", models.DateField()),
                ("shared_on", models.DateField(blank=True, null=True)),
                ("missed", models.BooleanField(default=False)),
                (
                    "guardian",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.guardian",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="route.item"
                    ),
                ),
            ],
            options={
                "verbose_name": "uitnodiging",
                "constraints": [
                    models.UniqueConstraint(fields=("item", "person"), name="one_invitation_per_person_and_item")
                ],
            },
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("author_name", models.CharField(max_length=200, verbose_name="wie adviseert")),
                ("text", models.TextField(verbose_name="advies")),
                ("on", models.DateField()),
                ("absent", models.BooleanField(default=False, verbose_name="was er niet bij")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="advices", to="route.item"
                    ),
                ),
            ],
            options={
                "verbose_name": "advies",
            },
        ),
        migrations.CreateModel(
            name="LimitJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("limit", models.CharField(max_length=50)),
                ("limit_name", models.TextField()),
                ("alternative", models.TextField()),
                (
                    "word",
                    models.CharField(
                        choices=[("within", "de grens is niet bereikt"), ("reached", "de grens is bereikt")],
                        max_length=10,
                    ),
                ),
                ("reasons", models.TextField(verbose_name="redenen")),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="limit_judgements", to="route.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "oordeel over een grens",
                "indexes": [models.Index(fields=["case", "limit"], name="judgement_of_limit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True), name="limit_judged_with_reasons"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("word__in", ["within", "reached"])), name="limit_word_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=50)),
                ("on", models.DateField(verbose_name="datum")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.school"
                    ),
                ),
            ],
            options={
                "verbose_name": "bespreking",
                "constraints": [
                    models.UniqueConstraint(fields=("school", "step", "on"), name="one_meeting_a_step_and_day")
                ],
            },
        ),
        migrations.AddField(
            model_name="item",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="route.meeting"
            ),
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=50)),
                ("name", models.CharField(max_length=2000)),
                (
                    "signature",
                    models.CharField(
                        choices=[("none", "om te lezen"), ("discussed", "besproken"), ("agreed", "mee eens")],
                        max_length=10,
                    ),
                ),
                ("visit", models.PositiveIntegerField()),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "in de maak"),
                            ("ready", "af"),
                            ("laid", "voorgelegd"),
                            ("settled", "vastgesteld"),
                            ("refused", "een ouder zei nee"),
                        ],
                        default="draft",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("started_on", models.DateField()),
                ("ready_on", models.DateField(blank=True, null=True)),
                ("laid_on", models.DateField(blank=True, null=True)),
                ("remind_on", models.DateField(blank=True, null=True)),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("replaced_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="route.case"
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="route.paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "ordering": ["case", "key", "visit", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "key", "visit", "number"), name="one_paper_of_a_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_on", None)),
                        fields=("case", "key", "visit"),
                        name="one_newest_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("laid_on", None), ("state__in", ("draft", "ready"))),
                            models.Q(("laid_on__isnull", False), ("state__in", ("laid", "settled", "refused"))),
                            _connector="OR",
                        ),
                        name="paper_laid_has_a_day",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="PaperAnswer",
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
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="route.paper"
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
            ],
            options={
                "verbose_name": "handtekening",
                "ordering": ["answered_on", "answered_at", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["paper", "guardian", "answered_on"], name="paper_answer_by_guardian")],
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
                        name="paperanswer_paper_has_witness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["discussed", "agreed", "objected"])), name="paper_word_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TalkedOver",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("route.paperanswer",),
        ),
        migrations.CreateModel(
            name="PaperReaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("language", models.CharField(choices=caseflow.languages.choices, max_length=2)),
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
                ("text", models.TextField(verbose_name="reactie")),
                ("on", models.DateField()),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.guardian"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reactions", to="route.paper"
                    ),
                ),
            ],
            options={
                "verbose_name": "reactie van een ouder",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="reaction_has_text")
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=50)),
                ("name", models.CharField(max_length=2000)),
                ("text", models.TextField(verbose_name="tekst")),
                ("role_name", models.CharField(max_length=2000)),
                ("written_on", models.DateField()),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="route.paper"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "deel van een document",
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "key"), name="one_section_of_a_key"),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="section_has_text"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("school_name", models.CharField(max_length=200, verbose_name="school")),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "zorgplicht",
                    models.CharField(choices=[("here", "deze school"), ("there", "de andere school")], max_length=10),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="route.case"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "plaatsing",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="placement_ends_after_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visit", models.PositiveIntegerField()),
                ("exit", models.CharField(max_length=120)),
                ("reason", models.TextField(verbose_name="waarom")),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="route.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "voorstel",
                "constraints": [models.UniqueConstraint(fields=("case", "visit", "exit"), name="one_proposal_a_visit")],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("desk", models.CharField(max_length=50)),
                ("desk_name", models.CharField(max_length=200)),
                ("handover", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "asks",
                    models.CharField(
                        choices=[
                            ("advice", "advice"),
                            ("arrangement", "arrangement"),
                            ("tlv", "tlv"),
                            ("cluster", "cluster"),
                            ("care", "care"),
                        ],
                        max_length=20,
                        verbose_name="vraag aan het loket",
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("concept", "concept"),
                            ("sent", "verstuurd"),
                            ("answered", "beantwoord"),
                            ("dropped", "vervallen"),
                        ],
                        default="concept",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("question", models.TextField(verbose_name="de vraag in één zin")),
                ("content", models.JSONField(default=dict)),
                ("prepared_on", models.DateField()),
                ("remind_on", models.DateField(blank=True, null=True)),
                ("sent_on", models.DateField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("advice", "advice"),
                            ("elsewhere", "elsewhere"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("tlv_granted", "tlv_granted"),
                            ("tlv_refused", "tlv_refused"),
                        ],
                        max_length=20,
                    ),
                ),
                ("answer_text", models.TextField(blank=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="route.case"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "verwijzing",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "concept")), fields=("case",), name="one_concept_per_case"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "sent")), fields=("case",), name="one_referral_at_a_desk"
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ReferralView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shown_on", models.DateField()),
                ("view_until", models.DateField()),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.guardian"
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="views", to="route.referral"
                    ),
                ),
            ],
            options={
                "verbose_name": "kijk van ouders",
                "constraints": [models.UniqueConstraint(fields=("referral", "guardian"), name="one_view_per_guardian")],
            },
        ),
        migrations.CreateModel(
            name="ReferralSeen",
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
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seen", to="route.referral"
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
            ],
            options={
                "verbose_name": "kijk van een ouder",
                "ordering": ["answered_on", "answered_at", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["referral", "guardian", "answered_on"], name="seen_by_guardian")],
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
                        name="referralseen_paper_has_witness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["seen", "signed", "objected"])), name="seen_word_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text_shown", ""), _negated=True), name="seen_shows_its_text"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=50)),
                ("role_name", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, verbose_name="notitie")),
                ("advice", models.TextField(blank=True, verbose_name="advies")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="route.item"
                    ),
                ),
            ],
            options={
                "verbose_name": "notitie aan tafel",
                "ordering": ["item", "role", "version"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "role", "version"), name="one_note_per_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("exit", models.CharField(blank=True, max_length=120)),
                ("name", models.CharField(max_length=200)),
                ("owner_role", models.CharField(max_length=50)),
                ("owner_name", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="route.item"
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit aan tafel",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "exit"), name="one_decision_per_exit_and_item")
                ],
            },
        ),
        migrations.CreateModel(
            name="Coming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("language", models.CharField(choices=caseflow.languages.choices, max_length=2)),
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
                ("sequence", models.PositiveIntegerField()),
                (
                    "answer",
                    models.CharField(
                        choices=[("comes", "komt"), ("absent", "komt niet"), ("another", "vraagt een ander moment")],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("on", models.DateField()),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.guardian"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comings", to="route.item"
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
            ],
            options={
                "verbose_name": "antwoord op een uitnodiging",
                "ordering": ["on", "pk"],
                "indexes": [models.Index(fields=["item", "guardian"], name="coming_to_item")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["comes", "absent", "another"])), name="coming_word_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesReaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("language", models.CharField(choices=caseflow.languages.choices, max_length=2)),
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
                ("text", models.TextField(verbose_name="reactie")),
                ("on", models.DateField()),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.guardian"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reactions", to="route.item"
                    ),
                ),
            ],
            options={
                "verbose_name": "reactie op een verslag",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="minutes_reaction_has_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Addition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "een verslag dat later kwam"),
                            ("view", "wat een ouder ervan vindt"),
                            ("correction", "een verbetering van wat er staat"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="van wie")),
                ("of_day", models.DateField(verbose_name="van welke dag")),
                ("text", models.TextField(verbose_name="wat erin staat")),
                ("added_on", models.DateField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="additions", to="route.case"
                    ),
                ),
                (
                    "guardian",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.guardian",
                    ),
                ),
            ],
            options={
                "verbose_name": "toevoeging",
                "ordering": ["added_on", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="addition_has_text"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guardian__isnull", False), ("kind", "view")),
                            models.Q(("guardian", None), ("kind__in", ("report", "correction"))),
                            _connector="OR",
                        ),
                        name="addition_of_a_guardian_is_a_view",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                "consent_withdrawn",
                                "Een ouder trok de toestemming in: bespreek met de ouders wat nu",
                            ),
                            ("consent_refused", "Een ouder zei nee: bekijk samen wat wel kan"),
                            ("pupil_withdrew", "De leerling zelf trok het ja in: bespreek samen wat nu"),
                            ("pupil_refused", "De leerling zelf zei nee: bekijk samen wat wel kan"),
                            (
                                "handelingsdeel_refused",
                                "Een ouder heeft bezwaar tegen het handelingsdeel: ga in gesprek",
                            ),
                            ("document_refused", "Een ouder zei nee tegen een document: ga in gesprek"),
                            ("referral_refused", "Een ouder zei nee tegen de verwijzing: ga in gesprek"),
                            ("document_reaction", "Een ouder voegde een reactie toe aan een document: lees die"),
                            ("flag", "Signaal handelingsverlegenheid: bekijk het bewijs en bespreek het met de ouders"),
                            (
                                "place_free",
                                "Een collega kan niet meer bij een geplande bespreking zijn: kijk wie er nu komt",
                            ),
                            (
                                "outsider_gone",
                                "Iemand van buiten komt niet meer: vertel het de ouders, en kijk wie er nu komt",
                            ),
                            ("handed_on", "Een collega droeg deze casus over: lees wat erbij staat"),
                            (
                                "plan_again",
                                "Er is nu toch toestemming: plan het gesprek opnieuw, als dat nog nodig is",
                            ),
                            (
                                "tell_guardian",
                                "Het gezag van een ouder veranderde: vertel deze ouder zelf wat dat nu betekent",
                            ),
                            ("decided", "Besloten aan tafel: doe wat is afgesproken"),
                            ("minutes_reaction", "Een ouder voegde een reactie toe aan een verslag: lees die"),
                            ("opp_dates", "Neem begin- en einddatum van het OPP over in de leerlingadministratie"),
                        ],
                        max_length=40,
                    ),
                ),
                ("owner_role", models.CharField(max_length=50)),
                ("because", models.BigIntegerField()),
                ("on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task",
                        to="route.decision",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="route.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "taak",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision", None)),
                        fields=("case", "kind", "because"),
                        name="one_task_per_event",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tlv",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("sbo", "speciaal basisonderwijs"), ("so", "speciaal onderwijs")],
                        max_length=3,
                        verbose_name="voor",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[("laag", "laag"), ("midden", "midden"), ("hoog", "hoog")],
                        max_length=6,
                        verbose_name="categorie",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="geldig van")),
                ("valid_until", models.DateField(verbose_name="geldig tot en met")),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="nummer")),
                (
                    "desk_case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tlv", to="route.deskcase"
                    ),
                ),
            ],
            options={
                "verbose_name": "TLV",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", ""), ("kind", "sbo")),
                            models.Q(("kind", "so"), models.Q(("category", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="tlv_category_for_so_only",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))), name="tlv_ends"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visit", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("informed", "ingelicht"), ("talked", "gesproken")], default="informed", max_length=10
                    ),
                ),
                ("on", models.DateField()),
                ("how", models.CharField(max_length=200, verbose_name="hoe")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told", to="route.case"
                    ),
                ),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.guardian"
                    ),
                ),
            ],
            options={
                "verbose_name": "mededeling",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "guardian", "visit", "kind"), name="told_once_a_visit")
                ],
            },
        ),
        migrations.CreateModel(
            name="TrackProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("track", models.CharField(max_length=50)),
                ("findings", models.JSONField()),
                ("proposed_on", models.DateField()),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("proposed", "voorgesteld"),
                            ("taken_up", "er is een casus geopend"),
                            ("dismissed", "afgewezen"),
                        ],
                        default="proposed",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, verbose_name="waarom niet")),
                ("over_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="route.case",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="track_proposals", to="pupils.pupil"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.school"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sop_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.sopversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "voorstel voor een spoor",
                "indexes": [
                    models.Index(
                        condition=models.Q(("over_on", None)),
                        fields=["school", "pupil"],
                        name="standing_track_proposal",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("over_on", None)),
                        fields=("pupil", "track"),
                        name="one_standing_track_proposal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case", None),
                                ("reason", ""),
                                ("settled_by", None),
                                ("settled_on", None),
                                ("state", "proposed"),
                            ),
                            models.Q(
                                ("case__isnull", False),
                                ("reason", ""),
                                ("settled_by__isnull", False),
                                ("settled_on__isnull", False),
                                ("state", "taken_up"),
                            ),
                            models.Q(
                                ("case", None),
                                ("settled_by__isnull", False),
                                ("settled_on__isnull", False),
                                ("state", "dismissed"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="track_proposal_is_answered_as_its_state_says",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="WaitingPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waiting_place", to="route.case"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.group"),
                ),
            ],
            options={
                "verbose_name": "plaats op de wachtlijst",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BoardView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=600)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="board_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "name"), name="board_view_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(("query", ""), _negated=True), name="board_view_chooses_something"
                    ),
                ],
            },
        ),
    ]
