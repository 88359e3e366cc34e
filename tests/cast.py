"""The people and things that tests are about: plain functions, one line each in a test. All names are invented."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.models import (
    Consent,
    ConsentAnswer,
    Gezag,
    Grant,
    Group,
    Guardian,
    Person,
    Pupil,
    RoleAssignment,
    School,
    SopVersion,
    Swv,
    SwvMember,
)

PASSWORD = "een-goed-geheim"
LONG_AGO = date(2020, 8, 1)
#: What a guardian's gezag rests on where a test does not care.
PROVED = {
    "gezag_proof": "register", "gezag_proof_on": LONG_AGO, "gezag_recorded_on": LONG_AGO,
    "gezag_evidence": "uittreksel",
}  # fmt: skip
_next = count(1).__next__


def make_person(name: str = "Ida Bakker", **fields: Any) -> Person:
    email = fields.pop("email", f"{name.split()[0].lower()}-{_next()}@school.example")
    return Person.objects.create_user(email=email, name=name, password=fields.pop("password", None), **fields)


def make_school(name: str = "De Vlinder", swv: Swv | None = None, **fields: Any) -> School:
    number = _next()
    return School.objects.create(
        name=name, swv=swv, **{"brin": f"{number % 10000:04d}", "key": f"school_{number}", **fields}
    )


def make_group(school: School, name: str = "", years: str = "5") -> Group:
    """Another group of the school; the number in its name is that of no group that a school would have."""
    return Group.objects.create(school=school, name=name or f"Groep {1000 + _next()}", years=years)


def make_staff(school: School, kind: str = RoleKind.TEACHER, *groups: Group, **fields: Any) -> Person:
    """A person with one role at the school; the role is named after its kind unless the test says otherwise."""
    person = fields.pop("person", None) or make_person(f"{str(kind).title()} Jansen")
    role = RoleAssignment.objects.create(
        person=person, school=school, kind=kind, **{"role": str(kind), "starts_on": LONG_AGO, **fields}
    )
    role.groups.set(groups)
    return person


def make_swv(name: str = "Samen Verder") -> Swv:
    return Swv.objects.create(name=name, key=f"swv_{_next()}")


def make_swv_member(swv: Swv, profession: str = "") -> Person:
    person = make_person("Rik Desk")
    SwvMember.objects.create(
        person=person, swv=swv, is_expert=bool(profession), profession=profession, starts_on=LONG_AGO
    )
    return person


def make_pupil(school: School, group: Group | None = None, **fields: Any) -> Pupil:
    usual = {"first_name": "Noor", "last_name": "Linde", "born_on": date(2018, 3, 2), "enrolled_on": date(2022, 8, 1)}
    return Pupil.objects.create(school=school, group=group, **{**usual, **fields})


def make_guardian(pupil: Pupil, gezag: str = Gezag.YES, person: Person | None = None, **fields: Any) -> Guardian:
    proved = {} if gezag == Gezag.UNKNOWN else PROVED
    if gezag == Gezag.RESTRICTED and not {"education_held_by", "care_held_by"} & fields.keys():
        holder = make_guardian(pupil, Gezag.NO, make_person("Gerda van de Instelling"), relation="gi")
        fields["education_held_by"] = fields["care_held_by"] = holder
    person = person or make_person("Mo Linde")
    prove_address(person)
    guardian = Guardian.objects.create(
        pupil=pupil, person=person, gezag=gezag, **{"relation": "parent", **proved, **fields}
    )
    Guardian.objects.filter(pupil=pupil).mark_holders()
    return guardian


def prove_address(person: Person) -> None:
    """As if she came in by it: what a school only typed is no way in, and gets no mail."""
    if person.email:
        EmailAddress.objects.get_or_create(user=person, email=person.email, verified=True, primary=True)


def set_gezag(guardian: Guardian, gezag: str) -> None:
    """As the school finds it later; what is restricted is held by an institution of which nothing else is known."""
    proved = {"gezag_proof": "", "gezag_proof_on": None, "gezag_recorded_on": None, "gezag_evidence": ""}
    holder = make_guardian(guardian.pupil, Gezag.NO, relation="gi") if gezag == Gezag.RESTRICTED else None
    Guardian.objects.filter(pk=guardian.pk).update(
        gezag=gezag, education_held_by=holder, care_held_by=holder,
        **(proved if gezag == Gezag.UNKNOWN else PROVED),
    )  # fmt: skip
    guardian.refresh_from_db()


def make_sop_version(school: School, **fields: Any) -> SopVersion:
    """A version that nothing parses: for rows that only have to name one."""
    usual = {"version": f"v{_next()}", "text": "-", "digest": "-", "first_day": LONG_AGO, "uploaded_on": LONG_AGO}
    usual["uploaded_by"] = fields.pop("uploaded_by", None) or make_person("Ans Tekst")
    return SopVersion.objects.create(school=school, **{**usual, **fields})


def make_consent(pupil: Pupil, asked_by: Person | None = None, **fields: Any) -> Consent:
    today = clock.today()
    recipients = fields.pop("recipients", ())
    usual = {"case_id": 0, "purpose": "talk", "purpose_name": "Bespreken", "parts": ["question"], "text": "Mag dit?"}
    usual["named"] = {str(one.pk): one.name for one in recipients}
    days = {"asked_on": today, "until": fields.get("asked_on", today) + timedelta(days=180)}
    version = fields.pop("sop_version", None) or make_sop_version(pupil.school)
    return Consent.objects.ask(
        recipients,
        pupil=pupil,
        asked_by=asked_by or make_person("Iris Vraag"),
        sop_version=version,
        **{**usual, **days, **fields},
    )


def answer(consent: Consent, guardian: Guardian, word: str, on: date | None = None, **fields: Any) -> ConsentAnswer:
    day = on or clock.today()
    moment = datetime.combine(day, time(12), clock.AMSTERDAM)
    return ConsentAnswer.objects.create(
        consent=consent, guardian=guardian, answer=word, **{"answered_on": day, "answered_at": moment, **fields}
    )


def make_grant(person: Person, pupil: Pupil, consent: Consent | None = None, **fields: Any) -> Grant:
    today = clock.today()
    usual = {"parts": ["question"], "because": "invited", "starts_on": today, "ends_on": today + timedelta(days=30)}
    return Grant.objects.create(person=person, pupil=pupil, consent=consent, **{**usual, **fields})
