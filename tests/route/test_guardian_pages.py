"""The portal: each guardian answers for herself, reads what is hers, and a "no" never strands."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from caseflow import clock, languages
from caseflow.audit.models import ReadRow
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.desk import answer_referral
from caseflow.route.commands.minutes import approve_minutes
from caseflow.route.commands.referral_word import add_view
from caseflow.route.commands.talk import hold_item, record_advice
from caseflow.route.consent_text import gist_of
from caseflow.route.models import Advice, Item, ReferralView, Task
from caseflow.route.wording import ways_after_no
from caseflow.sop.vocabulary import RoleKind
from pupils.models import ConsentAnswer, Grant, Guardian, Person
from tests.cast import PROVED, make_guardian, set_gezag
from tests.route.stories import QUESTION, advised, asked, crescendo, post, shared, shown, sign_in
from tests.world import make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


def consent_url(consent) -> str:
    return reverse("route:guardian_consent", args=[consent.pk])


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


# --- Consent ---------------------------------------------------------------------------------------------------------


def test_the_start_page_says_what_is_asked(world):
    _case, _item, consent = asked(world)
    page = text_of(sign_in(world.guardians[0].person).get(reverse("route:guardian_start")))
    assert consent_url(consent) in page
    assert "U bent uitgenodigd voor een gesprek" in page
    answer_consent(consent.pk, answer="given", actor=world.guardians[0].person)
    assert consent_url(consent) not in text_of(sign_in(world.guardians[0].person).get(reverse("route:guardian_start")))


def test_the_question_is_shown_word_for_word(world):
    _case, _item, consent = asked(world)
    page = text_of(sign_in(world.guardians[0].person).get(consent_url(consent)))
    for line in filter(None, consent.text.split("\n")):
        assert line in page
    assert page.count('name="answer"') == 2
    assert ReadRow.objects.filter(person_id=world.guardians[0].person_id, object=f"consent-{consent.pk}").exists()


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_word_for_word_is_folded_beneath_what_it_comes_down_to_and_before_the_answer(world, language):
    """On a telephone the answer is not pushed out of sight; that she may say no stands in the open all the same."""
    _case, _item, consent = asked(world)
    person = world.guardians[0].person
    Person.objects.filter(pk=person.pk).update(language=language)
    page = text_of(sign_in(person).get(consent_url(consent)))
    before, _fold, after = page.partition("<main")[2].rpartition('<div class="sheet">')
    folded, _end, beneath = after.partition("</details>")
    for line in filter(None, consent.text.split("\n")):
        assert line in folded
    with translation.override(language):
        gist = gist_of(consent)
        fold = languages.dutch_below() if language == "ar" else "De vraag, woord voor woord"
    assert f'<details class="more"><summary>{fold}' in before
    assert gist.free
    opened, _fold, closed = before.partition("<details")
    assert all(line in opened for line in gist.free)
    assert all((line in closed) is (language == "ar") for line in gist.source)
    assert 'value="given"' in beneath
    assert 'value="given"' not in before


def test_yes_of_one_waits_for_the_other_without_naming_her(world):
    _case, _item, consent = asked(world)
    one, other = (guardian.person for guardian in world.guardians)
    assert post(one, consent_url(consent), answer="given").status_code == 302
    page = text_of(sign_in(one).get(consent_url(consent)))
    assert "De school wacht nog op een andere ouder" in page
    assert other.name not in page
    assert other.email not in page


def test_no_stops_and_shows_the_other_ways(world):
    case, _item, consent = asked(world)
    person = world.guardians[0].person
    post(person, consent_url(consent), answer="refused", view="Liever eerst een gesprek.")
    said = ConsentAnswer.objects.get(consent=consent)
    assert (said.answer, said.view) == ("refused", "Liever eerst een gesprek.")
    page = text_of(sign_in(person).get(consent_url(consent)))
    assert "Wat kan er nu wel?" in page
    assert page.count("<li><b>") == len(ways_after_no(world.sop.steps[case.step]))


def test_after_a_no_the_help_that_is_every_parents_stands_there_whatever_the_step_names(world):
    step = world.sop.steps["zorgteam"]
    bare = step.model_copy(update={"on_refusal": ("go_on_basis",)})
    assert ways_after_no(bare) == ("go_on_basis", "ouder_en_jeugdsteunpunt", "onderwijsconsulent")
    assert ways_after_no(step)[: len(step.on_refusal)] == step.on_refusal


def test_withdrawing_takes_the_item_off_and_closes_the_outsiders_page(world):
    case, item, consent = shared(world)
    outsider, person = world.people["orthopedagoog"], world.guardians[1].person
    assert sign_in(outsider).get(reverse("route:invited_item", args=[item.pk])).status_code == 200
    assert "Toestemming intrekken" in text_of(sign_in(person).get(consent_url(consent)))
    assert post(person, consent_url(consent), answer="withdrawn").status_code == 302
    item = Item.objects.get(pk=item.pk)
    assert item.state == Item.TAKEN_OFF
    assert not Grant.objects.live(TODAY).exists()
    assert Task.objects.filter(case=case, kind="consent_withdrawn").exists()
    assert sign_in(outsider).get(reverse("route:invited_item", args=[item.pk])).status_code == 404


def test_what_was_never_given_cannot_be_withdrawn(world):
    _case, _item, consent = asked(world)
    page = text_of(post(world.guardians[0].person, consent_url(consent), answer="withdrawn"))
    assert "Intrekken kan alleen na een ja" in page
    assert not ConsentAnswer.objects.exists()


def test_the_same_form_sent_twice_is_one_answer(world):
    _case, _item, consent = asked(world)
    person, url = world.guardians[0].person, consent_url(consent)
    client = sign_in(person)
    token = client.get(url).content.decode().split('name="form_token" value="')[1].split('"')[0]
    for _time in range(2):
        assert client.post(url, {"form_token": token, "answer": "given"}).status_code == 302
    assert ConsentAnswer.objects.count() == 1


def test_an_expired_question_has_no_buttons(world):
    _case, _item, consent = asked(world)
    with clock.at(date(2027, 4, 1)):
        page = text_of(sign_in(world.guardians[0].person).get(consent_url(consent)))
    assert "Deze vraag is voorbij" in page
    assert 'name="answer"' not in page


# --- Who may not -----------------------------------------------------------------------------------------------------


def test_the_guardian_of_another_child_finds_nothing(world):
    _case, item, consent = shared(world)
    other = world.new_pupil()
    stranger = make_person("Ouder van een ander")
    Guardian.objects.create(pupil=other, person=stranger, relation="parent", gezag="yes", **PROVED)
    invitation = item.invitations.filter(guardian=world.guardians[0]).get()
    pages = [
        consent_url(consent),
        reverse("route:guardian_child", args=[world.pupil.pk]),
        reverse("route:guardian_talk", args=[item.pk]),
        reverse("route:guardian_invitation", args=[invitation.pk]),
    ]
    for page in pages:
        assert sign_in(stranger).get(page).status_code == 404
    assert post(stranger, consent_url(consent), answer="refused").status_code == 404
    assert ConsentAnswer.objects.filter(answer="refused").count() == 0


def test_gezag_unknown_may_object_but_not_read(world):
    set_gezag(world.guardians[1], "unknown")
    person = world.guardians[1].person
    _case, item, consent = asked(world)
    start = text_of(sign_in(person).get(reverse("route:guardian_start")))
    assert consent_url(consent) in start
    assert reverse("route:guardian_child", args=[world.pupil.pk]) not in start
    assert sign_in(person).get(reverse("route:guardian_child", args=[world.pupil.pk])).status_code == 404
    invitation = item.invitations.get(guardian=world.guardians[1])
    assert QUESTION not in text_of(sign_in(person).get(reverse("route:guardian_invitation", args=[invitation.pk])))
    assert post(person, consent_url(consent), answer="refused").status_code == 302
    assert ConsentAnswer.objects.get(guardian=world.guardians[1]).answer == "refused"


@pytest.mark.parametrize(
    ("taken", "said", "unsaid"),
    [
        (
            ("education_held_by",),
            (
                "Over school en ondersteuning beslist nu iemand anders (vader)",
                "zorg en behandeling beslist u nog",
                "377c",
            ),
            ("Over zorg en behandeling beslist nu",),
        ),
        (
            ("care_held_by",),
            ("Over zorg en behandeling beslist nu iemand anders (vader)", "school en ondersteuning beslist u nog"),
            ("Over school en ondersteuning beslist nu", "377c"),
        ),
        (
            ("education_held_by", "care_held_by"),
            (
                "Over school en ondersteuning beslist nu",
                "Over zorg en behandeling beslist nu",
                "377c",
                "klachtencommissie",
            ),
            ("beslist u nog", "geen gezag over dit kind"),
        ),
        ((), ("u geen gezag over dit kind. Daarom kunt u hier niets lezen", "377c"), ("beperkt",)),
    ],
)
def test_what_was_taken_from_her_and_what_stays_hers_is_said(world, taken, said, unsaid):
    """Who decides now is told by what that person is to the child, never by name; her own answer stays hers to read."""
    _case, _item, consent = asked(world)
    one, other = world.guardians
    answer_consent(consent.pk, answer="given", actor=one.person)
    Guardian.objects.filter(pk=other.pk).update(relation="father")
    gezag = "restricted" if taken else "no"
    Guardian.objects.filter(pk=one.pk).update(gezag=gezag, **PROVED, **dict.fromkeys(taken, other.pk))
    page = text_of(sign_in(one.person).get(reverse("route:guardian_start")))
    for words in said:
        assert words in page
    for words in (*unsaid, other.person.name):
        assert words not in page
    once = taken != ("care_held_by",)
    assert ("Wat u eerder antwoordde" in page and ": ja (9 maart 2026)" in page) is once


@pytest.mark.parametrize("gezag", ["no", "restricted"])
def test_without_gezag_nothing_but_a_friendly_page(world, gezag):
    _case, _item, consent = asked(world)
    set_gezag(world.guardians[1], gezag)
    person = world.guardians[1].person
    start = text_of(sign_in(person).get(reverse("route:guardian_start")))
    assert "U mag de school wel vragen hoe het gaat" in start
    assert "/ouders/toestemming/" not in start
    assert sign_in(person).get(consent_url(consent)).status_code == 404
    assert post(person, consent_url(consent), answer="refused").status_code == 404


def test_of_a_talk_she_hears_as_long_as_she_has_a_say_in_school(world):
    _case, item, _consent = asked(world)
    guardian = world.guardians[1]
    page = reverse("route:guardian_invitation", args=[item.invitations.get(guardian=guardian).pk])
    assert page in text_of(sign_in(guardian.person).get(reverse("route:guardian_start")))
    holder = make_guardian(world.pupil, "no", make_person("Gerda van de Instelling"), relation="gi")
    guardian.gezag, guardian.education_held_by = "restricted", holder
    guardian.save()
    guardian.refresh_from_db()
    assert (guardian.say, guardian.has_a_say) == ("no", True)  # of care she still decides
    start = text_of(sign_in(guardian.person).get(reverse("route:guardian_start")))
    assert page not in start
    assert "U bent uitgenodigd voor een gesprek" not in start
    assert sign_in(guardian.person).get(page).status_code == 404


def test_staff_have_no_portal(world):
    _case, _item, consent = asked(world)
    assert sign_in(world.of_kind(RoleKind.DIRECTOR)).get(consent_url(consent)).status_code == 404


# --- Reading ---------------------------------------------------------------------------------------------------------


def test_a_held_talk_is_there_to_read(world):
    case, item, _consent = shared(world)
    ib_er, person = world.of_kind(RoleKind.IB_ER), world.guardians[0].person
    url = reverse("route:guardian_talk", args=[item.pk])
    assert sign_in(person).get(url).status_code == 404  # not final before it was held
    with clock.at(item.planned_on):
        hold_item(case.pk, minutes="Wij spraken over lezen.", actor=ib_er)
        record_advice(case.pk, author_name="De arts", text="Laat de ogen meten.", actor=ib_er)
        assert sign_in(person).get(url).status_code == 404  # nor before its chair approved the minutes
        approve_minutes(item.pk, minutes="Wij spraken over lezen.", actor=ib_er)
        page = text_of(sign_in(person).get(url))
        child = text_of(sign_in(person).get(reverse("route:guardian_child", args=[world.pupil.pk])))
    assert "Wij spraken over lezen." in page
    assert "Laat de ogen meten." in page
    assert url in child
    assert Advice.objects.count() == 1


def test_the_childs_page_is_in_the_read_log(world):
    asked(world)
    person = world.guardians[0].person
    assert world.sop.steps["zorgteam"].name in text_of(
        sign_in(person).get(reverse("route:guardian_child", args=[world.pupil.pk]))
    )
    assert ReadRow.objects.filter(person_id=person.pk, pupil_id=world.pupil.pk, role="guardian").exists()


# --- The referral ----------------------------------------------------------------------------------------------------


def test_the_whole_referral_before_it_leaves(world):
    referral = shown(world)
    url, person = reverse("route:guardian_referral", args=[referral.pk]), world.guardians[0].person
    page = text_of(sign_in(person).get(url))
    assert QUESTION in page
    assert f"vraagt voor {world.pupil.full_name}: een TLV" in page
    assert f"U leest hier wat {referral.desk_name} te zien krijgt." in page
    for section in referral.content["sections"]:
        assert section["title"] in page
    assert post(person, url, view="Dit mis ik: hij slaapt slecht.").status_code == 302
    own, other = ReferralView.objects.with_word().order_by("pk")
    assert (own.view, own.viewed_on) == ("Dit mis ik: hij slaapt slecht.", TODAY)
    assert other.viewed_on is None
    add_view(referral.pk, view="Van de ander", actor=world.guardians[1].person)
    assert "Van de ander" not in text_of(sign_in(person).get(url))


def test_nothing_to_add_is_an_answer(world):
    referral = shown(world)
    post(world.guardians[0].person, reverse("route:guardian_referral", args=[referral.pk]), view="")
    assert ReferralView.objects.with_word().get(guardian=world.guardians[0]).viewed_on == TODAY


def test_the_desks_answer_with_the_term_of_objection(world):
    desk_case = advised(world)
    answer_referral(desk_case.pk, reply="tlv_refused", grounds="De school kan nog verder.", actor=world.desk)
    referral = ReferralView.objects.first().referral
    page = text_of(sign_in(world.guardians[0].person).get(reverse("route:guardian_referral", args=[referral.pk])))
    assert "De school kan nog verder." in page
    assert "20 april 2026" in page  # six weeks after 9 March
    assert "Wat kan er nu wel?" in page


def test_an_advice_has_no_term_of_objection(world):
    desk_case = advised(world)
    answer_referral(desk_case.pk, reply="advice", grounds="Blijf nog een half jaar.", actor=world.desk)
    referral = ReferralView.objects.first().referral
    page = text_of(sign_in(world.guardians[0].person).get(reverse("route:guardian_referral", args=[referral.pk])))
    assert "Blijf nog een half jaar." in page
    assert "bezwaar" not in page


def test_each_page_says_how_the_school_is_reached_to_a_guardian_and_to_nobody_else(world):
    _case, _item, consent = asked(world)
    said, person = world.sop.school, world.guardians[0].person
    for url in (reverse("route:guardian_start"), consent_url(consent)):
        page = sign_in(person).get(url).content.decode()
        assert f'href="tel:{said.phone.replace(" ", "").replace("-", "")}"' in page
        assert f"Vragen? Bel of mail {world.school.name}:" in page
    assert "Vragen? Bel of mail" not in sign_in(world.of_kind(RoleKind.IB_ER)).get("/").content.decode()
