"""The route's chapters of the groeidocument: talks and documents as each reader gets them, and what guardians wrote."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from caseflow.languages import apart
from caseflow.route.growing import Chapter, For, Telling, binds, tells
from caseflow.route.models import (
    Advice,
    Arrangement,
    Coming,
    Decision,
    Establishment,
    Item,
    LimitJudgement,
    MinutesReaction,
    Paper,
    PaperReaction,
    Referral,
    ReferralSeen,
)
from caseflow.route.papers import ordered
from caseflow.route.rail import visited
from caseflow.route.reading import Of, Row, day, readers, span
from caseflow.route.wording import answer_words
from caseflow.route.writings import as_rows, writings_of
from caseflow.sop.vocabulary import Part
from pupils.models import Insight
from pupils.queries import absences_of, measurements_of

INSIDE_OR_NEXT = (For.TEAM, For.NEXT_SCHOOL)


@tells(Part.PUPIL, For.GUARDIAN)
def pupil(told: Telling) -> Iterable[Row]:
    return readers[Part.PUPIL](Of(told.case))


@tells(Part.ROUTE, For.TEAM)
def route(told: Telling) -> Iterator[Row]:
    """The steps, what was judged of the school's limits, and that one was reached, as people established it."""
    yield from steps(told)
    judged = LimitJudgement.objects.visible_to(told.person).newest().filter(case=told.case)
    yield from _limits(judged.select_related("by").order_by("on", "pk"))
    yield from _established(Establishment.objects.standing().filter(case=told.case).order_by("pk"))


@tells(Part.ROUTE, For.GUARDIAN)
def route_of_guardian(told: Telling) -> Iterator[Row]:
    yield from steps(told)
    judged = LimitJudgement.objects.for_guardian(told.person).newest().filter(case=told.case)
    yield from _limits(judged.select_related("by").order_by("on", "pk"))
    yield from _established(Establishment.objects.for_guardian(told.person).filter(case=told.case).order_by("pk"))


def steps(told: Telling) -> Iterator[Row]:
    for stop in visited(told.case):
        yield {"when": day(stop["since"]), "what": stop["name"]}


def _limits(rows: Iterable[LimitJudgement]) -> Iterator[Row]:
    for one in rows:
        yield {"when": day(one.on), "what": apart(one.limit_name, one.get_word_display()), "effect": one.reasons}


def _established(rows: Iterable[Establishment]) -> Iterator[Row]:
    for one in rows:
        instead = apart(_("Wat is nodig in plaats hiervan"), one.instead)
        yield {"when": day(one.on), "what": one.limit_name, "effect": one.reasons, "also": instead}


@tells(Part.HGW, *INSIDE_OR_NEXT)
def hgw(told: Telling) -> Iterator[Row]:
    """What helps, what hinders and what is needed now, and then what was tried."""
    for one in Insight.objects.standing().filter(pupil=told.case.pupil_id):
        yield {"when": day(one.said_on), "what": one.get_kind_display().capitalize(), "effect": one.sentence}
    yield from readers[Part.HGW](Of(told.case))


@tells(Part.MEASUREMENTS, For.GUARDIAN)
def measured(told: Telling) -> Iterator[Row]:
    for one in measurements_of(told.case.pupil):
        yield {
            "when": day(one.day),
            "what": apart(one.instrument_name, one.get_moment_display(), ", "),
            "effect": one.result,
        }


@tells(Part.ATTENDANCE, For.GUARDIAN)
def missed(told: Telling) -> Iterator[Row]:
    for one in absences_of(told.case.pupil):
        yield {"when": span(one.week, one.friday), "what": _("%(hours)s uur gemist") % {"hours": one.hours_told}}


@tells(Part.ARRANGEMENT, For.GUARDIAN)
def arrangements(told: Telling) -> Iterator[Row]:
    """Every decision with its reasons, a no too: these are theirs to know."""
    for one in Arrangement.objects.for_guardian(told.person).filter(case=told.case).order_by("starts_on", "pk"):
        yield {
            "when": span(one.starts_on, one.ended_on or one.ends_on),
            "what": apart(one.name, one.get_state_display()),
            "effect": one.goal,
            "also": "\n".join(filter(None, (*one.said_why, one.evaluation))),
        }


# --- Talks -----------------------------------------------------------------------------------------------------------


@tells(Part.ADVICE, For.TEAM)
def talks(told: Telling) -> Iterator[Row]:
    return _talks(Item.objects.filter(case=told.case, state=Item.HELD))


@tells(Part.ADVICE, For.GUARDIAN)
def talks_of_guardian(told: Telling) -> Iterator[Row]:
    """Minutes that were approved, as they stand in the portal."""
    return _talks(Item.objects.for_guardian(told.person).filter(case=told.case))


def _talks(items: Iterable[Item]) -> Iterator[Row]:
    held = {item.pk: item for item in items}
    advices: dict[int, list[Advice]] = {}
    for advice in Advice.objects.filter(item__in=held).order_by("pk"):
        advices.setdefault(advice.item_id, []).append(advice)
    decided: dict[int, list[Decision]] = {}
    for decision in Decision.objects.filter(item__in=held):
        decided.setdefault(decision.item_id, []).append(decision)
    for item in sorted(held.values(), key=lambda one: (one.held_on or one.planned_on, one.pk)):
        lines = [apart(_("Verslag"), item.minutes)] if item.minutes else []
        lines += [apart(_("Advies van %(name)s") % {"name": one.author_name}, one.text)
                  for one in advices.get(item.pk, ())]  # fmt: skip
        lines += [apart(apart(_("Besloten"), f"{one.name} ({one.owner_name})"),
                        _("uiterlijk %(day)s") % {"day": day(one.due_on)}, ", ")
                  for one in decided.get(item.pk, ())]  # fmt: skip
        yield {"when": day(item.held_on), "what": item.question, "effect": "\n".join(lines)}


@tells(Part.REFERRAL, For.GUARDIAN)
def referrals(told: Telling) -> Iterator[Row]:
    """What was asked of whom and what came back; the whole of it was shown to them before it left."""
    sent = Referral.objects.for_guardian(told.person).filter(case=told.case, sent_on__isnull=False)
    for one in sent.order_by("sent_on", "pk"):
        also = "\n".join(filter(None, (str(answer_words(one.answer)) if one.answer else "", one.answer_text)))
        yield {"when": day(one.sent_on), "what": one.desk_name, "effect": one.question, "also": also}


# --- The school's own documents --------------------------------------------------------------------------------------


@binds
def documents(told: Telling) -> Iterator[Chapter]:
    """Each in the SOP's order, its parts as the SOP has them; a draft is its author's, and stays out of every one."""
    if told.reader is For.TEAM:
        papers = Paper.objects.current().filter(case=told.case).exclude(state=Paper.DRAFT)
    elif told.reader is For.GUARDIAN:
        papers = Paper.objects.for_guardian(told.person).filter(case=told.case, replaced_on=None)
    else:
        return
    known = list(told.sop.documents)
    for paper in sorted(papers, key=lambda one: (known.index(one.key) if one.key in known else len(known), one.pk)):
        rows = tuple(
            {"when": day(part.written_on), "what": part.name, "effect": part.text} for part in ordered(told.sop, paper)
        )
        title = _("%(name)s (versie %(number)s, %(state)s)")
        said = {"name": paper.name, "number": paper.number, "state": paper.get_state_display()}
        yield Chapter(Part.DOCUMENTS, title % said, rows)


# --- What guardians wrote --------------------------------------------------------------------------------------------


@tells(Part.VIEWS, For.TEAM)
def views(told: Telling) -> Iterator[Row]:
    """What each wrote of her own accord, and beside minutes, documents and a referral; for who hears them alone."""
    if not told.hears:
        return
    yield from readers[Part.VIEWS](Of(told.case))
    yield from _added(told)


@tells(Part.VIEWS, For.NEXT_SCHOOL)
def views_along(told: Telling) -> Iterator[Row]:
    """What guardians wrote of their own accord; a copy for one of them has her own words alone."""
    writings = writings_of(told.case.pupil)
    return as_rows(writings if told.hears else writings.filter(guardian__person=told.person))


@tells(Part.VIEWS, For.GUARDIAN)
def own_views(told: Telling) -> Iterator[Row]:
    """Her own words, what she wrote to the school among them; those of another guardian are not hers to read."""
    letters = writings_of(told.case.pupil).filter(guardian__person=told.person)
    yield from ({**row, "what": _("U schreef aan de school")} for row in as_rows(letters))
    yield from _added(told, guardian__person=told.person)


def _added(told: Telling, **of: object) -> Iterator[Row]:
    minutes = MinutesReaction.objects.filter(item__case=told.case, **of).select_related("guardian__person")
    papers = PaperReaction.objects.filter(paper__case=told.case, **of).select_related("guardian__person", "paper")
    sent = ReferralSeen.objects.filter(referral__case=told.case, **of).exclude(view="")
    coming = Coming.objects.filter(item__case=told.case, **of).exclude(text="").select_related("guardian__person")
    yield from (_row(one.on, one.guardian.person.name, _("bij een uitnodiging"), one.text) for one in coming)
    yield from (_row(one.on, one.guardian.person.name, _("bij een verslag"), one.text) for one in minutes)
    yield from (_row(one.on, one.guardian.person.name, one.paper.name, one.text) for one in papers)
    yield from (
        _row(one.answered_on, one.guardian.person.name, _("bij een verwijzing"), one.view)
        for one in sent.select_related("guardian__person")
    )


def _row(on: date | None, who: str, where: str, text: str) -> Row:
    return {"when": day(on), "what": apart(who, where, ", "), "effect": text}
