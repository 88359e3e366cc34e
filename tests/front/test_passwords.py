"""A password that a school would think of first is refused, here and without asking anybody."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from caseflow.passwords import is_easily_guessed
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Person
from tests.cast import make_person, make_school, make_staff


@pytest.mark.parametrize(
    "password",
    [
        "Welkom2026!!",
        "W3lk0m123456",
        "Wachtwoord01",
        "w@chtwoord!!",
        "Zomer2026!!!",
        "december2026",
        "Maandag-2026",
        "JufMarieke12",
        "meester-Jan-5",
        "basisschool1",
        "Groep5groep5",
        "schooljaar2026-2027",
        "Regenboog2026",
        "Feyenoord1908",
        "Sinterklaas5dec",
        "qwertyuiop123",
        "aaaaaaaaaaaa",
        "121212121212",
        "LeerlingenKaas1",
        "Amsterdam020!",
    ],
)
def test_is_refused(password: str) -> None:
    assert is_easily_guessed(password)


@pytest.mark.parametrize(
    "password",
    [
        "vier paarse olifanten drinken thee",
        "de kat van mijn oma eet kaas",
        "tr0mb0ne-kwartel-ruit",
        "xK9#vPq2mLw8",
        "gieter plafond onweer",
        "ommetje naar de dijk",
    ],
)
def test_is_good(password: str) -> None:
    assert not is_easily_guessed(password)


@pytest.mark.django_db
def test_the_name_of_ones_own_school_is_known_here() -> None:
    person = make_staff(make_school("De Wilde Wingerd"), RoleKind.TEACHER, person=make_person("Tess Bos"))
    validate_password("WildeWingerd2026")
    with pytest.raises(ValidationError, match="te makkelijk"):
        validate_password("WildeWingerd2026", person)


@pytest.mark.django_db
def test_the_page_says_what_to_do(client) -> None:
    person = make_person("Tess Bos", password="een-goed-geheim")
    client.force_login(person)
    sent = {"oldpassword": "een-goed-geheim", "password1": "Welkom2026!!", "password2": "Welkom2026!!"}
    page = client.post("/accounts/password/change/", sent).content.decode()
    assert "Neem een zin van vier of meer woorden" in page


SAID = {
    "nl": {
        "Hk7#vQ2": "Dit wachtwoord is te kort.",
        "8364927105836": "alleen cijfers",
        "Ida Bakker-Linde": "lijkt te veel",
    },
    "en": {"Hk7#vQ2": "This password is too short.", "8364927105836": "numeric", "Ida Bakker-Linde": "too much like"},
    "ar": {"Hk7#vQ2": "كلمة المرور هذه قصيرة", "8364927105836": "", "Ida Bakker-Linde": ""},
}
ENGLISH = re.compile(r"[A-Za-z]{3,}")


@pytest.mark.parametrize(("language", "password"), [(one, word) for one, words in SAID.items() for word in words])
def test_what_is_wrong_is_said_in_the_language_of_the_page(language: str, password: str) -> None:
    person = Person(name="Ida Bakker-Linde", email="ida@thuis.example")
    with translation.override(language), pytest.raises(ValidationError) as wrong:
        validate_password(password, person)
    said = " ".join(wrong.value.messages)
    assert SAID[language][password] in said
    if language != "en":
        assert "password" not in said.lower()
    if language == "ar":
        assert not ENGLISH.search(said)
