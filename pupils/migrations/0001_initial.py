import django.db.models.deletion
import django.db.models.functions.text
import django_fsm
from django.conf import settings
from django.db import migrations, models

import caseflow.clock
import caseflow.languages
import pupils.models.answer
import pupils.models.information
import pupils.models.invitation


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
                ("location", models.CharField(blank=True, max_length=50)),
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
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name="e-mailadres"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "language",
                    models.CharField(
                        choices=caseflow.languages.choices, default="nl", max_length=2, verbose_name="taal"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="kan inloggen")),
                ("sessions_ended", models.PositiveIntegerField(default=0, editable=False)),
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
                ("item_id", models.BigIntegerField(blank=True, null=True)),
                ("purpose", models.CharField(max_length=50)),
                ("purpose_name", models.CharField(max_length=2000)),
                ("named", models.JSONField(default=dict)),
                ("parts", models.JSONField(default=list)),
                ("care", models.BooleanField(default=False)),
                ("everyone", models.BooleanField(default=True)),
                ("until", models.DateField()),
                ("text", models.TextField()),
                ("language", models.CharField(choices=caseflow.languages.choices, default="nl", max_length=2)),
                ("asked_on", models.DateField()),
                ("remind_on", models.DateField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recipients", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("same_as", models.ManyToManyField(blank=True, related_name="+", to="pupils.consent")),
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
                            ("gi", "gecertificeerde instelling"),
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
                (
                    "gezag_proof",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("declared", "een ouder verklaarde het bij de inschrijving"),
                            ("register", "uittreksel uit het gezagsregister"),
                            ("certificate", "akte van geboorte, erkenning, huwelijk of partnerschap"),
                            ("court", "beschikking van de rechter"),
                            ("other", "iets anders"),
                        ],
                        max_length=20,
                    ),
                ),
                ("gezag_proof_on", models.DateField(blank=True, null=True)),
                ("gezag_evidence", models.CharField(blank=True, max_length=500)),
                ("gezag_recorded_on", models.DateField(blank=True, null=True)),
                ("holds_education", models.BooleanField(default=False, editable=False)),
                ("holds_care", models.BooleanField(default=False, editable=False)),
                (
                    "say",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("education_held_by__isnull", False), ("gezag", "restricted")),
                                then=models.Value("no"),
                            ),
                            models.When(
                                models.Q(("gezag", "restricted"), ("holds_education", True), _connector="OR"),
                                then=models.Value("yes"),
                            ),
                            default=models.F("gezag"),
                        ),
                        output_field=models.CharField(max_length=20),
                    ),
                ),
                (
                    "say_in_care",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("care_held_by__isnull", False), ("gezag", "restricted")),
                                then=models.Value("no"),
                            ),
                            models.When(
                                models.Q(("gezag", "restricted"), ("holds_care", True), _connector="OR"),
                                then=models.Value("yes"),
                            ),
                            default=models.F("gezag"),
                        ),
                        output_field=models.CharField(max_length=20),
                    ),
                ),
                ("address_secret", models.BooleanField(default=False)),
                ("added_on", models.DateField(default=caseflow.clock.today)),
                (
                    "care_held_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.guardian",
                    ),
                ),
                (
                    "education_held_by",
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
                                models.Q(("gezag_proof", ""), _negated=True),
                                ("gezag_proof_on__isnull", False),
                                ("gezag_recorded_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="gezag_has_proof_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gezag_proof__in", ["", "declared"]),
                            models.Q(("gezag_evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="gezag_says_what_was_seen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("gezag", "restricted"),
                                models.Q(
                                    ("education_held_by__isnull", False),
                                    ("care_held_by__isnull", False),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(("gezag", "restricted"), _negated=True),
                                ("care_held_by", None),
                                ("education_held_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="restricted_says_in_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("education_held_by", None),
                                models.Q(("education_held_by", models.F("id")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("care_held_by", None),
                                models.Q(("care_held_by", models.F("id")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="taken_is_held_by_another",
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
                ("note", models.TextField(blank=True)),
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
                ("in_group_since", models.DateField(blank=True, editable=False, null=True)),
                ("first_name", models.CharField(max_length=100)),
                ("prefix", models.CharField(blank=True, max_length=30)),
                ("last_name", models.CharField(max_length=100)),
                ("born_on", models.DateField()),
                ("enrolled_on", models.DateField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True)),
                ("returned_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "leaving",
                    models.CharField(
                        choices=[
                            ("secondary_school", "Naar het voortgezet onderwijs"),
                            ("moved", "Verhuisd"),
                            ("left_school", "Naar een andere school, of om een andere reden van school"),
                            ("deceased", "Overleden"),
                        ],
                        default="left_school",
                        max_length=20,
                    ),
                ),
                (
                    "came_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.group",
                    ),
                ),
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
                ("arrangement_id", models.BigIntegerField(blank=True, null=True)),
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
                    models.Index(fields=["arrangement_id"], name="grant_for_arrangement"),
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
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_on", models.DateField()),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("week", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="pupils.pupil"
                    ),
                ),
            ],
            options={
                "ordering": ["-week", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_on", None)), fields=("pupil", "week"), name="one_absence_a_week"
                    ),
                    models.CheckConstraint(condition=models.Q(("minutes__lte", 2400)), name="absence_fits_in_a_week"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PupilAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[("given", "ja"), ("refused", "nee"), ("withdrawn", "ingetrokken")], max_length=20
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("how", models.CharField(choices=[("talk", "in een gesprek"), ("paper", "op papier")], max_length=10)),
                ("witness", models.CharField(max_length=200)),
                ("scan", models.FileField(blank=True, upload_to=pupils.models.answer.scan_name)),
                ("answered_on", models.DateField()),
                ("answered_at", models.DateTimeField()),
                ("text_shown", models.TextField()),
                ("language", models.CharField(choices=caseflow.languages.choices, default="nl", max_length=2)),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pupil_answers", to="pupils.consent"
                    ),
                ),
                (
                    "heard_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["answered_on", "answered_at", "pk"],
                "indexes": [models.Index(fields=["consent", "answered_on"], name="answer_by_pupil")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["given", "refused", "withdrawn"])),
                        name="pupil_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text_shown", ""), _negated=True), name="pupil_saw_a_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("witness", ""), _negated=True), name="pupil_answer_has_witness"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how", "talk"), models.Q(("scan", ""), _negated=True), _connector="OR"),
                        name="pupil_paper_has_scan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("called", models.CharField(blank=True, max_length=200)),
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
                            ("board", "board"),
                            ("outsider", "outsider"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, editable=False, null=True)),
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
                            (
                                "kind__in",
                                ["teacher", "assistant", "specialist", "ib_er", "director", "board", "outsider"],
                            )
                        ),
                        name="role_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("staff", "medewerker"),
                            ("guardian", "ouder of verzorger"),
                            ("outsider", "van buiten de school"),
                        ],
                        max_length=10,
                    ),
                ),
                ("seed", models.CharField(default=pupils.models.invitation.new_seed, editable=False, max_length=50)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("misses", models.PositiveSmallIntegerField(default=0)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("used_at", None)),
                        fields=("person", "school", "kind"),
                        name="one_invitation_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at", None), ("ended_at", None), _connector="OR"),
                        name="invitation_used_or_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at", None), ("used_at__gte", models.F("made_at")), _connector="OR"),
                        name="invited_then_used",
                    ),
                ],
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="pupils.school"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["made_at"], name="import_preview_age")],
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
                (
                    "state",
                    django_fsm.FSMField(
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
                ("uploaded_on", models.DateField()),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="aan de MR voorgelegd op")),
                (
                    "advice",
                    models.CharField(
                        blank=True,
                        choices=[("positive", "positief"), ("negative", "negatief"), ("none", "geen advies gegeven")],
                        max_length=10,
                    ),
                ),
                ("advised_on", models.DateField(blank=True, null=True)),
                ("advised_by", models.CharField(blank=True, max_length=200)),
                ("advice_text", models.TextField(blank=True)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                ("adopted_by", models.CharField(blank=True, max_length=200)),
                ("moves_due", models.BooleanField(default=False)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                (
                    "adoption_recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.sopversion",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sop_versions", to="pupils.school"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["school", "first_day", "pk"],
                "indexes": [
                    models.Index(fields=["school", "first_day"], name="sop_by_first_day"),
                    models.Index(fields=["digest"], name="sop_by_digest"),
                    models.Index(
                        condition=models.Q(("moves_due", True)), fields=["first_day"], name="sop_with_moves_due"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "dropped"), _negated=True),
                        fields=("school", "version"),
                        name="one_sop_of_a_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "before_mr", "adopted", "published", "dropped"])),
                        name="sop_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adopted_on", None), ("state__in", ["draft", "before_mr", "dropped"])),
                            models.Q(
                                ("adopted_on__isnull", False),
                                ("state__in", ["adopted", "published", "dropped"]),
                                models.Q(("adopted_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sop_adopted_on_a_day_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on", None), ("published_on__gte", models.F("adopted_on")), _connector="OR"
                        ),
                        name="sop_published_after_adoption",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.AddField(
            model_name="school",
            name="involved_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pupils.sopversion",
            ),
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
                            ("child_talk", "child_talk"),
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
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occasions",
                        to="pupils.group",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occasions",
                        to="pupils.pupil",
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
                "verbose_name": "moment op de kalender",
                "ordering": ["due_on", "name", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("stopped_on", None)), fields=["school", "due_on"], name="occasion_by_day"
                    ),
                    models.Index(
                        condition=models.Q(("done_on", None), ("stopped_on", None), ("told_on", None)),
                        fields=["school", "appears_on"],
                        name="occasion_to_tell",
                    ),
                    models.Index(
                        condition=models.Q(("done_on", None), ("stopped_on", None), ("escalated_on", None)),
                        fields=["school", "due_on"],
                        name="occasion_late",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stopped_on", None)),
                        fields=("group", "entry", "period"),
                        name="one_occasion_of_group",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stopped_on", None)),
                        fields=("pupil", "entry", "period"),
                        name="one_occasion_of_pupil",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group", None), ("pupil__isnull", False)),
                            models.Q(("group__isnull", False), ("pupil", None)),
                            _connector="OR",
                        ),
                        name="occasion_of_a_group_or_a_pupil",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by", None), ("done_on", None), ("note", "")),
                            models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="occasion_done_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_on", None), ("stopped_on", None), _connector="OR"),
                        name="occasion_done_or_stopped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("appears_on__lt", models.F("due_on"))),
                        name="occasion_appears_before_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("what__in", ["group_talk", "pupil_talk", "screening", "programme", "child_talk"])
                        ),
                        name="occasion_kind_is_known",
                    ),
                ],
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
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year_from", models.DateField()),
                ("signed_on", models.DateField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="pupils.group"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-year_from", "group"],
                "constraints": [models.UniqueConstraint(fields=("group", "year_from"), name="one_handover_a_year")],
            },
        ),
        migrations.CreateModel(
            name="InformationLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_on", models.DateField()),
                ("refused", models.BooleanField(default=False)),
                ("text", models.TextField()),
                ("made_on", models.DateField()),
                ("file", models.FileField(upload_to=pupils.models.information.letter_name)),
                ("digest", models.CharField(max_length=64)),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="information_letters",
                        to="pupils.guardian",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-made_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="information_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_on__gte", models.F("asked_on"))), name="asked_then_informed"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Writing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("on", models.DateField()),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="writings", to="pupils.guardian"
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="writing_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WritingReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "writing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="pupils.writing"
                    ),
                ),
            ],
            options={"ordering": ["at", "pk"]},
        ),
        migrations.CreateModel(
            name="PassedOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handelingsdeel_id", models.BigIntegerField(blank=True, null=True)),
                ("paper_id", models.BigIntegerField(blank=True, null=True)),
                ("referral_id", models.BigIntegerField(blank=True, null=True)),
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
                            models.Q(
                                ("consent__isnull", False),
                                ("handelingsdeel_id", None),
                                ("paper_id", None),
                                ("referral_id", None),
                            ),
                            models.Q(
                                ("consent", None),
                                ("handelingsdeel_id__isnull", False),
                                ("paper_id", None),
                                ("referral_id", None),
                            ),
                            models.Q(
                                ("consent", None),
                                ("handelingsdeel_id", None),
                                ("paper_id__isnull", False),
                                ("referral_id", None),
                            ),
                            models.Q(
                                ("consent", None),
                                ("handelingsdeel_id", None),
                                ("paper_id", None),
                                ("referral_id__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="passed_over_for_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True), name="passed_over_with_reasons"
                    ),
                    models.UniqueConstraint(fields=("guardian", "consent"), name="passed_over_once_for_consent"),
                    models.UniqueConstraint(fields=("guardian", "handelingsdeel_id"), name="passed_over_once_for_part"),
                    models.UniqueConstraint(fields=("guardian", "paper_id"), name="passed_over_once_for_paper"),
                    models.UniqueConstraint(fields=("guardian", "referral_id"), name="passed_over_once_for_referral"),
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
                ("before", models.TextField(blank=True)),
                ("saw", models.TextField()),
                ("helped", models.TextField(blank=True)),
                ("present", models.TextField(blank=True)),
                ("incident", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="pupils.pupil"
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "-pk"],
                "indexes": [models.Index(fields=["pupil", "instrument", "day"], name="measurement_of_pupil")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_on", None)),
                        fields=("pupil", "instrument", "day", "moment"),
                        name="one_measurement_of_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", ""), _negated=True), ("score__isnull", False), _connector="OR"
                        ),
                        name="measurement_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "level__in",
                                ["", "A+", "A", "B", "C", "D", "E", "I+", "I", "II", "III", "IV", "V", "V-min"],
                            )
                        ),
                        name="measurement_level_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("moment__in", ["main", "between"])), name="measurement_moment_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Involved",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_id", models.BigIntegerField()),
                ("role", models.CharField(max_length=50)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="involved", to="pupils.pupil"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["pupil", "role"], name="involved_with_pupil")],
                "constraints": [models.UniqueConstraint(fields=("case_id", "role"), name="involved_once_a_case")],
            },
        ),
        migrations.CreateModel(
            name="Intervention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bundle", models.UUIDField(blank=True, editable=False, null=True)),
                ("offer", models.CharField(blank=True, max_length=50)),
                ("offer_name", models.TextField(blank=True)),
                ("what", models.TextField()),
                ("need", models.TextField()),
                ("goal", models.TextField(blank=True)),
                ("level", models.CharField(blank=True, max_length=50)),
                ("level_name", models.TextField(blank=True)),
                ("by_whom", models.CharField(max_length=200)),
                ("group_size", models.PositiveSmallIntegerField(default=1)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("times_a_week", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("score_before", models.CharField(blank=True, max_length=100)),
                ("score_after", models.CharField(blank=True, max_length=100)),
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
                        condition=models.Q(("group_size__range", (1, 40))), name="intervention_group_size"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="intervention_ends_after_start",
                    ),
                    models.UniqueConstraint(fields=("bundle", "pupil"), name="pupil_once_in_a_bundle"),
                ],
            },
        ),
        migrations.CreateModel(
            name="InterventionSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child_absent", "ziek of afwezig"),
                            ("no_teacher", "er was niemand om het te geven"),
                            ("excursion", "een uitje, viering of toets"),
                            ("other", "iets anders"),
                        ],
                        max_length=20,
                    ),
                ),
                ("recorded_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="pupils.intervention"
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
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on", None)),
                        fields=("intervention", "day"),
                        name="one_session_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["", "child_absent", "no_teacher", "excursion", "other"])),
                        name="session_reason_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_on__gte", models.F("day"))), name="session_not_before_its_day"
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
        migrations.CreateModel(
            name="GroupPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("concept", "in de maak"), ("in_force", "loopt"), ("closed", "geëvalueerd")],
                        default="concept",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("drawn_on", models.DateField()),
                ("in_force_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="pupils.group"
                    ),
                ),
            ],
            options={
                "ordering": ["-first_day", "-pk"],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Cluster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("needs", models.CharField(max_length=220)),
                ("goal", models.CharField(max_length=180)),
                ("approach", models.CharField(max_length=320)),
                ("organisation", models.CharField(blank=True, max_length=160)),
                ("effect", models.CharField(blank=True, max_length=200)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clusters", to="pupils.groupplan"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InCluster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "doel gehaald"),
                            ("partly", "deels gehaald"),
                            ("not_reached", "niet gehaald"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="pupils.cluster"
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="in_clusters", to="pupils.pupil"
                    ),
                ),
            ],
            options={
                "ordering": ["pupil__first_name", "pupil__last_name", "pk"],
            },
        ),
        migrations.AddField(
            model_name="cluster",
            name="pupils",
            field=models.ManyToManyField(related_name="clusters", through="pupils.InCluster", to="pupils.pupil"),
        ),
        migrations.CreateModel(
            name="Insight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("stimulates", "helpt"), ("hinders", "belemmert"), ("needs", "heeft nodig")],
                        max_length=20,
                    ),
                ),
                (
                    "stem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("instruction", "heeft instructie nodig die …"),
                            ("tasks", "heeft opdrachten of materialen nodig die …"),
                            ("activities", "heeft leeractiviteiten nodig die …"),
                            ("feedback", "heeft feedback nodig die …"),
                            ("peers", "heeft groepsgenoten nodig die …"),
                            ("teacher", "heeft een leerkracht nodig die …"),
                            ("surroundings", "heeft een plek of rooster nodig met …"),
                            ("home", "heeft ouders nodig die …"),
                        ],
                        max_length=20,
                    ),
                ),
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
                ("words", models.CharField(max_length=300)),
                ("said_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="insights", to="pupils.pupil"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["said_on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="groupplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gt", models.F("first_day"))), name="group_plan_has_a_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="groupplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["concept", "in_force", "closed"])), name="group_plan_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="groupplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "concept")), fields=("group", "area"), name="one_group_plan_concept"
            ),
        ),
        migrations.AddConstraint(
            model_name="groupplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "in_force")), fields=("group", "area"), name="one_group_plan_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="incluster",
            constraint=models.UniqueConstraint(fields=("cluster", "pupil"), name="pupil_once_in_a_cluster"),
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=models.UniqueConstraint(fields=("plan", "name"), name="cluster_name_once_in_a_plan"),
        ),
        migrations.AddConstraint(
            model_name="insight",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="insight_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="insight",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "needs"), models.Q(("stem", ""), _negated=True)),
                    models.Q(models.Q(("kind", "needs"), _negated=True), ("stem", "")),
                    _connector="OR",
                ),
                name="a_need_has_its_sentence",
            ),
        ),
        migrations.AddConstraint(
            model_name="insight",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("said_on")), _connector="OR"),
                name="insight_ends_after_it_was_said",
            ),
        ),
        migrations.CreateModel(
            name="InSociogram",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="Sociogram",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("instrument", models.CharField(max_length=50)),
                ("name", models.CharField(max_length=200)),
                ("likes", models.CharField(max_length=200)),
                ("dislikes", models.CharField(blank=True, max_length=200)),
                ("most", models.PositiveSmallIntegerField()),
                ("left_out", models.PositiveSmallIntegerField()),
                ("begun_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "sociogram",
                "ordering": ["-begun_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SociogramAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SociogramChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("likes", models.BooleanField()),
            ],
        ),
        migrations.AddField(
            model_name="insociogram",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="in_sociograms", to="pupils.pupil"
            ),
        ),
        migrations.AddField(
            model_name="sociogram",
            name="begun_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sociogram",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sociogram",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sociograms", to="pupils.group"
            ),
        ),
        migrations.AddField(
            model_name="insociogram",
            name="sociogram",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="members", to="pupils.sociogram"
            ),
        ),
        migrations.AddField(
            model_name="sociogramanswer",
            name="pupil",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.pupil"),
        ),
        migrations.AddField(
            model_name="sociogramanswer",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sociogramanswer",
            name="sociogram",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="pupils.sociogram"
            ),
        ),
        migrations.AddField(
            model_name="sociogramchoice",
            name="answer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="choices", to="pupils.sociogramanswer"
            ),
        ),
        migrations.AddField(
            model_name="sociogramchoice",
            name="pupil",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pupils.pupil"),
        ),
        migrations.AddConstraint(
            model_name="sociogram",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on", None)), fields=("group", "instrument"), name="one_open_sociogram"
            ),
        ),
        migrations.AddConstraint(
            model_name="sociogram",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_by", None), ("closed_on", None)),
                    models.Q(("closed_by__isnull", False), ("closed_on__isnull", False)),
                    _connector="OR",
                ),
                name="sociogram_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="insociogram",
            constraint=models.UniqueConstraint(fields=("sociogram", "pupil"), name="pupil_once_in_a_sociogram"),
        ),
        migrations.AddConstraint(
            model_name="sociogramanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on", None)),
                fields=("sociogram", "pupil"),
                name="one_standing_answer_a_child",
            ),
        ),
        migrations.AddConstraint(
            model_name="sociogramchoice",
            constraint=models.UniqueConstraint(fields=("answer", "pupil"), name="pupil_once_in_an_answer"),
        ),
        migrations.CreateModel(
            name="TalkPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.TextField(blank=True)),
                ("put_on", models.DateField()),
                ("taken_off_on", models.DateField(blank=True, null=True)),
                ("talked_on", models.DateField(blank=True, null=True)),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="points", to="pupils.occasion"
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="talk_points", to="pupils.pupil"
                    ),
                ),
                (
                    "put_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pupil__first_name", "pupil__last_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TalkLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("until", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("came_of", models.TextField(blank=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="pupils.talkpoint"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="talkpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_off_on", None)), fields=("occasion", "pupil"), name="pupil_once_on_an_agenda"
            ),
        ),
        migrations.AddConstraint(
            model_name="talkpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken_off_on", None), ("talked_on", None), _connector="OR"),
                name="what_was_talked_over_stays_on_its_agenda",
            ),
        ),
        migrations.AddIndex(
            model_name="talkline",
            index=models.Index(
                condition=models.Q(("done_on", None), ("owner__isnull", False), ("withdrawn_on", None)),
                fields=["owner", "until"],
                name="agreement_that_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkline",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="talk_line_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="talkline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("owner", None), ("until", None)),
                    models.Q(("owner__isnull", False), ("until__isnull", False)),
                    _connector="OR",
                ),
                name="an_agreement_has_its_owner_and_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("came_of", ""), ("done_by", None), ("done_on", None)),
                    models.Q(
                        ("done_by__isnull", False),
                        ("done_on__isnull", False),
                        ("owner__isnull", False),
                        ("withdrawn_on", None),
                    ),
                    _connector="OR",
                ),
                name="an_agreement_is_done_by_somebody",
            ),
        ),
    ]
