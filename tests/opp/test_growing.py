"""The groeidocument: each reader gets her own, in the SOP's order, and what is not hers is in none of its words."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.minutes import approve_minutes, react_to_minutes
from caseflow.route.commands.writing import answer_writing, write_to_school
from caseflow.route.growing import order_of
from caseflow.route.models import Advice, Item, Meeting, Paper, PaperSection
from caseflow.sop.next_school import GOES_ALONG
from caseflow.sop.vocabulary import OtherLanguage, Part, RoleKind
from opp.commands.perspective import draw_up_opp
from pupils.hats import CHOSEN, Side
from pupils.models import HgwCycle, Observation, Person
from tests.opp.conftest import MEASURABLE, START, TEXTS, Story
from tests.route.stories import case_at, crescendo, guardians_say_yes, shared, sign_in
from tests.world import REAL, SCHOOLS, make_guardian, make_world, sop_of

SEEN, QUESTION, MINUTES, ADVICE = "kijkt uit het raam", "Wat helpt bij lezen", "Wij lazen samen", "Meer rust graag"
AT = {"written_at": datetime(2026, 1, 12, 9, tzinfo=UTC)}
HERS, HIS, DRAFT, PLAN = "thuis leest zij graag", "hij vindt het te veel", "nog niet af", "iedere dag voorlezen"

ALONG = """  volgende_school:
    name: Meegeven aan een volgende school
    asks: Mogen wij dit meegeven aan de school die uw kind inschrijft?
    parts: [pupil, observations]
    next_school: true
    lasts: 6 months
    cite: own choice
    why: een warme overdracht
"""


def told(story: Story) -> Item:
    """A child with an OPP in force, a talk, an advice, a document and a draft, and two parents who each wrote."""
    case, ib_er = story.case, story.ib_er
    Observation.objects.create(pupil=case.pupil, author=ib_er, seen_on=START, saw=SEEN, area="taal", **AT)
    HgwCycle.objects.create(pupil=case.pupil, by=ib_er, started_on=START, signals="leest traag", plan=PLAN)
    meeting = Meeting.objects.create(school=case.school, step="zorgteam", on=START)
    held = {"state": Item.HELD, "held_on": START, "planned_on": START, "minutes": MINUTES}
    item = Item.objects.create(case=case, meeting=meeting, visit=1, question=QUESTION, **held)
    Advice.objects.create(item=item, author_name="De psycholoog", text=ADVICE, on=START, recorded_by=ib_er)
    approve_minutes(item.pk, minutes=MINUTES, actor=ib_er)
    for guardian, words in zip(story.world.guardians, (HERS, HIS), strict=True):
        react_to_minutes(item.pk, text=words, actor=guardian.person)
        letter = write_to_school(case.pupil_id, text=f"Brief: {words}", actor=guardian.person)
        answer_writing(letter.pk, text=f"Antwoord: {words}", actor=ib_er)
    usual = {"case": case, "visit": 0, "started_on": START, "signature": Paper.NONE}
    draft = Paper.objects.create(key="leesdossier", name="Leesdossier", **usual)
    section = {"key": "leesles", "name": "De leesles", "written_by": ib_er, "role_name": "IB", "written_on": START}
    PaperSection.objects.create(paper=draft, text=DRAFT, **section)
    story.run()
    return item


def words_of(person: Person, name: str, *numbers: Any) -> str:
    answer = sign_in(person).get(reverse(name, args=numbers))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert PdfReader(BytesIO(answer.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    again = sign_in(person).get(reverse(name, args=numbers))
    assert again.content == answer.content
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())


def parts_read(person: Person, what: str) -> set[str]:
    return set(ReadRow.objects.filter(person_id=person.pk, object=what).values_list("part", flat=True))


def test_each_reader_gets_her_own_and_not_a_word_more(story: Story) -> None:
    told(story)
    case, (one, other), ib_er = story.case, story.world.guardians, story.ib_er
    page = sign_in(ib_er).get(reverse("route:growing", args=[case.pk])).content.decode()
    for url in (reverse("route:growing_guardian", args=[case.pk, one.pk]), "volgende-school/", "zorgteam/"):
        assert url in page

    inside = words_of(ib_er, "route:growing_pdf", case.pk, "zorgteam")
    for said in (SEEN, QUESTION, MINUTES, ADVICE, HERS, HIS, PLAN, "vmbo", "Drie keer per week lezen", "Het plan nu"):
        assert said in inside, said
    assert case.school.name in inside
    assert DRAFT not in inside
    assert parts_read(ib_er, f"case-{case.pk}-zorgteam") >= {"pupil", "observations", "hgw", "advice", "opp", "views"}

    hers = words_of(ib_er, "route:growing_guardian", case.pk, one.pk)
    own = (HERS, f"Brief: {HERS}", f"Antwoord: {HERS}", one.person.name)
    assert all(said in hers for said in (MINUTES, ADVICE, "vmbo", "Drie keer per week lezen", *own))
    assert not any(said in hers for said in (SEEN, HIS, DRAFT, PLAN))
    assert words_of(one.person, "route:guardian_growing", case.pk) == hers
    assert HIS in words_of(other.person, "route:guardian_growing", case.pk)

    Person.objects.filter(pk=other.person_id).update(language="en")
    english = words_of(Person.objects.get(pk=other.person_id), "route:guardian_growing", case.pk)
    assert all(said in english for said in (story.world.sop.roles["ib_er"].translated[OtherLanguage.ENGLISH], HIS))

    along = words_of(ib_er, "route:growing_pdf", case.pk, "volgende-school")
    assert all(said in along for said in ("vmbo", "Drie keer per week lezen", PLAN, "WPO art. 42"))
    assert not any(said in along for said in (SEEN, QUESTION, MINUTES, ADVICE, HERS, HIS, "Samen besproken"))
    assert parts_read(ib_er, f"case-{case.pk}-volgende-school") <= {str(part) for part in GOES_ALONG}
    assert words_of(one.person, "route:guardian_growing_next", case.pk) == along


def test_who_is_a_parent_too_prints_no_other_parents_words(story: Story) -> None:
    told(story)
    case, (one, _other) = story.case, story.world.guardians
    make_guardian(case.pupil, story.director)
    client = sign_in(story.director)
    session = client.session
    session[CHOSEN] = Side.WORK
    session.save()
    assert client.get(reverse("route:growing_guardian", args=[case.pk, one.pk])).status_code == 404
    inside = client.get(reverse("route:growing_pdf", args=[case.pk, "zorgteam"]))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(inside.content)).pages)
    assert HERS not in text
    assert HIS not in text


def test_an_opp_that_is_not_in_force_is_in_none(story: Story) -> None:
    draw_up_opp(story.case.pk, **TEXTS, support=PLAN, deviations="", goals=[MEASURABLE], actor=story.ib_er)
    for name in ("zorgteam", "volgende-school"):
        assert PLAN not in words_of(story.ib_er, "route:growing_pdf", story.case.pk, name)
    assert PLAN not in words_of(story.world.guardians[0].person, "route:guardian_growing", story.case.pk)


def test_a_table_gets_what_its_parents_said_yes_to_and_nothing_once_one_takes_it_back(db: Any) -> None:
    with clock.at(START):
        world = crescendo()
        ib_er = world.of_kind(RoleKind.IB_ER)
        Observation.objects.create(pupil=world.pupil, author=ib_er, seen_on=START, saw=SEEN, area="taal", **AT)
        case, item, consent = shared(world)
        words = words_of(ib_er, "route:growing_table", case.pk, item.pk)
        assert SEEN in words
        assert parts_read(ib_er, f"case-{case.pk}-item-{item.pk}") <= set(consent.parts)
        answer_consent(consent.pk, answer="withdrawn", actor=world.guardians[0].person)
        gone = sign_in(ib_er).get(reverse("route:growing_table", args=[case.pk, item.pk]))
        assert gone.status_code == 404
        page = sign_in(ib_er).get(reverse("route:growing", args=[case.pk])).content.decode()
        assert "Zonder hun ja gaat er niets naar buiten" in page


def test_more_goes_along_to_the_next_school_by_a_yes_of_both_and_stays_once_one_takes_it_back(db: Any) -> None:
    text = (REAL / "kbs-crescendo.yaml").read_text(encoding="utf-8")
    with clock.at(START):
        world = make_world(REAL / "kbs-crescendo.yaml", text.replace("\npurposes:\n", f"\npurposes:\n{ALONG}", 1))
        ib_er, case = world.of_kind(RoleKind.IB_ER), case_at(world, "hgw")
        Observation.objects.create(pupil=world.pupil, author=ib_er, seen_on=START, saw=SEEN, area="taal", **AT)
        report = ("route:growing_pdf", case.pk, "volgende-school")
        assert SEEN not in words_of(ib_er, *report)
        consent = guardians_say_yes(world, case, "volgende_school")
        assert "de school die uw kind inschrijft" in consent.text
        said = words_of(ib_er, *report)
        assert SEEN in said
        assert "Met toestemming van de ouders gaat ook mee: observaties." in said
        answer_consent(consent.pk, answer="withdrawn", actor=world.guardians[1].person)
        assert SEEN not in words_of(ib_er, *report)


def test_the_parts_come_in_the_order_of_the_schools_own_steps() -> None:
    for path in sorted(SCHOOLS.glob("*.yaml")):
        sop = sop_of(path.read_text(encoding="utf-8"), path.name)
        states = list(dict.fromkeys(str(step.state) for step in sop.steps.values()))
        filled = {"arrangement": Part.ARRANGEMENT, "opp": Part.OPP, "referred": Part.REFERRAL}
        along = [filled[state] for state in states if state in filled]
        order = order_of(sop)
        assert [part for part in order if part in along] == along
        assert len(order) == len(set(order)) == len(Part)


def test_it_takes_as_many_queries_for_a_long_file_as_for_a_short_one(story: Story) -> None:
    told(story)
    client, url = sign_in(story.ib_er), reverse("route:growing_pdf", args=[story.case.pk, "zorgteam"])
    client.get(url)
    with CaptureQueriesContext(connection) as short:
        client.get(url)
    for day in range(9):
        on = START + timedelta(days=day)
        Observation.objects.create(pupil=story.case.pupil, author=story.ib_er, seen_on=on, saw=SEEN, area="taal", **AT)
        closed = {"started_on": on, "closed_on": on, "phase": "closed", "effect": "rust", "signals": "druk"}
        HgwCycle.objects.create(pupil=story.case.pupil, by=story.ib_er, **closed)
    with CaptureQueriesContext(connection) as long:
        client.get(url)
    assert len(long) == len(short)
