"""Documents on the pages: what staff press, what a guardian is told before she signs, who never sees a draft."""

import re
from datetime import date

import pytest

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.route.commands.paper import finish_document, lay_document
from caseflow.route.commands.signature import add_reaction, sign_document
from caseflow.route.models import Paper
from tests.keys.looking import changed, school_document, written
from tests.route.papers import Writing
from tests.route.stories import post, sign_in

DAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _day(db):
    with clock.at(DAY):
        yield


@pytest.fixture
def steun():
    return Writing.at("steunronde")


def page(person, url: str) -> str:
    return " ".join(sign_in(person).get(url).content.decode().split())


def test_a_part_is_written_on_its_page_and_the_whole_is_laid(steun):
    case = f"/casussen/{steun.case.pk}"
    url = f"{case}/documenten/hulpplan/doel/"
    seen = sign_in(steun.coach).get(url).context["form"]["seen"].value()
    assert post(steun.coach, url, text="zelf beginnen", seen=seen).status_code == 302
    assert "nog te schrijven door: Stamgroepleider" in page(steun.coach, f"{case}/")
    steun.write("hulpplan", "hulp")
    assert post(steun.coach, f"{case}/doe/finish_document/", document="hulpplan").status_code == 302
    assert post(steun.coach, f"{case}/doe/lay_document/", document="hulpplan").status_code == 302
    paper = steun.newest("hulpplan")
    assert paper.state == Paper.LAID
    assert "zelf beginnen" in page(steun.coach, f"/documenten/{paper.pk}/afdrukken/")


def test_the_sheet_for_one_parent_carries_no_words_of_the_other(steun):
    """It is printed for who signs on paper: only her line, and nothing that the other one said or added."""
    for key in ("doel", "hulp"):
        steun.write("hulpplan", key)
    paper = steun.lay("hulpplan")
    one, other = (guardian.person for guardian in steun.world.guardians)
    other.name = "Wouter Buitenhuis"
    other.save()
    sign_document(paper.pk, answer="agreed", view="Alleen omdat het moet", actor=one)
    add_reaction(paper.pk, text="Dit is van mij alleen", actor=one)
    sheet = page(steun.coach, f"/documenten/{paper.pk}/afdrukken/")
    assert "Wouter Buitenhuis" in sheet
    for word in (one.name, "Alleen omdat het moet", "Dit is van mij alleen"):
        assert word not in sheet


def test_what_is_made_ready_is_named_though_there_is_nothing_to_choose(steun):
    steun.write("hulpplan", "doel")
    paper = steun.write("hulpplan", "hulp")
    form = page(steun.coach, f"/casussen/{steun.case.pk}/doe/finish_document/")
    assert "Hulpplan" in form
    assert 'value="hulpplan"' in form
    assert re.search(r'aria-current="page">Casussen<', page(steun.coach, f"/documenten/{paper.pk}/"))


@pytest.mark.parametrize(
    ("step", "document", "word", "said", "other"),
    [
        ("kijkronde", "kijkplan", "discussed", "U tekent dat dit met u is besproken.", "U stemt in met"),
        ("steunronde", "hulpplan", "agreed", "U stemt in met wat hier staat.", "U tekent dat"),
    ],
)
def test_a_guardian_is_told_what_her_signature_means_before_she_signs(step, document, word, said, other):
    writing = Writing.at(step)
    paper = writing.lay(document)
    url = f"/ouders/document/{paper.pk}/"
    text = page(writing.parent(), url)
    assert said in text
    assert other not in text
    assert text.index("zo is het") < text.index(said) < text.index(f'value="{word}"')
    assert url in page(writing.parent(), "/ouders/")
    assert post(writing.parent(), url, answer=word, view="").status_code == 302
    assert url not in page(writing.parent(), "/ouders/")
    assert url in page(writing.parent(), f"/ouders/kind/{writing.case.pupil_id}/")
    assert ReadRow.objects.filter(part="documents", object=f"paper-{paper.pk}", person_id=writing.parent().pk).exists()


def test_after_a_no_it_says_what_stays_open_to_both_sides(steun):
    paper = steun.lay("hulpplan")
    post(steun.parent(), f"/ouders/document/{paper.pk}/", answer="objected", view="nee dank u")
    assert "Wat kan er nu wel?" in page(steun.parent(), f"/ouders/document/{paper.pk}/")
    assert "Er is nee gezegd. Dit kan nu" in page(steun.coach, f"/casussen/{steun.case.pk}/")


def test_what_was_not_talked_over_is_no_reason_to_end_the_help():
    writing = Writing.at("kijkronde")
    paper = writing.lay("kijkplan")
    post(writing.parent(), f"/ouders/document/{paper.pk}/", answer="objected", view="wij spraken niemand")
    assert "Er is nee gezegd" not in page(writing.coach, f"/casussen/{writing.case.pk}/")


@pytest.mark.parametrize(("ways", "goes_on"), [(["talk", "go_on_basis"], True), (["onderwijsconsulent"], False)])
def test_after_a_no_only_the_ways_that_the_step_names_are_told(ways, goes_on):
    """Where the step leaves "go_on_basis" out, no page says that the help in the group goes on."""
    document = changed(school_document("de-wilgenhof"), "steps.steunronde.on_refusal", ways)
    steun = Writing.at("steunronde", school=written(document))
    paper = steun.lay("hulpplan")
    post(steun.parent(), f"/ouders/document/{paper.pk}/", answer="objected", view="nee dank u")
    text = page(steun.parent(), f"/ouders/document/{paper.pk}/")
    assert ("gaat door" in text, "gaat gewoon door" in text) == (goes_on, False)
    assert ("Praat erover met de school" in text) == ("talk" in ways)


def test_another_guardian_does_not_read_her_words(steun):
    paper = steun.lay("hulpplan")
    post(steun.parent(), f"/ouders/document/{paper.pk}/", answer="agreed", view="geheim een")
    post(steun.parent(), f"/ouders/document/{paper.pk}/reactie/", text="geheim twee")
    own, other = (page(steun.parent(number), f"/ouders/document/{paper.pk}/") for number in (0, 1))
    assert "geheim een" in own
    assert "geheim twee" in own
    assert "geheim" not in other


def test_a_draft_and_a_next_version_are_not_there_for_a_guardian(steun):
    steun.write_all("hulpplan")
    paper = steun.newest("hulpplan")
    for act in (lambda: None, lambda: finish_document(steun.case.pk, document="hulpplan", actor=steun.coach)):
        act()
        assert sign_in(steun.parent()).get(f"/ouders/document/{paper.pk}/").status_code == 404
    lay_document(steun.case.pk, document="hulpplan", actor=steun.coach)
    second = steun.write("hulpplan", "doel", "nog niet voor ouders")
    assert sign_in(steun.parent()).get(f"/ouders/document/{second.pk}/").status_code == 404
    text = page(steun.parent(), f"/ouders/document/{paper.pk}/")
    assert "U hoeft deze niet meer te tekenen" in text
    assert "nog niet voor ouders" not in text


def test_a_guardian_of_another_child_has_no_word_in_it(steun):
    paper, other = steun.lay("hulpplan"), steun.world.new_pupil()
    stranger = other.guardians.first()
    assert sign_in(steun.coach).get(f"/documenten/{paper.pk}/getekend/{stranger.pk}/").status_code == 404


def test_a_version_begun_by_mistake_is_thrown_away_with_one_button(steun):
    laid = steun.lay("hulpplan")
    second = steun.write("hulpplan", "doel", "per ongeluk")
    assert "Gooi deze nieuwe versie weg" in page(steun.coach, f"/documenten/{second.pk}/")
    assert post(steun.coach, f"/documenten/{second.pk}/weg/").headers["Location"] == f"/documenten/{laid.pk}/"
