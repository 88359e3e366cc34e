"""A parent without gezag asks: told in a letter what matters, or refused; never the file, nothing of another parent."""

from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from pypdf import PdfReader

from caseflow import clock
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Guardian, InformationLetter, Person
from tests.cast import make_group, make_guardian, make_person, make_pupil, make_school, make_staff, set_gezag
from tests.route.stories import post, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
FACTS = "Noor leest nu op het niveau van groep 5.\n\nIn mei gaat zij op schoolreis."


@pytest.fixture(autouse=True)
def _day(settings: Any, tmp_path: Any) -> Any:
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    with clock.at(TODAY):
        yield


class Family:
    """A child with a mother who has gezag and a father who has not."""

    def __init__(self) -> None:
        self.school = make_school("De Vlinder")
        self.ib_er = make_staff(self.school, RoleKind.IB_ER)
        self.pupil = make_pupil(self.school, make_group(self.school))
        self.mother = make_guardian(self.pupil, person=make_person("Sanne Verweg", email="sanne@thuis.example"))
        self.father = make_guardian(self.pupil, "no", person=make_person("Mo Linde"))

    @property
    def url(self) -> str:
        return reverse("pupils:inform", args=[self.father.pk])

    def send(self, **fields: Any) -> Any:
        usual = {"asked_on": TODAY.isoformat(), "answer": "told", "told": FACTS, "reasons": ""}
        return post(self.ib_er, self.url, **{**usual, **fields})

    def letter(self) -> tuple[str, bytes]:
        url = reverse("pupils:information_letter", args=[InformationLetter.objects.latest("pk").pk])
        made = b"".join(sign_in(self.ib_er).get(url).streaming_content)
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split()), made


@pytest.fixture
def family() -> Family:
    return Family()


def test_the_weighty_facts_go_in_a_letter_that_is_frozen(family: Family) -> None:
    assert family.url in sign_in(family.ib_er).get(reverse("pupils:pupil", args=[family.pupil.pk])).content.decode()
    assert family.send().status_code == 302
    words, made = family.letter()
    for said in ("Mo Linde", "De Vlinder", "9 maart 2026", "Noor leest nu op het niveau van groep 5.", "1:377c"):
        assert said in words
    assert "U hebt geen gezag." in words
    assert words.rstrip().find(family.ib_er.name) > words.find("vriendelijke groet")  # signed by a person
    assert "Verweg" not in words
    letter = InformationLetter.objects.get()
    assert letter.digest == sha256(made).hexdigest()
    Person.objects.filter(pk=family.father.person_id).update(name="Heel Anders")
    assert family.letter()[1] == made
    event = CaseEvent.objects.get(kind="inform_without_gezag")
    assert event.data == {"guardian": family.father.pk, "letter": letter.pk, "digest": letter.digest}
    assert event.texts == {}
    assert ReadRow.objects.filter(object=f"information-{letter.pk}", person_id=family.ib_er.pk).count() == 2


def test_whose_gezag_is_restricted_is_not_said_to_have_none(family: Family) -> None:
    set_gezag(family.father, "restricted")
    assert family.send().status_code == 302
    words, _made = family.letter()
    assert "Uw gezag is beperkt: over school en ondersteuning beslist nu iemand anders." in words
    assert "geen gezag" not in words


def test_a_refusal_keeps_its_reasons_at_the_school(family: Family) -> None:
    reasons = "De rechter verbood het contact."
    assert family.send(answer="refused", told="", reasons=reasons).status_code == 302
    words, _made = family.letter()
    assert "geeft u die informatie nu niet" in words
    assert "rechter vragen" in words
    assert "verbood" not in words
    assert InformationLetter.objects.get().text == reasons
    assert reasons in sign_in(family.ib_er).get(family.url).content.decode()
    assert CaseEvent.objects.get(kind="refuse_information").texts == {}


@pytest.mark.parametrize(
    "found",
    ["Sanne Verweg", "SANNE@thuis.example", "sanne  verweg", "Sanne\nVerweg", "sanne", "mevrouw Verweg", "Verweg's"],
)
def test_nothing_of_the_other_parent_goes_along(family: Family, found: str) -> None:
    page = family.send(told=f"{FACTS} Bel {found}.").content.decode()
    assert "de naam of het adres van een andere ouder" in page
    assert not InformationLetter.objects.exists()


@pytest.mark.parametrize(
    "found",
    [
        "tel. 06-12345678",
        "036 123 45 67",
        "+31 6 1234 5678",
        "06.12.34.56.78",
        "(036) 1234567",
        "1315 AB Almere",
        "1315ab",
        "zij woont nu aan de Kerkstraat 4",
        "Lange Voorhoutweg 12a",
        "schrijf naar oma@elders.example",
    ],
)
def test_nor_where_somebody_lives_or_is_reached(family: Family, found: str) -> None:
    page = family.send(told=f"{FACTS} {found}.").content.decode()
    assert "een telefoonnummer, een adres of een e-mailadres" in page
    assert not InformationLetter.objects.exists()


@pytest.mark.parametrize(
    "fine",
    [
        "In 2026 de toets, in 2027 op school.",
        "Noor ging ver weg 3 keer.",
        "Van 1200 naar 1450 woorden.",
        "Noor Linde leest 45 van de 60.",
        "Mo Linde vroeg dit op 9 maart 2026.",
        "Op de straat 4 keer gevallen.",
        "Score 0612, toets van 03-04-2026 tot 05-06-2026.",
    ],
)
def test_what_only_looks_like_it_goes(family: Family, fine: str) -> None:
    assert family.send(told=f"{FACTS} {fine}").status_code == 302


def test_a_name_that_the_child_or_the_asker_has_too_is_no_secret(family: Family) -> None:
    Person.objects.filter(pk=family.mother.person_id).update(name="Sanne van der Linde-Bakker")
    assert (
        family.send(told="Noor Linde doet het goed. De bakker kwam in de klas, van wie zij veel leerde.").status_code
        == 302
    )
    assert family.send(told="Mevrouw Bakker zei dat.").status_code == 200


def test_the_page_says_that_it_only_helps(family: Family) -> None:
    assert "lees je tekst zelf na" in sign_in(family.ib_er).get(family.url).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"told": " "}, "Schrijf op wat je deze ouder vertelt."),
        ({"answer": "refused", "told": ""}, "Schrijf op waarom het belang van het kind zich verzet."),
        ({"answer": "refused", "reasons": "zo"}, "Dit hoort bij het andere antwoord"),
        ({"reasons": "zo"}, "Dit hoort bij het andere antwoord"),
        ({"answer": ""}, "Kies een van de mogelijkheden."),
        ({"asked_on": (TODAY + timedelta(days=1)).isoformat()}, "Deze dag is nog niet geweest"),
    ],
)
def test_what_is_missing_is_said(family: Family, fields: dict[str, str], said: str) -> None:
    assert said in family.send(**fields).content.decode()
    assert not InformationLetter.objects.exists()


@pytest.mark.parametrize(
    ("gezag", "said"), [("yes", "mag alles zelf lezen"), ("unknown", "Leg eerst vast of deze ouder gezag heeft.")]
)
def test_only_for_who_may_not_read_the_file(family: Family, gezag: str, said: str) -> None:
    Guardian.objects.filter(pk=family.father.pk).update(
        gezag=gezag, gezag_evidence="uittreksel", gezag_recorded_on=TODAY
    )
    assert said in sign_in(family.ib_er).get(family.url).content.decode()
    family.send()
    assert not InformationLetter.objects.exists()


@pytest.mark.parametrize("relation", ["foster_parent", "step_parent", "other"])
def test_the_law_gives_it_to_parents_alone(family: Family, relation: str) -> None:
    Guardian.objects.filter(pk=family.father.pk).update(relation=relation)
    page = sign_in(family.ib_er).get(reverse("pupils:pupil", args=[family.pupil.pk])).content.decode()
    assert family.url not in page
    assert "niet aan pleegouders of stiefouders" in family.send().content.decode()
    assert not InformationLetter.objects.exists()
    start = sign_in(family.father.person).get(reverse("route:guardian_start")).content.decode()
    assert "1:377c" not in start
    assert "spreekt zij af met wie het gezag heeft" in start


def test_restricted_gezag_is_told_on_request_too(family: Family) -> None:
    set_gezag(family.father, "restricted")
    assert family.send().status_code == 302


@pytest.mark.parametrize("change", [lambda rows: rows.update(text="anders"), lambda rows: rows.all()[0].delete()])
def test_the_database_keeps_it_as_it_was(family: Family, change: Any) -> None:
    family.send()
    with pytest.raises(DatabaseError), transaction.atomic():
        change(InformationLetter.objects.all())


def test_the_form_says_which_box_must_be_filled(family: Family) -> None:
    shown = sign_in(family.ib_er).get(family.url).content.decode()
    assert "(moet als je het belangrijkste vertelt)" in shown
    assert "(moet als je weigert)" in shown
    assert "(mag leeg blijven)" not in shown
