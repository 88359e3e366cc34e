"""Two plans of one group: one that runs since six weeks and one in the making, each with what was understood first."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from caseflow.demo.people import DemoSchool
from caseflow.sop.dates import last_school_day
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.group_plan import begin_group_plan, put_cluster, put_group_plan_in_force
from pupils.commands.insight import note_insight
from pupils.models import Person, Pupil, RoleAssignment
from pupils.sop import sop_for

GROUP = "Groep 5"
RUNS_SINCE, TALKED_OVER, LASTS = timedelta(weeks=6), timedelta(weeks=1), timedelta(weeks=18)
#: The place of a child in the list of the group; what was understood of it.
UNDERSTOOD: tuple[tuple[int, str, str, str, str], ...] = (
    (0, "needs", "instruction", "rekenen", "kort is, met eerst doen en dan pas opschrijven"),
    (0, "stimulates", "", "rekenen", "werkt graag met geld en met echte spullen"),
    (1, "needs", "instruction", "rekenen", "een stap tegelijk laat zien"),
    (1, "hinders", "", "rekenen", "raakt de draad kwijt bij lange opgaven"),
    (2, "needs", "instruction", "rekenen", "begint bij wat al lukt"),
    (3, "needs", "tasks", "rekenen", "meer dan één goed antwoord hebben"),
    (3, "stimulates", "", "rekenen", "legt graag uit hoe iets bedacht is"),
    (4, "needs", "tasks", "rekenen", "ook na de eerste oplossing nog iets te zoeken geven"),
    (5, "needs", "feedback", "taal", "meteen komt, en zegt wat er goed ging"),
    (6, "needs", "feedback", "taal", "over één ding tegelijk gaat"),
    (6, "hinders", "", "taal", "durft niet hardop te lezen als de hele groep luistert"),
)
CLUSTERS: tuple[tuple[tuple[int, ...], dict[str, Any]], ...] = (
    ((0, 1, 2), {
        "name": "Verlengde instructie",
        "needs": "Instructie die kort is en elke stap laat zien, en tijd om het met materiaal te doen.",
        "goal": "De tafels van 2, 5 en 10 uit het hoofd, en bij 8 van de 10 sommen de goede aanpak.",
        "approach": "Na de les tien minuten voordoen, nadoen en verwoorden. Eerst met rekenrek en geld.",
        "organisation": "Aan de instructietafel, ma, di en do na de les.",
    }),
    ((3, 4), {
        "name": "Plus",
        "needs": "Opdrachten waar je over moet nadenken, en iemand om het aan uit te leggen.",
        "goal": "Elke twee weken een opdracht af, en aan de groep vertellen hoe het denken ging.",
        "approach": "Compacten: de helft van de oefenstof. In die tijd een opdracht uit de pluskist, met zijn tweeën.",
        "organisation": "Zelfstandig, di en vr; nabespreken op vrijdag.",
    }),
)  # fmt: skip


def group_plans(demo: DemoSchool) -> Iterator[date]:
    """What was understood and planned six weeks ago; and a week ago a plan for the next area was begun."""
    free = sop_for(demo.school, demo.today)[1].free_days()
    began, lately = (last_school_day(demo.today - ago, free) for ago in (RUNS_SINCE, TALKED_OVER))
    told = {pupil.pk for pupil in demo.pupils.values()}
    pupils = [pupil for pupil in demo.groups[GROUP].pupils.order_by("pk") if pupil.pk not in told]
    yield began
    teacher = _teacher(demo, began)
    _understood(pupils, "rekenen", teacher)
    plan = _begun(demo, "rekenen", began, teacher)
    for places, words in CLUSTERS:
        put_cluster(plan.pk, **words, pupils=[pupils[place].pk for place in places], actor=teacher)
    put_group_plan_in_force(plan.pk, actor=teacher)
    yield lately
    teacher = _teacher(demo, lately)
    _understood(pupils, "taal", teacher)
    _begun(demo, "taal", lately, teacher)


def _understood(pupils: list[Pupil], area: str, teacher: Person) -> None:
    for place, kind, stem, about, words in UNDERSTOOD:
        if about == area:
            note_insight(pupils[place].pk, kind, area, words, stem, actor=teacher)


def _begun(demo: DemoSchool, area: str, on: date, teacher: Person) -> Any:
    return begin_group_plan(demo.groups[GROUP].pk, area, on, on + LASTS, actor=teacher)


def _teacher(demo: DemoSchool, on: date) -> Person:
    """Who teaches the group on this day; of two the first."""
    held = RoleAssignment.objects.current(on).filter(kind=RoleKind.TEACHER, groups=demo.groups[GROUP])
    return held.select_related("person").earliest("pk").person
