"""A child that died: nobody at home hears more, and staff close when they are ready."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from caseflow import clock
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import Notice
from caseflow.route.appointments import appointments_of
from caseflow.route.commands.consent import ask_consent
from caseflow.route.commands.letters import letters_waiting
from caseflow.route.hands import exits_of
from caseflow.route.models import Case
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import Ending, RoleKind
from opp.commands.perspective import draw_up_opp
from pupils.commands.departure import record_return
from pupils.errors import Invalid
from pupils.models import Guardian, Person, Pupil
from pupils.waiting import waiting_for
from tests.cast import make_guardian
from tests.route.left.scenes import DAY, LEAVES, OPP, SAYS, TODAY, Scene, leaves, portal, question
from tests.route.stories import case_at, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db


def test_nobody_at_home_hears_anything_of_a_child_that_died(scene: Scene) -> None:
    """No mail, no letter, no reminder and no calendar, from the moment it is recorded; colleagues hear as ever."""
    parent, ib_er, pupil = scene.people["parent"], scene.people["ib_er"], scene.world.pupil
    on_paper = make_guardian(pupil, "yes").person
    Person.objects.filter(pk=on_paper.pk).update(email=None)
    deliver_waiting()
    mail.outbox.clear()
    ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=ib_er)
    url = reverse("pupils:leave_school", args=[pupil.pk])
    ahead = post(ib_er, url, on=LEAVES.isoformat(), leaving="deceased").content.decode()
    assert "Deze dag is nog niet geweest" in ahead
    going = post(ib_er, url, on=TODAY.isoformat(), leaving="deceased", where_to="Almere").content.decode()
    assert "Maak dit dan leeg" in going
    post(ib_er, url, on=TODAY.isoformat(), leaving="deceased")
    sweep(TODAY)
    with clock.at(LEAVES):
        sweep(LEAVES)
        deliver_waiting()
        assert letters_waiting(scene.world.school, actor=ib_er) == []
        to = {address for one in mail.outbox for address in one.to}
        assert ib_er.email in to
        assert to.isdisjoint(Guardian.objects.filter(pupil=pupil).values_list("person__email", flat=True))
        assert appointments_of(parent, LEAVES) == []
        home = sign_in(parent).get(portal(scene)).content.decode()
        assert "Hier leest u wat de school over Sam bewaart." in home
        assert SAYS not in home
        assert "Om te lezen" in home
        promises = ("(nu hier)", "Waar uw kind nu is", "De school bekijkt", "volgende-school/")
        assert [said for said in promises if said in home] == []
        assert sign_in(parent).get(reverse("route:guardian_growing_next", args=[scene.case.pk])).status_code == 404
        growing = reverse("route:growing", args=[scene.case.pk])
        assert "Voor de volgende school" not in sign_in(ib_er).get(growing).content.decode()
        paper = reverse("route:growing_pdf", args=[scene.case.pk, "volgende-school"])
        assert sign_in(ib_er).get(paper).status_code == 404
        asked_once = sign_in(parent).get(question(scene)).content.decode()
        assert "Wat al is besproken, blijft in het dossier staan" in asked_once
        assert "gesprek dat nog moet komen" not in asked_once


def test_a_child_that_dies_before_it_is_enrolled(world: World) -> None:
    """No departure can be recorded of it, but that can; its aanmelding closes by it, and no parent hears anything."""
    Pupil.objects.update(enrolled_on=None)
    case, ib_er = case_at(world, "aanmelding"), world.of_kind(RoleKind.IB_ER)
    own, url = (reverse(f"pupils:{name}", args=[world.pupil.pk]) for name in ("pupil", "leave_school"))
    client = sign_in(ib_er)
    assert "Is dit kind overleden?" in client.get(own).content.decode()
    page = client.get(url).content.decode()
    assert "Je legt hier alleen vast dat het is overleden" in page
    assert "Verhuisd" not in page
    with pytest.raises(Invalid):
        leaves(world, world.pupil.born_on - DAY, leaving="deceased")
    post(ib_er, url, on=TODAY.isoformat(), leaving="deceased")
    assert "Sam is op 9 maart 2026 overleden." in client.get(own).content.decode()
    assert [way.key for way in exits_of(Case.objects.get(pk=case.pk), world.sop)] == ["close-deceased"]
    post(ib_er, reverse("route:exit", args=[case.pk, "close-deceased"]), reason="x", seen_visit=1)
    assert Case.objects.get(pk=case.pk).ending == Ending.DECEASED
    to = Notice.objects.values_list("recipient", flat=True)
    assert not set(to) & {guardian.person_id for guardian in world.guardians}
    record_return(world.pupil.pk, on=TODAY, why="Verkeerd kind.", actor=ib_er)
    assert Pupil.objects.get(pk=world.pupil.pk).enrolled_on is None


def test_staff_read_that_a_child_died_and_close_when_they_are_ready(world: World) -> None:
    """Nothing more is asked of the parents for it, and no other school has to admit her."""
    case, ib_er = case_at(world, "opp"), world.of_kind(RoleKind.IB_ER)
    draw_up_opp(case.pk, **OPP, actor=world.people[world.sop.steps["opp"].owner[0]])
    leaves(world, TODAY, leaving="deceased")
    client = sign_in(ib_er)
    own = client.get(reverse("pupils:pupil", args=[world.pupil.pk])).content.decode()
    assert "Sam is op 9 maart 2026 overleden." in own
    assert "Laatste stap: " in own
    assert "Nu bij: " not in own
    assert "Toch op school" not in own
    assert (
        "Vastgelegd dat de leerling is overleden" in client.get(reverse("route:case", args=[case.pk])).content.decode()
    )
    assert "overleden</span>" in client.get(reverse("route:board")).content.decode()
    (row,) = waiting_for(ib_er)
    assert row.title == "Dit kind is overleden, en de casus is nog open: sluit hem als je zover bent"
    post(ib_er, reverse("route:act", args=[case.pk, "end_opp"]), reason="Overleden.")
    post(ib_er, reverse("route:exit", args=[case.pk, "close-deceased"]), reason="x", seen_visit=1)
    assert Case.objects.get(pk=case.pk).ending == Ending.DECEASED
    post(ib_er, reverse("pupils:come_back", args=[world.pupil.pk]), group_id=world.group.pk, why="Verkeerd kind.")
    pupil = Pupil.objects.get(pk=world.pupil.pk)
    assert (pupil.left_on, pupil.leaving, pupil.enrolled_on) == (None, "left_school", date(2022, 8, 1))
