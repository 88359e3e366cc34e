"""A limit is judged by whom the SOP names there; the newest judgement counts, and the parents read each of them."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.route.commands.limit import judge_limit
from caseflow.route.dossier import dossier_of
from caseflow.route.facting import facts_of
from caseflow.route.models import LimitJudgement
from caseflow.route.ruling import NotYourHand
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Involved, RoleAssignment
from tests.cast import set_gezag
from tests.route.stories import case_at, crescendo, post, sign_in
from tests.world import SCHOOLS, make_world

pytestmark = pytest.mark.django_db
WHY = "Er zijn twee volwassenen nodig, de hele dag."


@pytest.fixture
def world():
    return make_world(SCHOOLS / "de-vuurtoren.yaml")


@pytest.fixture
def case(world):
    return case_at(world, "incidentenoverleg")


def judge(world, case, word="reached", limit="veiligheid", role="zorgregisseur", reasons=WHY):
    return judge_limit(case.pk, limit=limit, word=word, reasons=reasons, actor=world.people[role])


def word_of(case):
    return facts_of(case, {"limit(veiligheid)"})["limit(veiligheid)"]


@pytest.mark.parametrize(
    ("limit", "role", "may"),
    [
        ("veiligheid", "zorgregisseur", True),
        ("veiligheid", "kapitein", True),
        ("veiligheid", "stamgroepleider", False),
        ("medisch_handelen", "kapitein", True),  # nobody is named: the director
        ("medisch_handelen", "zorgregisseur", False),
    ],
)
def test_whom_the_sop_names_at_the_limit(world, case, limit, role, may):
    if may:
        assert judge(world, case, limit=limit, role=role).limit == limit
        return
    with pytest.raises(NotYourHand) as refused:
        judge(world, case, limit=limit, role=role)
    assert refused.value.act == "judge_limit"
    assert not LimitJudgement.objects.exists()


def test_the_newest_counts_and_the_first_stays(world, case):
    assert word_of(case) == "none"
    first = judge(world, case)
    assert word_of(case) == "reached"
    judge(world, case, "within", reasons="Met de leescoach erbij lukt het.")
    assert word_of(case) == "within"
    assert [one.word for one in LimitJudgement.objects.newest()] == ["within"]
    with pytest.raises(DatabaseError), transaction.atomic():
        LimitJudgement.objects.filter(pk=first.pk).update(word="within")
    event = CaseEvent.objects.filter(chain=case.chain, kind="judge_limit").earliest("number")
    assert (event.data["limit"], event.data["word"], event.texts) == ("veiligheid", "reached", {"reasons": WHY})


def test_of_another_case_it_says_nothing(world, case):
    judge(world, case)
    assert word_of(case_at(world, "incidentenoverleg", world.new_pupil())) == "none"


@pytest.mark.parametrize(
    ("more", "field"),
    [({"limit": "zwemmen"}, "limit"), ({"word": "none"}, "word"), ({"reasons": " "}, "reasons")],
)
def test_what_is_refused(world, case, more, field):
    with pytest.raises(Invalid) as wrong:
        judge(world, case, **more)
    assert wrong.value.field == field


def test_it_is_done_on_a_page_that_offers_only_ones_own(world, case):
    url = reverse("route:act", args=[case.pk, "judge_limit"])
    page = sign_in(world.people["zorgregisseur"]).get(url).content.decode()
    assert "De veiligheid in de groep is niet te waarborgen" in page
    assert "medisch handelen" not in page
    assert f"Wat dan wel: {world.sop.limits['veiligheid'].alternative}" in page
    sent = post(world.people["zorgregisseur"], url, limit="veiligheid", word="reached", reasons=WHY)
    assert sent.status_code == 302
    shown = sign_in(world.people["stamgroepleider"]).get(reverse("route:case", args=[case.pk])).content.decode()
    assert WHY in shown
    assert "een plek met twee volwassenen op acht kinderen" in shown


def test_the_checklist_gives_the_button_to_the_judge_and_tells_the_others_whom_it_waits_for(world, case):
    page = reverse("route:case", args=[case.pk])
    url = reverse("route:act", args=[case.pk, "judge_limit"])
    judge_sees = sign_in(world.people["kapitein"]).get(page).content.decode()
    teacher_sees = sign_in(world.people["stamgroepleider"]).get(page).content.decode()
    assert url in judge_sees
    assert url not in teacher_sees
    assert "wacht op: Zorgregisseur, Schoolkapitein" in teacher_sees
    assert "nog niet beoordeeld" in teacher_sees


@pytest.mark.parametrize(("kind", "reads"), [("assistant", False), ("specialist", False), ("teacher", True)])
def test_who_helps_does_not_read_why(world, case, kind, reads):
    """An assistant and a specialist who see the child read what is decided, and no reasons why it is too much."""
    one, teacher = judge(world, case), world.people["stamgroepleider"]
    RoleAssignment.objects.filter(person=teacher).update(kind=kind)
    if kind == "specialist":
        Involved.objects.create(pupil=case.pupil, case_id=case.pk, role="stamgroepleider")
    page = sign_in(teacher).get(reverse("route:case", args=[case.pk])).content.decode()
    assert (WHY in page, one in LimitJudgement.objects.visible_to(teacher)) == (reads, reads)


def test_guardians_read_each_judgement(world, case):
    one, person = judge(world, case), world.guardians[0].person
    url = reverse("route:guardian_judgement", args=[one.pk])
    assert url in sign_in(person).get(reverse("route:guardian_child", args=[case.pupil_id])).content.decode()
    page = sign_in(person).get(url).content.decode()
    assert WHY in page
    assert "een plek met twee volwassenen op acht kinderen" in page
    assert ReadRow.objects.filter(person_id=person.pk, object=f"judgement-{one.pk}").exists()


def test_a_limit_reached_stands_on_the_first_page_of_the_parent_until_it_is_judged_anew(world, case):
    person = world.guardians[0].person

    def start() -> str:
        return sign_in(person).get(reverse("route:guardian_start")).content.decode()

    assert "niet genoeg kan bieden" not in start()
    url = reverse("route:guardian_judgement", args=[judge(world, case).pk])
    assert url in start()
    set_gezag(world.guardians[0], "unknown")
    assert url not in start()
    set_gezag(world.guardians[0], "yes")
    judge(world, case, "within")
    assert "niet genoeg kan bieden" not in start()


def test_a_parent_reads_which_ways_are_open_at_a_limit(world, case):
    """A talk and the steunpunt always; what else the step names."""
    person = world.guardians[0].person

    def read(one) -> str:
        return sign_in(person).get(reverse("route:guardian_judgement", args=[one.pk])).content.decode()

    page = read(judge(world, case))
    assert "Vraag het Ouder- en Jeugdsteunpunt" in page
    assert page.count("Praat erover met de school") == 1
    assert "Vraag het Ouder- en Jeugdsteunpunt" not in read(judge(world, case, "within"))
    here = crescendo()
    there = case_at(here, "handelingsverlegen")
    limit = next(iter(here.sop.limits))
    one = judge_limit(there.pk, limit=limit, word="reached", reasons=WHY, actor=here.of_kind(RoleKind.DIRECTOR))
    seen = sign_in(here.guardians[0].person).get(reverse("route:guardian_judgement", args=[one.pk])).content.decode()
    assert "Ga naar de Geschillencommissie" in seen
    assert "De hulp in de groep gaat door" not in seen


def test_it_goes_along_with_a_referral(world, case):
    assert "Grenzen van de ondersteuning" not in {one["title"] for one in dossier_of(case)["sections"]}
    judge(world, case)
    (told,) = (one for one in dossier_of(case)["sections"] if one["title"] == "Grenzen van de ondersteuning")
    assert told["rows"][0]["effect"] == WHY


def test_a_school_without_limits_has_nothing_to_judge():
    world = make_world(SCHOOLS / "het-kompas.yaml")
    case = case_at(world, "plan_maken")
    page = sign_in(world.of_kind(RoleKind.DIRECTOR)).get(reverse("route:case", args=[case.pk])).content.decode()
    assert reverse("route:act", args=[case.pk, "judge_limit"]) not in page


def test_where_the_sop_names_no_judge_the_director_has_the_button():
    world = crescendo()
    page = reverse("route:case", args=[case_at(world, "hgw").pk])
    seen = {kind: "/judge_limit/" in sign_in(world.of_kind(kind)).get(page).content.decode()
            for kind in (RoleKind.TEACHER, RoleKind.IB_ER, RoleKind.DIRECTOR)}  # fmt: skip
    assert seen == {RoleKind.TEACHER: False, RoleKind.IB_ER: False, RoleKind.DIRECTOR: True}
