"""The SOP as parents read it: what stands in the document, gathered into the parts of the public page.

The document is read as it is; nothing here judges, and nothing here knows of a pupil or of a person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.route.profile_calendar import Returning, told_calendar
from caseflow.route.profile_route import Route, Told, tables, told_routes
from caseflow.route.profile_words import FAR, SUPPORT, days_words, hours_words, span_words
from caseflow.sop.diff_words import WORDS
from caseflow.sop.offering import target_groups
from caseflow.sop.rules import Document
from caseflow.sop.schema import Sop
from caseflow.sop.schema.offer import Statement, TargetGroup
from caseflow.sop.vocabulary import PART_LABELS
from pupils.models import School
from pupils.sop import NoSop, sop_for
from pupils.years import years_words


@dataclass(frozen=True, slots=True)
class Link:
    """A page, or a place on the same page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """A target group with its three questions answered, and where the page says more."""

    anchor: str
    said: TargetGroup
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the document names, its remarks in words, and the target groups that it is for."""

    key: str
    said: Document
    remarks: tuple[str, ...] = ()
    groups: tuple[Link, ...] = ()
    badge: str = ""
    tone: str = ""

    @property
    def what(self) -> str:
        """The line of the school's own that stands under its name."""
        lines = (getattr(self.said, field, None) for field in ("what_for", "delivers", "asks"))
        return next((line for line in lines if line), "")


def profiles_of(schools: Iterable[School]) -> list[Link]:
    """The public pages of these schools, each once; a school whose SOP does not hold yet has none."""
    return [
        Link(school.name, reverse("route:profile", args=[school.key]))
        for school in {school.pk: school for school in schools}.values()
        if _has_sop(school)
    ]


def _has_sop(school: School) -> bool:
    try:
        sop_for(school, clock.today())
    except NoSop:
        return False
    return True


class Profile:
    """One SOP, part by part; the page asks each part once."""

    def __init__(self, sop: Sop) -> None:
        self.sop = sop

    def vision(self) -> list[Statement]:
        return self._texts("vision")

    def support_texts(self) -> list[Statement]:
        return self._texts("support")

    def extra_texts(self) -> list[Statement]:
        return self._texts("extra")

    def limit_texts(self) -> list[Statement]:
        return self._texts("limits")

    def adoption_texts(self) -> list[Statement]:
        return self._texts("adoption")

    def _texts(self, about: str) -> list[Statement]:
        return [text for text in self.sop.texts.values() if text.about == about]

    def basic_support(self) -> list[Group]:
        return [_group(self.sop, key, group, "basic") for key, group in self.sop.basic_support.items()]

    def extra_support(self) -> list[Group]:
        return [_group(self.sop, key, group, "extra") for key, group in self.sop.extra_support.items()]

    def basic_arrangements(self) -> list[Entry]:
        return self._arrangements("basis")

    def extra_arrangements(self) -> list[Entry]:
        return self._arrangements("extra")

    def _arrangements(self, support: str) -> list[Entry]:
        return [
            Entry(key, one, tuple(self._of_arrangement(one)), self._for("arrangements", key), str(SUPPORT[support]))
            for key, one in self.sop.arrangements.items()
            if one.support == support
        ]

    def _of_arrangement(self, one: Any) -> Iterator[str]:
        if one.partner:
            yield _("Door %(partner)s") % {"partner": self.sop.partners[one.partner].name}
        yield _("Hoogstens %(term)s, daarna kijkt de school opnieuw") % {"term": span_words(one.longest)}
        if one.brings_opp:
            yield _("Er hoort altijd een plan bij (OPP)")

    def expertise(self) -> list[Entry]:
        return [
            Entry(key, one, (days_words(one.days_a_week),) if one.days_a_week else (), self._for("expertise", key))
            for key, one in self.sop.expertise.items()
        ]

    def partners(self) -> list[Entry]:
        return [
            Entry(key, one, tuple(self._of_partner(one)), self._for("partners", key))
            for key, one in self.sop.partners.items()
        ]

    def _of_partner(self, one: Any) -> Iterator[str]:
        if one.asked:
            yield _("Hoe de school hen vraagt: %(how)s") % {"how": one.asked}
        if one.consent:
            yield _("Vooraf vraagt de school uw toestemming: %(what)s") % {"what": self.sop.purposes[one.consent].name}

    def purposes(self) -> list[Entry]:
        return [Entry(key, one, tuple(self._of_purpose(one))) for key, one in self.sop.purposes.items()]

    def _of_purpose(self, one: Any) -> Iterator[str]:
        if one.roles:
            yield _("Met wie: %(who)s") % {"who": self.sop.names(one.roles)}
        yield _("Wat zij mogen lezen: %(parts)s") % {"parts": "; ".join(_(PART_LABELS[part]) for part in one.parts)}
        yield _("Uw ja geldt %(term)s. U kunt het altijd intrekken.") % {"term": span_words(one.lasts)}

    def programmes(self) -> list[Entry]:
        return [
            Entry(
                key,
                one,
                (*self._years(one), *(hours_words(hours, self.sop.phases.values()) for hours in one.hours)),
                self._for("programmes", key),
            )
            for key, one in self.sop.programmes.items()
        ]

    def instruments(self) -> list[Entry]:
        return [
            Entry(key, one, tuple(self._years(one)), self._for("instruments", key))
            for key, one in self.sop.instruments.items()
        ]

    def tables(self) -> tuple[Told, ...]:
        return tables(self.sop)

    def routes(self) -> tuple[Route, ...]:
        return told_routes(self.sop)

    def _years(self, one: Any) -> Iterator[str]:
        said = years_words(one.years, self.sop.phases.values())
        if said:
            yield said[:1].upper() + said[1:]

    def calendar(self) -> tuple[Returning, ...]:
        return told_calendar(self.sop)

    def bar(self) -> list[str]:
        """When the lack of progress is put before people: the school's own numbers, in words."""
        bar = self.sop.handelingsverlegenheid
        rows = ngettext(
            "Op minder dan %(share)d%% van de doelen is er vooruitgang.",
            "Op minder dan %(share)d%% van de doelen is er vooruitgang, %(times)d keer achter elkaar.",
            bar.in_a_row,
        )
        goals = ngettext(
            "Er is ten minste %(goals)d doel dat te meten is.",
            "Er zijn ten minste %(goals)d doelen die te meten zijn.",
            bar.goals_min,
        )
        return [
            _("Er is ten minste %(term)s gewerkt volgens het OPP.") % {"term": span_words(bar.period)},
            _("Ten minste %(share)d%% van de afgesproken hulp is echt gegeven.") % {"share": bar.held_share},
            goals % {"goals": bar.goals_min},
            rows % {"share": bar.share, "times": bar.in_a_row},
        ]

    def ambitions(self) -> list[tuple[str, list[Entry]]]:
        """By theme, in the order of the document."""
        themes: dict[str, list[Entry]] = {}
        for key, one in self.sop.ambitions.items():
            far, tone = _(WORDS[one.state]), FAR[one.state]
            told = Entry(key, one, (", ".join(one.school_years),), badge=far, tone=tone)
            themes.setdefault(one.theme, []).append(told)
        return list(themes.items())

    def _for(self, section: str, key: str) -> tuple[Link, ...]:
        """The target groups that point at this."""
        return tuple(
            Link(group.name, f"#{_anchor(at[0], at[1])}")
            for at, group in target_groups(self.sop)
            if key in getattr(group, section)
        )


#: The sections that a target group points at, and what one of them is called in the address of its place.
PLACES = {
    "expertise": "expertise",
    "partners": "partner",
    "programmes": "programme",
    "instruments": "instrument",
    "arrangements": "arrangement",
}


def _group(sop: Sop, key: str, group: TargetGroup, section: str) -> Group:
    answers = (
        (_("In de lessen"), group.in_lessons),
        (_("Voorzieningen"), group.facilities),
        (_("Samen met partners"), group.with_partners),
    )
    links = tuple(
        Link(getattr(sop, where)[name].name, f"#{place}-{name}")
        for where, place in PLACES.items()
        for name in getattr(group, where)
    )
    return Group(_anchor(f"{section}_support", key), group, answers, links)


def _anchor(section: object, key: object) -> str:
    return f"{str(section).partition('_')[0]}-{key}"
