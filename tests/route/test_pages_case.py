"""The staff's pages of a case: what they show, what they do, what they refuse and how they say so."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.drafts.tokens import FIELD, issue
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.support import propose_arrangement
from caseflow.route.doors import MOVING, OTHERS_HANDS, doors
from caseflow.route.models import Arrangement, Case, Item, Task
from caseflow.sop.acts import ACTS
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.gezag import Shown, record_gezag
from pupils.models import ConsentAnswer, Pupil
from tests.route.stories import asked, case_at, crescendo, guardians_say_yes, post, shown, sign_in
from tests.scans import JPG, PDF, PNG, a_scan
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return crescendo()


def page(person: object, name: str, *args: object) -> str:
    answer = sign_in(person).get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_a_case_is_opened_with_a_reason(world: World) -> None:
    url = reverse("route:open_case", args=[world.pupil.pk])
    answer = post(world.of_kind(RoleKind.IB_ER), url, track="main", reason="Lezen blijft achter")
    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("route:case", args=[case.pk])


def test_only_a_child_who_is_not_at_school_yet_is_asked_when_it_was_registered(world: World) -> None:
    url, ib_er = reverse("route:open_case", args=[world.pupil.pk]), world.of_kind(RoleKind.IB_ER)
    asks = {}
    for day in (None, clock.today(), clock.today() + timedelta(days=1)):
        Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=day)
        asks[day] = "Schriftelijk aangemeld op" in sign_in(ib_er).get(url).content.decode()
    assert list(asks.values()) == [True, False, True]


def test_a_case_is_not_opened_without_a_reason(world: World) -> None:
    answer = post(
        world.of_kind(RoleKind.IB_ER), reverse("route:open_case", args=[world.pupil.pk]), track="main", reason=" "
    )
    assert (answer.status_code, Case.objects.count()) == (200, 0)
    assert "Vul dit nog in." in answer.content.decode()


def test_a_teacher_is_told_who_opens_a_case(world: World) -> None:
    answer = sign_in(world.of_kind(RoleKind.TEACHER)).get(reverse("route:open_case", args=[world.pupil.pk]))
    assert answer.status_code == 403
    assert "Intern begeleider" in answer.content.decode()


def test_the_case_page_says_what_is_needed_and_is_written_down_as_read(world: World) -> None:
    case = case_at(world, "hgw")
    text = page(world.of_kind(RoleKind.IB_ER), "route:case", case.pk)
    assert "Nog 2 dingen nodig" in text
    assert "De leerkracht heeft een HGW-cyclus afgerond" in text
    assert ReadRow.objects.filter(object=f"case-{case.pk}").exists()


def test_a_step_that_is_not_allowed_yet_answers_409_with_what_mends_it(world: World) -> None:
    case = case_at(world, "hgw")
    url = reverse("route:exit", args=[case.pk, "leerlingbespreking"])
    answer = post(world.of_kind(RoleKind.IB_ER), url, reason="Verder", seen_visit=1)
    assert answer.status_code == 409
    assert reverse("pupils:pupil", args=[world.pupil.pk]) + "#hgw" in answer.content.decode()
    assert Case.objects.get().step == "hgw"


def test_a_step_is_taken(world: World) -> None:
    case = case_at(world, "leerlingbespreking")
    answer = post(
        world.of_kind(RoleKind.IB_ER),
        reverse("route:exit", args=[case.pk, "hgw"]),
        reason="Eerst in de groep",
        seen_visit=1,
    )
    assert answer.status_code == 302
    assert Case.objects.get().step == "hgw"


def test_a_step_is_not_taken_twice(world: World) -> None:
    case, ib_er = case_at(world, "leerlingbespreking"), world.of_kind(RoleKind.IB_ER)
    url = reverse("route:exit", args=[case.pk, "hgw"])
    twice = {FIELD: issue(ib_er, url), "reason": "Eerst in de groep", "seen_visit": 1}
    client = sign_in(ib_er)
    assert [client.post(url, twice).status_code, client.post(url, twice).status_code] == [302, 302]
    assert Case.objects.get().visits == 2


def test_a_second_click_after_the_case_went_to_another_hand_is_no_refusal(world: World) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    url = reverse("route:act", args=[case.pk, "plan_item"])
    on = clock.today() + timedelta(days=7)
    twice = {FIELD: issue(ib_er, url), "on": on, "kind": "hold_meeting", "question": "Wat helpt?"}
    client = sign_in(ib_er)
    client.post(url, twice)
    QuerySet.update(Case.objects.all(), step="aanmelding")  # whose owner is the director
    assert client.post(url, twice).headers["Location"] == reverse("route:case", args=[case.pk])
    assert client.post(url, {**twice, FIELD: issue(ib_er, url)}).status_code == 403


def test_who_comes_second_gets_a_clear_page(world: World) -> None:
    case, ib_er = case_at(world, "leerlingbespreking"), world.of_kind(RoleKind.IB_ER)
    url = reverse("route:exit", args=[case.pk, "hgw"])
    post(ib_er, url, reason="Eerst in de groep", seen_visit=1)
    answer = post(ib_er, url, reason="Ook", seen_visit=1)
    assert answer.status_code == 409
    assert "Iemand anders was net eerder" in answer.content.decode()


def test_a_talk_is_planned_with_the_table_of_the_step(world: World) -> None:
    case = case_at(world, "zorgteam")
    on = clock.today() + timedelta(days=7)
    invite = [world.people["orthopedagoog"].pk]
    data = {"on": on, "kind": "hold_meeting", "question": "Wat helpt?", "invite": invite}
    url = reverse("route:act", args=[case.pk, "plan_item"])
    assert post(world.of_kind(RoleKind.IB_ER), url, **data).status_code == 302
    table = {seat.role for seat in world.sop.steps["zorgteam"].takes_part if seat.presence == "required"}
    invited = {one.person_id for one in Item.objects.get().invitations.all()}
    assert invited == {world.people[role].pk for role in table}
    assert invited > set(invite)


def test_a_question_to_one_of_the_table_goes_to_her_alone(world: World) -> None:
    case = case_at(world, "zorgteam")
    invite = [world.people["orthopedagoog"].pk]
    data = {"on": clock.today(), "kind": "ask_information", "question": "Wat helpt?", "invite": invite}
    post(world.of_kind(RoleKind.IB_ER), reverse("route:act", args=[case.pk, "plan_item"]), **data)
    assert [one.person_id for one in Item.objects.get().invitations.all()] == invite


@pytest.mark.parametrize("day", ["2001-02-30", "0026-01-05", "1 januari", ""])
def test_a_bad_date_is_refused_in_plain_words(world: World, day: str) -> None:
    case = case_at(world, "zorgteam")
    data = {"on": day, "kind": "hold_meeting", "question": "Wat helpt?"}
    answer = post(world.of_kind(RoleKind.IB_ER), reverse("route:act", args=[case.pk, "plan_item"]), **data)
    assert (answer.status_code, Item.objects.count()) == (200, 0)
    assert "Er klopt nog iets niet" in answer.content.decode()


def test_a_talk_in_the_past_is_refused_at_its_field(world: World) -> None:
    case = case_at(world, "zorgteam")
    data = {"on": clock.today() - timedelta(days=1), "kind": "hold_meeting", "question": "Wat helpt?"}
    answer = post(world.of_kind(RoleKind.IB_ER), reverse("route:act", args=[case.pk, "plan_item"]), **data)
    assert "Kies vandaag of een latere dag." in answer.content.decode()


def test_consent_is_asked_shown_and_recorded_on_paper(world: World, settings: object, tmp_path: object) -> None:
    case, _item, consent = asked(world)
    ib_er, guardian = world.of_kind(RoleKind.IB_ER), world.guardians[0]
    url = reverse("route:paper_answer", args=[consent.pk, guardian.pk])
    assert url in page(ib_er, "route:case", case.pk)
    assert 'value="withdrawn"' not in page(ib_er, "route:paper_answer", consent.pk, guardian.pk)  # nothing was given
    data = {"answer": "given", "answered_on": clock.today(), "witness": "Ida Bakker", "scan": a_scan("brief.pdf")}
    assert post(ib_er, url, **data).status_code == 302
    answer = ConsentAnswer.objects.get()
    assert (answer.answer, answer.how, answer.witness) == ("given", "paper", "Ida Bakker")
    assert 'value="withdrawn"' in page(ib_er, "route:paper_answer", consent.pk, guardian.pk)
    assert b"getekend" in b"".join(sign_in(ib_er).get(reverse("route:scan", args=[answer.pk])).streaming_content)
    assert sign_in(world.of_kind(RoleKind.TEACHER)).get(reverse("route:scan", args=[answer.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("virus.exe", b"MZ".ljust(5000), "Dit bestand is geen pdf of foto."),
        ("brief.pdf", b"Ik ga akkoord. Getekend, Ida.".ljust(5000), "Dit bestand is geen pdf of foto."),
        ("brief.pdf", b"", "Dit bestand is leeg."),
        ("brief.pdf", b"%PDF-1.4", "In dit bestand staat geen scan"),
        ("", b"", "Voeg de scan toe."),
    ],
)
def test_paper_without_a_proper_scan_is_refused(world: World, name: str, content: bytes, says: str) -> None:
    """By what is in it: a text that is called a pdf is none."""
    _case, _item, consent = asked(world)
    url = reverse("route:paper_answer", args=[consent.pk, world.guardians[0].pk])
    data = {"answer": "given", "answered_on": clock.today(), "witness": "Ida Bakker"}
    scan = {"scan": a_scan(name, content)} if name else {}
    answer = post(world.of_kind(RoleKind.IB_ER), url, **data, **scan)
    assert says in answer.content.decode()
    assert not ConsentAnswer.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "ending", "kind"),
    [
        ("IMG_0042", JPG, "jpg", "image/jpeg"),
        ("formulier.pdf", PNG, "png", "image/png"),
        ("formulier.png", PDF, "pdf", "application/pdf"),
    ],
)
def test_a_scan_is_kept_and_served_as_what_it_is_and_not_as_it_is_called(
    world: World, name: str, content: bytes, ending: str, kind: str
) -> None:
    _case, _item, consent = asked(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    url = reverse("route:paper_answer", args=[consent.pk, world.guardians[0].pk])
    data = {"answer": "given", "answered_on": clock.today(), "witness": "Ida Bakker", "scan": a_scan(name, content)}
    assert post(ib_er, url, **data).status_code == 302
    answer = ConsentAnswer.objects.get()
    assert answer.scan.name.endswith(f".{ending}")
    served = sign_in(ib_er).get(reverse("route:scan", args=[answer.pk]))
    assert (served["Content-Type"], served["Content-Disposition"]) == (kind, f'attachment; filename="scan.{ending}"')
    assert served.getvalue() == content


def test_a_refusal_shows_what_stays_open_and_makes_a_task_that_is_finished(world: World) -> None:
    case, _item, consent = asked(world)
    answer_consent(consent.pk, answer="refused", actor=world.guardians[0].person)
    ib_er = world.of_kind(RoleKind.IB_ER)
    text = page(ib_er, "route:case", case.pk)
    assert "Er is nee gezegd" in text
    assert "onderwijsconsulent" in text
    task = Task.objects.get()
    post(ib_er, reverse("route:task", args=[case.pk, task.pk]))
    assert Task.objects.get().done_on == clock.today()


def test_a_way_that_leads_to_where_a_no_stands_says_so(world: World) -> None:
    """Who takes it all the same can ask anew there; she does not find out only then."""
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    consent = ask_consent(case.pk, purpose="advies_deskundige", actor=ib_er)
    said = f"Er is nee gezegd op ‘{consent.purpose_name}’. Zolang dat zo is, hoort in ‘Advies van buiten’"
    assert said not in page(ib_er, "route:case", case.pk)
    answer_consent(consent.pk, answer="refused", actor=world.guardians[0].person)
    assert page(ib_er, "route:case", case.pk).count(said) == 1


def test_the_director_decides_with_reasons_and_the_ib_er_does_not(world: World) -> None:
    case = case_at(world, "zorgteam")
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=90)}
    propose_arrangement(
        case.pk, key="poa_begeleiding", goal="Samen spelen", hours=1, actor=world.of_kind(RoleKind.IB_ER), **days
    )
    url = reverse("route:act", args=[case.pk, "grant_arrangement"])
    refused = post(world.of_kind(RoleKind.IB_ER), url, grant="yes", reasons="Goed plan")
    assert refused.status_code == 403
    assert "Directeur" in refused.content.decode()
    assert "Beslis over" in page(world.of_kind(RoleKind.DIRECTOR), "route:start")
    guardians_say_yes(world, case, "advies_deskundige")
    assert post(world.of_kind(RoleKind.DIRECTOR), url, grant="yes", reasons="Goed plan").status_code == 302
    assert Arrangement.objects.get().state == Arrangement.GRANTED


def test_an_arrangement_is_refused_whatever_is_found(world: World) -> None:
    case = case_at(world, "zorgteam")
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=90)}
    propose_arrangement(
        case.pk, key="poa_begeleiding", goal="Lezen", hours=2, actor=world.of_kind(RoleKind.IB_ER), **days
    )
    post(
        world.of_kind(RoleKind.DIRECTOR),
        reverse("route:act", args=[case.pk, "grant_arrangement"]),
        grant="no",
        reasons="Eerst meer HGW",
    )
    assert Arrangement.objects.get().state == Arrangement.REFUSED
    assert "Er is nee gezegd" in page(world.of_kind(RoleKind.IB_ER), "route:case", case.pk)


def test_a_guardians_view_is_written_down_at_the_table(world: World) -> None:
    referral = shown(world)
    url = reverse("route:paper_view", args=[referral.case_id, world.guardians[0].pk])
    said = {"view_text": "Wij zijn het eens.", "on": clock.today(), "witness": "Ida"}
    assert post(world.of_kind(RoleKind.IB_ER), url, **said).status_code == 302
    assert referral.views.with_word().get(guardian=world.guardians[0]).view == "Wij zijn het eens."


def test_every_page_of_a_case_is_404_for_another_teacher_and_nobody_reads_it(world: World) -> None:
    case, other = case_at(world, "zorgteam"), crescendo_other()
    for url in (reverse("route:case", args=[case.pk]), reverse("route:act", args=[case.pk, "plan_item"])):
        assert sign_in(other).get(url).status_code == 404
        assert Client().get(url).status_code == 302


def crescendo_other() -> object:
    from tests.cast import make_group, make_school, make_staff

    school = make_school()
    return make_staff(school, RoleKind.TEACHER, make_group(school))


def test_every_act_of_the_school_has_a_door_or_is_a_way_out() -> None:
    own = {name for name, act in ACTS.items() if act.hand not in OTHERS_HANDS}
    assert own - set(doors) - set(MOVING) == set()


def test_a_child_is_enrolled_in_a_group(world: World) -> None:
    first = world.sop.tracks["main"].aanmelding
    case = case_at(world, str(first))
    url = reverse("route:act", args=[case.pk, "enrol"])
    assert post(world.of_kind(RoleKind.DIRECTOR), url, known_need="no", group_id=world.group.pk).status_code == 302
    world.pupil.refresh_from_db()
    assert world.pupil.enrolled_on == clock.today()


def test_who_must_ask_gets_the_button_before_the_guardians_are_waited_for(world: World) -> None:
    case = case_at(world, "zorgteam")
    held = reverse("route:act", args=[case.pk, "hold_meeting"])
    shown = sign_in(world.of_kind(RoleKind.IB_ER)).get(held).content.decode()
    assert reverse("route:act", args=[case.pk, "ask_consent"]) in shown
    assert "wacht op: ouders" not in shown


def test_a_court_order_is_told_to_who_steers_the_school_alone(world: World) -> None:
    """A teacher knows who has gezag, not the judgment that it rests on."""
    case, order = case_at(world, "hgw"), "Beschikking van de rechtbank"
    shown = Shown(proof="court", on=clock.today(), seen=order)
    record_gezag(world.guardians[0].pk, "yes", shown, actor=world.of_kind(RoleKind.IB_ER))
    assert order in page(world.of_kind(RoleKind.IB_ER), "route:case", case.pk)
    assert order not in page(world.of_kind(RoleKind.TEACHER), "route:case", case.pk)


def test_what_waits_comes_before_what_happened(world: World) -> None:
    text = page(world.of_kind(RoleKind.IB_ER), "route:case", case_at(world, "hgw").pk)
    order = [text.index(words) for words in ("Ouders en verzorgers", "Hoe verder?", "Wat er is gebeurd")]
    assert order == sorted(order)


def test_after_a_no_each_way_that_is_this_persons_has_its_button(world: World) -> None:
    case, _item, consent = asked(world)
    answer_consent(consent.pk, answer="refused", actor=world.guardians[0].person)
    ways = after_the_no(world.of_kind(RoleKind.IB_ER), case)
    assert reverse("route:act", args=[case.pk, "talk_with_guardians"]) in ways
    assert "Leg het gesprek met de ouders vast" in ways
    assert reverse("route:exit", args=[case.pk, "hgw"]) in ways
    ways = after_the_no(world.of_kind(RoleKind.TEACHER), case)
    assert "In gesprek gaan" in ways
    assert "<a " not in ways


def test_a_no_ends_no_help_as_if_it_had_worked_and_a_yes_taken_back_is_called_so(world: World) -> None:
    case = case_at(world, "arrangement")
    consent = guardians_say_yes(world, case, "advies_deskundige")
    answer_consent(consent.pk, answer="withdrawn", actor=world.guardians[0].person)
    ways = after_the_no(world.of_kind(RoleKind.IB_ER), case)
    assert "De toestemming is ingetrokken. Dit kan nu" in ways
    assert "Verder met de basisondersteuning" in ways
    assert "Het heeft geholpen" not in ways


def after_the_no(person: object, case: Case) -> str:
    return page(person, "route:case", case.pk).split('id="other-ways"')[1].split("</section>")[0]
