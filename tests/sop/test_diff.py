"""What differs between two versions, in sentences that a person would say."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
import yaml

from caseflow.sop.diff import Change, differences
from caseflow.sop.diff_words import FIELDS, LABELS, WORDS
from caseflow.sop.loading import load_sop
from caseflow.sop.rules import Document, Need
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import State
from tests.sop.documents import CRESCENDO, SOUND, loaded, replaced
from tests.sop.test_check import check
from tests.world import REAL, SCHOOLS

OLD = load_sop(CRESCENDO)
PROOF = load_sop(SOUND)
ALL = [load_sop(path.read_text(encoding="utf-8")) for path in (*REAL.glob("*.yaml"), *sorted(SCHOOLS.glob("*.yaml")))]


def told(*changes: tuple[str, str]) -> list[str]:
    return [str(change) for change in differences(OLD, loaded(*changes))]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("evaluate_every: 6 months", "evaluate_every: 5 months", "OPP · evaluatie: van elke 6 naar elke 5 maanden"),
        ("evaluate_every: 6 months", "evaluate_every: 9 weeks",
         "OPP · evaluatie: van elke 6 maanden naar elke 9 weken"),
        ("first_day: 2023-08-01", "first_day: 2026-08-03", "eerste dag: van 1 augustus 2023 naar 3 augustus 2026"),
        ("share: 50", "share: 60", "Handelingsverlegenheid · aandeel dat vooruitgaat, minstens: van 50% naar 60%"),
        ("  ib_er: {name: Intern begeleider, kind", "  ib_er: {name: Zorgcoach, kind",
         "Rollen · Intern begeleider · naam: van “Intern begeleider” naar “Zorgcoach”"),
        ("  ib_er: {name", "  plus: {name: Plusjuf, kind: specialist}\n  ib_er: {name",
         "Rollen: erbij gekomen: Plusjuf"),
    ],
)  # fmt: skip
def test_a_change_in_a_sentence(before, after, sentence):
    assert told((before, after)) == [sentence]


def test_names_and_not_keys():
    step = "    name: Leerlingbespreking\n    state: leerlingbespreking\n    owner: "
    assert told((f"{step}ib_er", f"{step}director")) == [
        "Stappen · Leerlingbespreking · eigenaar: van Intern begeleider naar Directeur"
    ]


LIMIT = "  zindelijk:\n    name: Is bij de start"
TEXT = "    text: Een kind is zindelijk als het bij ons begint. Een ongelukje kan gebeuren, maar verder gaat het zelf"


def test_the_same_under_another_key_is_no_loss_and_no_gain():
    assert told((LIMIT, LIMIT.replace("  zindelijk", "  naar_de_wc"))) == [
        "Grenzen · Is bij de start op school nog niet zindelijk · sleutel: van “zindelijk” naar “naar_de_wc”"
    ]


def test_nearly_the_same_under_another_key_says_what_else_differs():
    key, text = told(
        (LIMIT, LIMIT.replace("  zindelijk", "  naar_de_wc")), (TEXT, TEXT.replace("Een ongelukje", "Een foutje"))
    )
    assert "sleutel" in key
    assert text.startswith("Grenzen · Is bij de start op school nog niet zindelijk · tekst: van “Een kind")


def test_something_else_under_another_key_went_and_came():
    limits = dict(OLD.limits)
    old = limits.pop("zindelijk")
    limits["rust"] = old.model_copy(
        update={"name": "Heeft veel stilte nodig", "text": "In een volle klas is het druk."}
    )
    assert [one.kind for one in differences(OLD, OLD.model_copy(update={"limits": limits}))] == ["removed", "added"]


def test_two_that_are_alike_keep_each_its_own():
    """Of two entries with nearly the same words, each goes with the one that it is most alike."""
    alike = {key: OLD.arrangements[key] for key in ("viertaal_licht", "viertaal_medium")}
    then, now = ({f"{key}{end}": one for key, one in alike.items()} for end in ("", "_nieuw"))
    old, new = (OLD.model_copy(update={"arrangements": said}) for said in (then, now))
    assert [(one.before, one.after) for one in differences(old, new)] == [
        (f"“{key}”", f"“{key}_nieuw”") for key in alike
    ]


def test_where_the_cases_go():
    moved = OLD.model_copy(update={"moves": {"weg": "zorgteam"}})
    assert [str(one) for one in differences(OLD, moved)] == ["Waar casussen heen gaan: erbij gekomen: weg → Zorgteam"]


def test_what_went_is_told_as_what_came_backwards():
    for before, after in ((ALL[0], ALL[1]), (ALL[1], ALL[2])):
        there, back = differences(before, after), differences(after, before)
        came = [one.after for one in there if one.kind == "added"]
        assert came
        assert sorted(came) == sorted(one.before for one in back if one.kind == "removed")


@pytest.mark.parametrize("sop", ALL, ids=lambda sop: sop.school.key)
def test_the_same_is_no_difference(sop):
    assert differences(sop, sop) == ()
    assert differences(sop, Sop.model_validate(sop.model_dump(by_alias=True, exclude_none=True))) == ()


def of_school(name: str, *changes: tuple[str, str]) -> list[str]:
    """What is told of a change in a made-up school's text, or in the sound one's."""
    text = SOUND if name == "sound" else (SCHOOLS / f"{name}.yaml").read_text(encoding="utf-8")
    return [str(one) for one in differences(load_sop(text), load_sop(replaced(text, *changes)))]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("{document: groeimap, sections: [besluit]}", "{document: groeimap, sections: [besluit, dagen]}"),
         "Stappen · Hulp · documenten · Groeimap · delen: erbij gekomen: Zo gaat het"),
        (("{document: groeimap, sections: [besluit]}", "{document: groeimap, sections: [dagen]}"),
         "Stappen · Hulp · documenten · Groeimap · delen: van Het besluit naar Zo gaat het"),
        (("      - {document: hulpplan}\n", ""), "Stappen · Hulp · documenten: vervallen: Hulpplan"),
        (("cite: \"SOP 3\", todo: hold_meeting}", "cite: \"SOP 3\"}"),
         "Stappen · De tafel · uitgangen · Hulp inzetten · wat nodig is · Er is advies, of er is twee keer gepraat · "
         "één van · Er is twee keer gepraat · wat je dan doet: vervallen: Leg de bespreking vast"),
        (("is: [advice, elsewhere, tlv_refused]", "is: [advice, elsewhere, tlv_refused, tlv_granted]"),
         "Stappen · Bij het SWV · uitgangen · Verder met het plan · wat nodig is · Er is advies of een nee · "
         "is: erbij gekomen: TLV verleend"),
        (("name: Terug naar de hulp, to: hulp", "name: Terug naar de hulp, to: groep"),
         "Stappen · Werken met het plan · uitgangen · Terug naar de hulp · naar: van Hulp naar In de groep"),
        (("cite: own choice\n            why: Zonder", "cite: \"SOP 3\"\n            why: Zonder"),
         "Stappen · In de groep · uitgangen · Aan tafel · wat nodig is · Er is een cyclus rond · "
         "bron: van eigen keuze naar “SOP 3”"),
        (("months: [2, 6]", "months: [2, 5, 6]"), "Kalender · Meting · maanden: erbij gekomen: mei"),
        (("{role: rekencoach, presence: preferred}", "{role: rekencoach}"),
         "Stappen · De tafel · aan tafel · Rekencoach · aanwezigheid: van liefst naar verplicht"),
        (("    chair: [begeleider]\n", "    chair: [begeleider]\n    hands: {plan_item: [rekencoach]}\n"),
         "Stappen · De tafel · wie een handeling doet · Plan een bespreking: erbij gekomen: Rekencoach"),
        (("        to: hulp\n", "        to: hulp\n        decides: [team]\n"),
         "Stappen · De tafel · uitgangen · Hulp inzetten · wie beslist: erbij gekomen: de tafel van de stap"),
    ],
)  # fmt: skip
def test_what_stands_there_is_said_as_people_say_it(change, sentence):
    assert of_school("sound", change) == [sentence]


def test_the_parts_of_a_document_by_their_names():
    asked = "    documents: [{document: medisch_protocol, sections: [wat_nodig_is, wie_doet_wat"
    assert told((f"{asked}, als_het_misgaat]", f"{asked}]")) == [
        "Stappen · Het medisch protocol invullen en tekenen · documenten · Medisch protocol · delen: "
        "vervallen: Als het misgaat"
    ]


def test_locations_by_their_names():
    role = "Rollen · Coördinator Noord · locaties"
    assert of_school("het-anker", ("locations: [noord]", "locations: [noord, zuid]")) == [
        f"{role}: erbij gekomen: Locatie Zuid"
    ]
    assert of_school("het-anker", ("locations: [noord]", "locations: [zuid]")) == [
        f"{role}: van Locatie Noord naar Locatie Zuid"
    ]
    named = ("noord: Locatie Noord,", "noord: Bij de haven,")
    assert of_school("het-anker", named) == ["Locaties · Locatie Noord: van “Locatie Noord” naar “Bij de haven”"]
    more = ("{noord: Locatie Noord,", "{oost: Locatie Oost, noord: Locatie Noord,")
    assert of_school("het-anker", more) == ["Locaties: erbij gekomen: Locatie Oost"]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ("fact: times_entered, of: hulp, min: 1", "fact: times_entered, of: tafel, min: 1", ["Hulp", "De tafel"]),
        ("fact: consent, of: taal, is: given", "fact: consent, of: tafel, is: given",
         ["Vragen aan het taalloket", "Bespreking aan tafel"]),
        ("fact: consent, of: taal, is: given", "fact: consent, of: taal, is: asked",
         ["gegeven", "gevraagd, nog geen antwoord"]),
        ("fact: document, of: hulpplan, is: laid", "fact: document, of: groeimap, is: laid", ["Hulpplan", "Groeimap"]),
        ("fact: document_part, of: groeimap.dagen, known: true",
         "fact: document_part, of: groeimap.besluit, known: true",
         ["Groeimap: Zo gaat het", "Groeimap: Het besluit"]),
        ("fact: pupil_heard_on, of: setting, known: true", "fact: pupil_heard_on, of: adjusting, known: true",
         ["bij het vaststellen", "bij het bijstellen"]),
        ("fact: measured_in_a_row, of: meetlat E, min: 2", "fact: measured_in_a_row, of: meetlat D E, min: 2",
         ["Meetlat E", "Meetlat D E"]),
        ("fact: incidents, of: 3 months, min: 1", "fact: incidents, of: 2 months, min: 1", ["3 maanden", "2 maanden"]),
        ("fact: limit, of: rust, is: reached", "fact: limit, of: rust, is: within",
         ["de grens is bereikt", "de grens is niet bereikt"]),
        ("fact: ending, is: moved", "fact: ending, is: not_enrolled", ["verhuisd", "niet ingeschreven"]),
        ("fact: clock_started_on, of: \"tafel:Terugkoppeling\", known: true",
         "fact: clock_started_on, of: \"aanmelding:Besluit over toelating\", known: true",
         ["De tafel: Terugkoppeling", "Aanmelding: Besluit over toelating"]),
        ("fact: arrangement_proposed, is: kleine_groep", "fact: arrangement_proposed, is: extra_uren",
         ["Kleine groep", "Extra uren"]),
        ("fact: table_decided, of: plan, is: true", "fact: table_decided, of: groep, is: true",
         ["Met een plan", "De hulp hielp"]),
        ("fact: advices, min: 1", "fact: meetings_held, min: 1",
         ["adviezen vastgelegd in deze stap", "besprekingen gehouden in deze stap"]),
    ],
)  # fmt: skip
def test_a_fact_and_what_it_is_asked_of(then, now, said):
    """The sentence that it stands under may stay the same."""
    old, new = (Need.model_validate({**yaml.safe_load(f"{{{one}}}"), "say": "Zo", "cite": "x"}) for one in (then, now))
    step = PROOF.steps["hulp"]
    steps = (step.model_copy(update={"acts": {"enter": (one,)}}) for one in (old, new))
    [change] = differences(*(PROOF.model_copy(update={"steps": {**PROOF.steps, "hulp": one}}) for one in steps))
    assert change.place[:4] == ("Stappen", "Hulp", "wat nodig is", "Zet deze stap")
    assert [change.before, change.after] == said


def test_only_another_order():
    steps = dict(OLD.steps)
    name, step = next((key, one) for key, one in steps.items() if len(one.exits) > 1)
    steps[name] = step.model_copy(update={"exits": step.exits[::-1]})
    [change] = differences(OLD, OLD.model_copy(update={"steps": steps}))
    assert change.kind == "reordered"
    assert str(change) == f"Stappen · {step.name} · uitgangen: in een andere volgorde"


def test_every_key_of_the_schema_has_a_word():
    """Or a Dutch sentence would hold an English key."""
    parts = models(Document)
    assert {"Sop", "Step", "Need"} <= {model.__name__ for model in parts}
    silent = {f"{m.__name__}.{f}" for m in parts for f in m.model_fields if not {f, f"{m.__name__}.{f}"} & set(FIELDS)}
    assert silent == set()


def test_every_word_of_a_closed_list_has_one_too():
    words = [word for model in models(Document) for hint in get_type_hints(model).values() for word in _closed(hint)]
    assert {"required", "trial"} <= set(words)
    assert {word for word in words if isinstance(word, State)} == set(State)
    assert {w for w in words if w not in WORDS and w not in LABELS.get(type(w), {})} == set()


def _closed(hint: Any) -> Iterator[str]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        yield from hint
    for part in get_args(hint):
        if isinstance(part, str) and get_origin(hint) is Literal:
            yield part
        yield from _closed(part)


def models(model: type[Document]) -> set[type[Document]]:
    return {model, *(one for child in model.__subclasses__() for one in models(child))}


def test_a_change_says_what_it_is():
    kinds = [Change((), *both).kind for both in ((None, "x"), ("x", None), ("x", "y"), (None, None))]
    assert kinds == ["added", "removed", "changed", "reordered"]


def test_on_the_command_line(tmp_path):
    new = tmp_path / "new.yaml"
    new.write_text(CRESCENDO.replace("share: 50", "share: 60"), encoding="utf-8")
    done = check("diff", REAL / "kbs-crescendo.yaml", new)
    assert (done.returncode, done.stdout.strip()) == (
        0, "Handelingsverlegenheid · aandeel dat vooruitgaat, minstens: van 50% naar 60%",
    )  # fmt: skip
    assert check("diff", new, new).stdout.strip() == "Geen verschillen."


@pytest.mark.parametrize("contents", [b"sop: 1", b"\xff\xfe", None])
def test_the_command_line_with_what_is_no_sop(tmp_path, contents):
    bad = tmp_path / "bad.yaml"
    if contents is not None:
        bad.write_bytes(contents)
    done = check("diff", REAL / "kbs-crescendo.yaml", bad)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(bad) in done.stderr
