"""A colleague is called "je", whoever comes as a guest, "u": each page and mail speaks to its readers in one way."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from caseflow.notices.kinds import Kind
from tests.front import of_guardians
from tests.front.test_translations import APPS, asked_by, words_of

TEMPLATES = settings.ROOT / "templates"
#: Who comes from outside, the desk, whoever passes by; and what staff and they read alike (signing in, errors).
GUESTS = (
    *("route/desk/*", "route/invited/*", "route/profile/*", "route/_*", "pupils/way_in*", "4*.html", "500.html"),
    *("base*.html", "components/*", "demo/*", "notices/*"),
    "route/document_print.html",
)
U, JE = re.compile(r"\b[Uu]w?\b"), re.compile(r"\b[Jj](e|ij|ou|ouw)\b")
#: Whom a mail of a kind may reach: those of neither list are for guests alone (guardians, from outside, the desk).
TO_STAFF = {
    *(Kind.DEADLINE_NEAR, Kind.DEADLINE_LATE, Kind.OCCASION_NEAR, Kind.OCCASION_LATE, Kind.EXIT_PROPOSED),
    *(Kind.FLAG_RAISED, Kind.REFERRAL_ANSWERED, Kind.STAFF_INVITED),
}
TO_BOTH = {
    *(Kind.MEETING_PLANNED, Kind.MEETING_MOVED, Kind.MEETING_CANCELLED, Kind.MEETING_LEFT, Kind.DECISION_TAKEN),
}
#: Whoever it is reads them, so they call nobody anything: a code, a new password, one's agenda, what went wrong.
TO_ANYBODY = (
    *("account/**/*.*", "mfa/**/*.*", "pupils/way_in*.html"),
    *("route/agenda.html", "pupils/hat.html", "403.html", "500.html"),
)
#: Of those, for guardians alone: who signs in with a code by mail, or comes in with a letter.
BY_CODE_OR_LETTER = {
    *("account/request_login_code.html", "account/confirm_login_code.html"),
    *("account/email/way_in_taken_message.txt", "account/email/way_in_changed_message.txt"),
    *("account/email/way_in_changed_subject.txt", "mfa/webauthn/snippets/scripts.html"),
}
#: Python that speaks to whoever signs in, guardian or not.
OF_ANYBODY = {
    *("caseflow/adapter.py", "caseflow/factor_forms.py", "caseflow/limits.py", "caseflow/passwords.py"),
    *("caseflow/second_factor.py", "pupils/proving.py", "pupils/staff_forms.py"),
}
#: Python that speaks to guests alone, beside what is the guardians'.
OF_GUESTS = {
    *("caseflow/route/views/desk.py", "caseflow/route/forms/desk.py", "caseflow/route/commands/desk.py"),
    *("caseflow/route/views/invited.py", "caseflow/route/forms/invited.py"),
    *("caseflow/route/profile.py", "caseflow/route/profile_route.py", "caseflow/route/profile_calendar.py"),
    "caseflow/route/profile_words.py",
}


def of_staff() -> list[str]:
    guests = {path for pattern in GUESTS for path in TEMPLATES.glob(pattern)} | set(of_guardians.templates())
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*") if path not in guests)


@pytest.mark.parametrize("name", of_staff())
def test_a_page_of_staff_says_je(name: str) -> None:
    said = words_of([(name, asked_by((TEMPLATES / name).read_text("utf-8")))])[name]
    assert [words for words in said if U.search(" ".join(words))] == []


@pytest.mark.parametrize("kind", sorted(TO_STAFF | TO_BOTH))
def test_a_mail_to_staff_says_je(kind: str) -> None:
    assert U.findall(mail(kind, at_work=True)) == []


@pytest.mark.parametrize("kind", sorted(set(Kind) - TO_STAFF))
def test_a_mail_to_a_guest_says_u(kind: str) -> None:
    assert JE.findall(mail(kind, at_work=False)) == []


def mail(kind: str, *, at_work: bool) -> str:
    told = {"person": {"name": "Sam"}, "at_work": at_work, "when": "maandag", "where": "school", "link": "https://x"}
    return render_to_string(f"notices/{kind}.txt", {**told, "school": "School", "until": "mei", "way_in_until": "mei"})


@pytest.mark.parametrize("pattern", TO_ANYBODY)
def test_what_anybody_reads_says_neither(pattern: str) -> None:
    paths = [one for one in TEMPLATES.glob(pattern) if str(one.relative_to(TEMPLATES)) not in BY_CODE_OR_LETTER]
    assert paths
    for path in paths:
        said = words_of([("any", asked_by(path.read_text("utf-8")))])["any"]
        assert [words for words in said if U.search(" ".join(words)) or JE.search(" ".join(words))] == []


def test_whoever_is_called_u_reads_hebt_u() -> None:
    """One of the two ways to write it, everywhere; "heeft" is of somebody else."""
    of_another = "Een school heeft u een aanvraag gestuurd"
    files = [(str(path), asked_by(path.read_text("utf-8"))) for path in TEMPLATES.rglob("*.*")]
    files += [(str(path), path.read_text("utf-8")) for app in APPS for path in (settings.ROOT / app).rglob("*.py")]
    said = (" ".join(words).replace(of_another, "") for of in words_of(files).values() for words in of)
    assert [words for words in said if re.search(r"\b[Hh]eeft u\b|\bU heeft\b|\bu (het )?gezag heeft", words)] == []


def test_nor_does_python_that_speaks_to_staff_say_u() -> None:
    """Of what a guardian may read too it says neither: a refusal that both can meet."""
    shared = OF_ANYBODY | {name for name in of_guardians.HERS if "/commands/" in name}
    told = [(name, text) for name, text in of_guardians.python() if name not in shared]
    hers = {words for said in words_of(told).values() for words in said} | {(one,) for one in of_guardians.labels()}
    read = (path for app in APPS for path in (settings.ROOT / app).rglob("*.py") if "migrations" not in path.parts)
    files = [(str(path.relative_to(settings.ROOT)), path.read_text("utf-8")) for path in read]
    said = words_of((name, text) for name, text in files if name not in OF_GUESTS)
    assert {(name, words) for name, of in said.items() for words in of - hers if U.search(" ".join(words))} == set()
