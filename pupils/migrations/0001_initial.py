import django.db.models.deletion
import django.db.models.functions.text
import django_fsm
from django.conf import settings
from django.db import migrations, models

import pupils.models.answer


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50)),
                ("years", models.CharField(max_length=10)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("brin", models.CharField(max_length=4, unique=True)),
                ("key", models.SlugField(unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Swv",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("key", models.SlugField(unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres")),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Nederlands"), ("en", "English")],
                        default="nl",
                        max_length=2,
                        verbose_name="taal",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="kan inloggen")),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="email_in_lower_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_id", models.BigIntegerField()),
                ("purpose", models.CharField(max_length=50)),
                ("purpose_name", models.CharField(max_length=2000)),
                ("parts", models.JSONField(default=list)),
                ("until", models.DateField()),
                ("text", models.TextField()),
                (
                    "language",
                    models.CharField(choices=[("nl", "Nederlands"), ("en", "English")], default="nl", max_length=2),
                ),
                ("asked_on", models.DateField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recipients", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["asked_on", "pk"],
                "indexes": [models.Index(fields=["case_id", "purpose", "asked_on"], name="consent_of_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="consent_shows_its_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("asked_on"))), name="consent_has_a_term"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Guardian",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("mother", "moeder"),
                            ("father", "vader"),
                            ("parent", "ouder"),
                            ("guardian", "voogd"),
                            ("foster_parent", "pleegouder"),
                            ("step_parent", "stiefouder"),
                            ("other", "anders"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "gezag",
                    models.CharField(
                        choices=[
                            ("yes", "heeft gezag"),
                            ("no", "heeft geen gezag"),
                            ("unknown", "nog niet vastgelegd"),
                            ("restricted", "gezag is beperkt"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
                ("gezag_evidence", models.CharField(blank=True, max_length=500)),
                ("gezag_recorded_on", models.DateField(blank=True, null=True)),
                ("address_secret", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guardianships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pupil", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("gezag__in", ["yes", "no", "unknown", "restricted"])),
                        name="gezag_is_known_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gezag", "unknown"),
                            models.Q(
                                models.Q(("gezag_evidence", ""), _negated=True), ("gezag_recorded_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="gezag_has_evidence_and_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("phone", "telefoon"),
                            ("mail", "e-mail"),
                            ("letter", "brief"),
                            ("home_visit", "huisbezoek"),
                            ("at_school", "gesprek op school"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_attempts",
                        to="pupils.guardian",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pupil",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_name", models.CharField(max_length=100)),
                ("prefix", models.CharField(blank=True, max_length=30)),
                ("last_name", models.CharField(max_length=100)),
                ("born_on", models.DateField()),
                ("enrolled_on", models.DateField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pupils",
                        to="pupils.group",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pupils", to="pupils.school"
                    ),
                ),
            ],
            options={
                "ordering": ["last_name", "first_name", "pk"],
                "indexes": [
                    models.Index(fields=["school", "last_name", "first_name"], name="pupil_by_name"),
                    models.Index(fields=["school", "group"], name="pupil_by_group"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None), ("left_on__gte", models.F("enrolled_on")), _connector="OR"
                        ),
                        name="pupil_leaves_after_coming",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HgwCycle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phase",
                    django_fsm.FSMField(
                        choices=[
                            ("waarnemen", "waarnemen"),
                            ("begrijpen", "begrijpen"),
                            ("plannen", "plannen"),
                            ("realiseren", "realiseren"),
                            ("closed", "afgerond"),
                        ],
                        default="waarnemen",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("started_on", models.DateField()),
                ("signals", models.TextField(blank=True)),
                ("needs", models.TextField(blank=True)),
                ("plan", models.TextField(blank=True)),
                ("effect", models.TextField(blank=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hgw_cycles", to="pupils.pupil"
                    ),
                ),
            ],
            options={
                "ordering": ["-started_on", "-pk"],
                "indexes": [models.Index(fields=["pupil", "phase"], name="hgw_of_pupil")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("phase", "closed"), _negated=True),
                        fields=("pupil",),
                        name="one_open_hgw_cycle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("phase__in", ["waarnemen", "begrijpen", "plannen", "realiseren", "closed"])
                        ),
                        name="hgw_phase_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phase", "closed"), _negated=True),
                            models.Q(models.Q(("effect", ""), _negated=True), ("closed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="closed_hgw_cycle_has_effect",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.AddField(
            model_name="guardian",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="guardians", to="pupils.pupil"
            ),
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("parts", models.JSONField(default=list)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("because", models.CharField(max_length=40)),
                ("item_id", models.BigIntegerField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="pupils.consent",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="pupils.pupil"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "indexes": [
                    models.Index(fields=["person", "pupil"], name="grant_of_person"),
                    models.Index(fields=["item_id"], name="grant_for_item"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="grant_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True), name="grant_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="consent",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="pupils.pupil"
            ),
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=50)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("teacher", "teacher"),
                            ("assistant", "assistant"),
                            ("specialist", "specialist"),
                            ("ib_er", "ib_er"),
                            ("director", "director"),
                            ("outsider", "outsider"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("groups", models.ManyToManyField(blank=True, related_name="roles", to="pupils.group")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to="pupils.school"
                    ),
                ),
            ],
            options={
                "ordering": ["school", "role", "pk"],
                "indexes": [
                    models.Index(fields=["person", "school"], name="role_of_person"),
                    models.Index(fields=["school", "role"], name="role_at_school"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["teacher", "assistant", "specialist", "ib_er", "director", "outsider"])
                        ),
                        name="role_kind_is_known",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="group",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="groups", to="pupils.school"
            ),
        ),
        migrations.CreateModel(
            name="SopVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=40)),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("first_day", models.DateField()),
                ("adopted_on", models.DateField()),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sop_versions", to="pupils.school"
                    ),
                ),
            ],
            options={
                "ordering": ["school", "first_day", "pk"],
                "indexes": [models.Index(fields=["school", "first_day"], name="sop_by_first_day")],
                "constraints": [models.UniqueConstraint(fields=("school", "version"), name="one_sop_of_a_version")],
            },
        ),
        migrations.AddField(
            model_name="consent",
            name="sop_version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.sopversion"
            ),
        ),
        migrations.AddField(
            model_name="school",
            name="swv",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="schools",
                to="pupils.swv",
            ),
        ),
        migrations.CreateModel(
            name="SwvMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_expert", models.BooleanField(default=False)),
                (
                    "profession",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("orthopedagoog", "orthopedagoog"),
                            ("psycholoog", "psycholoog"),
                            ("kinderpsycholoog", "kinderpsycholoog"),
                            ("pedagoog", "pedagoog"),
                            ("kinderpsychiater", "kinderpsychiater"),
                            ("maatschappelijk_werker", "maatschappelijk_werker"),
                            ("arts", "arts"),
                        ],
                        max_length=40,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="swv_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "swv",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="pupils.swv"
                    ),
                ),
            ],
            options={
                "ordering": ["swv", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_expert", False), models.Q(("profession", ""), _negated=True), _connector="OR"
                        ),
                        name="expert_has_profession",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentAnswer",
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
                ("witness", models.CharField(blank=True, max_length=200)),
                ("scan", models.FileField(blank=True, upload_to=pupils.models.answer.scan_name)),
                ("view", models.TextField(blank=True)),
                ("text_shown", models.TextField(blank=True)),
                (
                    "language",
                    models.CharField(choices=[("nl", "Nederlands"), ("en", "English")], default="nl", max_length=2),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="pupils.consent"
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
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.guardian"
                    ),
                ),
            ],
            options={
                "ordering": ["answered_on", "answered_at", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["consent", "guardian", "answered_on"], name="answer_by_guardian")],
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
                        name="consentanswer_paper_has_witness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["given", "refused", "withdrawn"])),
                        name="consent_answer_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PassedOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handelingsdeel_id", models.BigIntegerField(blank=True, null=True)),
                ("reasons", models.TextField()),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passed_over",
                        to="pupils.consent",
                    ),
                ),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="passed_over", to="pupils.guardian"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consent", None), ("handelingsdeel_id__isnull", False)),
                            models.Q(("consent__isnull", False), ("handelingsdeel_id", None)),
                            _connector="OR",
                        ),
                        name="passed_over_for_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True), name="passed_over_with_reasons"
                    ),
                    models.UniqueConstraint(fields=("guardian", "consent"), name="passed_over_once_for_consent"),
                    models.UniqueConstraint(fields=("guardian", "handelingsdeel_id"), name="passed_over_once_for_part"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seen_on", models.DateField()),
                (
                    "area",
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
                    ),
                ),
                ("saw", models.TextField()),
                ("helped", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="observations", to="pupils.pupil"
                    ),
                ),
            ],
            options={
                "ordering": ["-seen_on", "-pk"],
                "indexes": [models.Index(fields=["pupil", "seen_on"], name="observation_of_pupil")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("saw", ""), _negated=True), name="observation_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Intervention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField()),
                ("need", models.TextField()),
                ("by_whom", models.CharField(max_length=200)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("times_a_week", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("effect", models.TextField(blank=True)),
                (
                    "cycle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interventions",
                        to="pupils.hgwcycle",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interventions", to="pupils.pupil"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 600))), name="intervention_minutes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("times_a_week__range", (1, 25))), name="intervention_times_a_week"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="intervention_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="guardian",
            constraint=models.UniqueConstraint(fields=("person", "pupil"), name="one_guardian_row"),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.UniqueConstraint(fields=("school", "name"), name="one_group_of_a_name"),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["pupil", "asked_on"], name="consent_of_pupil"),
        ),
    ]
