"""The OPP on paper: the whole of it with the record of agreement, one page for parents, and one for the child.

Made from one version of the handelingsdeel, which never changes once it was offered: the paper bears that version's own
day, so the same words give the same bytes whenever it is asked for.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow.documents.letters import Block, Letter, facts, head, listed, say, told
from caseflow.documents.rendering import render_pdf
from caseflow.languages import DUTCH
from caseflow.route.models import Deadline
from opp.models import Agreement, Goal, Handelingsdeel, Opp, PupilVoice
from opp.queries import signatures
from opp.verdict import LOWEST
from pupils.answer_told import answer_told
from pupils.letterhead import letterhead
from pupils.models import Guardian


class Paper(StrEnum):
    """By its word in the address."""

    WHOLE = "opp"
    FOR_PARENTS = "voor-ouders"
    FOR_CHILD = "voor-het-kind"


PAPERS = {
    Paper.WHOLE: gettext_lazy("Het OPP (pdf)"),
    Paper.FOR_PARENTS: gettext_lazy("In het kort, voor ouders (pdf)"),
    Paper.FOR_CHILD: gettext_lazy("Voor het kind (pdf)"),
}


def papers_of(version: Handelingsdeel | None, name: str) -> list[tuple[Any, str]]:
    """What can be taken along of it, each with its address; a draft is not on paper."""
    if version is None or version.offered_on is None:
        return []
    return [(label, reverse(name, args=[version.pk, paper])) for paper, label in PAPERS.items()]


def for_staff(version: Handelingsdeel, paper: Paper, *, hears: bool) -> bytes:
    """The school's own copy, in Dutch; what guardians and child said stays out for who may not hear it."""
    with translation.override(DUTCH):
        answers = _of_everybody(version, hears=hears)
        return _made(version, paper, DUTCH, answers, hears=hears)


def for_guardian(version: Handelingsdeel, paper: Paper, guardian: Guardian) -> bytes:
    """In her language where the words are ours, with her own answer; what another one answered is not hers."""
    language = DUTCH if paper is Paper.FOR_CHILD else guardian.person.language
    with translation.override(language):
        return _made(version, paper, language, _of(guardian, version, hears=True), hears=True)


def _made(version: Handelingsdeel, paper: Paper, language: str, answers: Iterable[Block], *, hears: bool) -> bytes:
    name, opp = version.opp.pupil.first_name, version.opp
    titles = {
        Paper.WHOLE: _("Ontwikkelingsperspectief (OPP) van %(name)s") % {"name": opp.pupil.full_name},
        Paper.FOR_PARENTS: _("Het plan voor %(name)s in het kort") % {"name": name},
        Paper.FOR_CHILD: _("Het plan van %(name)s") % {"name": name},
    }
    blocks = {
        Paper.WHOLE: lambda: (*_whole(version, hears=hears), *_agreed(answers)),
        Paper.FOR_PARENTS: lambda: tuple(_short(version)),
        Paper.FOR_CHILD: lambda: tuple(_for_child(version, hears=hears)),
    }
    letter = Letter(
        **letterhead(opp.case.school),
        to="",
        subject=titles[paper],
        on=version.in_force_on or version.offered_on or version.drawn_up_on,
        blocks=tuple(blocks[paper]()),
        language=language,
        one_page=paper is not Paper.WHOLE,
    )
    return render_pdf([letter], title=titles[paper])


# --- The whole -------------------------------------------------------------------------------------------------------


def _whole(version: Handelingsdeel, *, hears: bool) -> Iterator[Block]:
    opp = version.opp
    yield facts(_front(version))
    yield head(_("Perspectief"))
    yield facts(
        [
            (_("Verwachte uitstroombestemming"), opp.destination),
            (_("Onderbouwing"), opp.grounds),
            (_("Bevorderende factoren"), opp.stimulating),
            (_("Belemmerende factoren"), opp.hindering),
        ]
    )
    if opp.consulted_on and hears:
        yield head(_("Overleg met de ouders op %(day)s") % {"day": _day(opp.consulted_on)})
        yield say(opp.consultation)
    yield head(_("Handelingsdeel, versie %(number)s") % {"number": version.number})
    yield say(version.support)
    if version.deviations:
        yield facts([(_("Wat anders gaat dan in de klas"), version.deviations)])
    for number, goal in enumerate(version.goals.all(), 1):
        yield head(_("Doel %(number)s: %(text)s") % {"number": number, "text": goal.text})
        yield facts(_goal(goal))
    if hears and (rows := list(_voices(opp))):
        yield head(_("Wat %(name)s zelf zegt") % {"name": opp.pupil.first_name})
        yield told(rows)


def _front(version: Handelingsdeel) -> Iterator[tuple[str, str]]:
    opp, pupil = version.opp, version.opp.pupil
    yield _("Kind"), pupil.full_name
    if pupil.group:
        yield _("Groep"), pupil.group.name
    yield _("Perspectief"), _since(opp.in_force_on, opp.ended_on)
    if version.in_force_on is None and version.offered_on:
        yield _("Handelingsdeel"), _("voorgelegd op %(day)s, nog niet van kracht") % {"day": _day(version.offered_on)}
    else:
        yield _("Handelingsdeel"), _since(version.in_force_on, version.superseded_on or opp.ended_on)


def _since(first: Any, last: Any) -> str:
    if first is None:
        return _("nog in voorbereiding")
    if last is None:
        return _("van kracht sinds %(day)s") % {"day": _day(first)}
    return _("van kracht van %(first)s tot %(last)s") % {"first": _day(first), "last": _day(last)}


def _goal(goal: Goal) -> Iterator[tuple[str, str]]:
    yield _("Gebied"), goal.get_domain_display()
    measured = f" ({_day(goal.baseline_on)})" if goal.baseline_on else ""
    yield _("Begin"), f"{goal.baseline}{measured}" if goal.baseline else _("niet vastgelegd")
    yield _("Gemeten met"), goal.instrument_name or _("niet vastgelegd")
    until = f" ({_day(goal.target_on)})" if goal.target_on else ""
    yield _("Streefdoel"), f"{goal.target}{until}" if goal.target else _("niet vastgelegd")
    if goal.scale:
        steps = (f"{step:+d}: {text}".replace("+0", "0") for step, text in enumerate(goal.scale, LOWEST))
        yield _("Schaal"), "\n".join(steps)


def _voices(opp: Opp) -> Iterator[dict[str, str]]:
    for one in PupilVoice.objects.filter(opp=opp, overtaken_on=None).order_by("on", "pk"):
        done = _("Wat ermee is gedaan: %(what)s") % {"what": one.influence} if one.influence else ""
        words = one.words or _("Niet gehoord: %(why)s") % {"why": one.not_heard_reason}
        yield {"when": _day(one.on), "what": one.get_moment_display(), "effect": words, "also": done}


# --- The record of agreement -----------------------------------------------------------------------------------------


def _agreed(answers: Iterable[Block]) -> Iterator[Block]:
    yield head(_("Wat ouders en verzorgers zeiden"))
    yield from answers
    yield say(_("Deze versie verandert niet meer. Wordt er iets aangepast, dan komt er een nieuwe versie."))


def _of_everybody(version: Handelingsdeel, *, hears: bool) -> Iterator[Block]:
    """Who must agree now, and who answered before gezag changed."""
    now = list(signatures(version))
    once = Guardian.objects.filter(pk__in=Agreement.objects.filter(handelingsdeel=version).values("guardian"))
    for one in (*now, *once.exclude(pk__in=[one.pk for one in now]).select_related("person")):
        passed = getattr(one, "passed", False)
        yield from _of(one, version, hears=hears, passed=passed)


def _of(guardian: Guardian, version: Handelingsdeel, *, hears: bool, passed: bool = False) -> Iterator[Block]:
    answers = Agreement.objects.filter(handelingsdeel=version, guardian=guardian).select_related("recorded_by")
    rows = [row for one in answers for row in answer_told(one, hears=hears)]
    silent = _("niet bereikbaar: de directeur ging verder") if passed else _("nog geen antwoord")
    yield facts([(guardian.person.name, guardian.get_relation_display()), *(rows or [(_("Antwoord"), silent)])])


# --- On one page -----------------------------------------------------------------------------------------------------


def _short(version: Handelingsdeel) -> Iterator[Block]:
    """What parents ask first: what the school does, what for, when it is looked at together, and whom to call."""
    name = {"name": version.opp.pupil.first_name}
    yield head(_("Wat de school doet"))
    yield say(version.support)
    if version.deviations:
        yield head(_("Wat anders gaat dan in de klas"))
        yield say(version.deviations)
    yield head(_("Waar %(name)s aan werkt") % name)
    yield listed(_from_to(goal) for goal in version.goals.all())
    yield head(_("Waar wij denken dat %(name)s na deze school naartoe gaat") % name)
    yield say(version.opp.destination)
    yield head(_("Wanneer kijken we samen hoe het gaat?"))
    yield say(_looks_again(version.opp))
    yield head(_("Vragen, of gaat het thuis of op school anders dan u hoopt?"))
    yield say(_("Bel of mail de school, u hoeft niet te wachten. Hoe u ons bereikt, staat bovenaan."))


def _from_to(goal: Goal) -> str:
    parts = [goal.text]
    if goal.baseline:
        parts.append(_("Nu: %(baseline)s") % {"baseline": goal.baseline})
    if goal.target:
        parts.append(_("Straks: %(target)s") % {"target": goal.target})
    return "\n".join(parts)


def _looks_again(opp: Opp) -> str:
    term = Deadline.objects.running().filter(case=opp.case_id, rule="opp_evaluation").first()
    if term is None:
        return _("Ten minste elk schooljaar, samen met u. U krijgt een uitnodiging.")
    return _("Uiterlijk %(day)s, samen met u. U krijgt een uitnodiging.") % {"day": _day(term.last_day)}


def _for_child(version: Handelingsdeel, *, hears: bool) -> Iterator[Block]:
    """Spoken to the child, with its own words where who prints it may hear them."""
    opp = version.opp
    yield head(_("Hier ga je aan werken"))
    yield listed(goal.text for goal in version.goals.all())
    yield head(_("Zo helpen wij je"))
    yield say(version.support)
    said = PupilVoice.objects.filter(opp=opp, overtaken_on=None).exclude(words="").order_by("-on", "-pk").first()
    if said and hears:
        yield head(_("Dit zei je zelf"))
        yield say(said.words)
        yield head(_("Dit doen wij daarmee"))
        yield say(said.influence)
    yield head(_("Wil je iets anders?"))
    yield say(_("Zeg het tegen wie je lesgeeft, of tegen wie je plan bijhoudt. Je mag altijd zeggen wat je vindt."))


def _day(on: Any) -> str:
    return date_format(on, "j F Y")
