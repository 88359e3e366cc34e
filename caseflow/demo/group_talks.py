"""The talks about one group: what was said and agreed at the last ones, what came of it, and an agenda for the next."""

from collections.abc import Iterator
from datetime import date, timedelta

from caseflow.demo.group_plans import GROUP
from caseflow.demo.people import DemoSchool
from caseflow.sop.vocabulary import OccasionKind, RoleKind
from pupils.commands.agreement import finish_agreement
from pupils.commands.group_talk import Agreed, note_at_talk, put_on_talk
from pupils.group_talk import not_on_agenda, talks_of_groups
from pupils.models import Occasion, Person, Pupil, TalkLine

#: The place of a child in the list of the group; why, what both said, and what they agreed: who, and within how long.
Said = tuple[int, str, tuple[tuple[RoleKind, str], ...], tuple[tuple[RoleKind, str, timedelta], ...]]
WEEK = timedelta(weeks=1)
TEACHER, IB_ER = RoleKind.TEACHER, RoleKind.IB_ER
#: What was said at one talk and the next, in turn.
ROUNDS: tuple[tuple[Said, ...], ...] = (
    ((2, "Begint laat aan het werk.",
      ((TEACHER, "Een tafel dicht bij de instructie helpt, en samen de eerste som maken."),),
      ((TEACHER, "Vijf weken elke les samen de eerste som maken.", 5 * WEEK),)),
     (5, "Wacht lang met vragen als iets niet lukt.",
      ((IB_ER, "Een blokje op tafel, rood of groen, werkte in een andere groep goed."),),
      ())),
    ((1, "Raakt de draad kwijt bij lange opgaven.",
      ((TEACHER, "Met een kaartje waarop de stappen staan gaat het beter."),
       (IB_ER, "Dan hoort dat kaartje volgend jaar ook in de klas te liggen.")),
      ((TEACHER, "Het kaartje meegeven bij de overdracht.", 5 * WEEK),)),),
    ((6, "Leest niet hardop als de hele groep luistert. Hoe pakken we dat aan?",
      ((TEACHER, "In een groepje van drie lukt het wel. Thuis wordt elke avond voorgelezen."),
       (IB_ER, "Voorspelbaar maken helpt: van tevoren weten welk stukje je leest, en dat thuis oefenen.")),
      ((TEACHER, "Lezen in een groepje van drie, en opschrijven hoe het gaat.", 5 * WEEK),
       (IB_ER, "Een keer komen kijken bij het lezen in het groepje.", 5 * WEEK))),
     (3, "Het werk is snel af, en dan wordt het onrustig.",
      ((TEACHER, "De pluskist werkt, maar niet aan het eind van de ochtend. Dan is er niemand om mee te overleggen."),),
      ((IB_ER, "Navragen of er op donderdag plek is in de plusgroep.", 6 * WEEK),)),
     (1, "Raakt de draad kwijt bij lange opgaven.",
      ((TEACHER, "Het kaartje met de stappen wordt weer gebruikt."),
       (IB_ER, "Dan hoeft er nu niets bij. In het groepsplan staat het al.")),
      ())),
)  # fmt: skip
WISHED = (5, "Zit de laatste weken in de pauze vaak alleen.")
CAME_OF = "Gedaan. Het gaat een stuk beter; we houden het zo."
SINCE = timedelta(days=320)


def talk_over(demo: DemoSchool, talk: Occasion, day: date) -> None:
    """Before a talk of the last year is finished: each child its turn."""
    if talk.what != OccasionKind.GROUP_TALK or talk.group != demo.groups[GROUP] or talk.due_on < demo.today - SINCE:
        return
    before = Occasion.objects.filter(group=talk.group, points__isnull=False).distinct().count()
    pupils = _pupils(demo)
    for place, why, lines, agreed in ROUNDS[before % len(ROUNDS)]:
        pupil = pupils[place].pk
        put_on_talk(talk.pk, due=[], others=[pupil], why=why, actor=_one(demo, TEACHER))
        for kind, text in lines:
            note_at_talk(talk.pk, pupil, text=text, actor=_one(demo, kind))
        for kind, what, within in agreed:
            by_whom = Agreed(what, _one(demo, kind).pk, day + within)
            note_at_talk(talk.pk, pupil, agreed=by_whom, actor=_one(demo, IB_ER))


def agreements_kept(demo: DemoSchool, day: date) -> None:
    """Month by month what was agreed and comes near is done."""
    near = TalkLine.objects.open().filter(point__pupil__school=demo.school, until__lte=day + 2 * WEEK)
    for line in near.select_related("owner"):
        if line.owner is not None:
            finish_agreement(line.pk, came_of=CAME_OF, actor=line.owner)


def talks_to_come(demo: DemoSchool) -> Iterator[date]:
    """Today: the next talk has an agenda of what is due, and of what the teacher put on it."""
    yield demo.today
    talk = talks_of_groups([demo.groups[GROUP].pk]).first()
    if talk is None:
        return
    teacher, (place, why) = _one(demo, TEACHER), WISHED
    due = [pupil.pk for pupil, reason in not_on_agenda(teacher, talk, demo.today) if reason]
    put_on_talk(talk.pk, due=due[:3], actor=_one(demo, IB_ER))
    wished = _pupils(demo)[place].pk
    if wished not in due[:3]:
        put_on_talk(talk.pk, others=[wished], why=why, actor=teacher)


def _pupils(demo: DemoSchool) -> list[Pupil]:
    """Of whom no story is told."""
    told = {pupil.pk for pupil in demo.pupils.values()}
    return [pupil for pupil in demo.groups[GROUP].pupils.order_by("pk") if pupil.pk not in told]


def _one(demo: DemoSchool, kind: RoleKind) -> Person:
    """Who holds the role now, for the group where it is bound to one."""
    group = demo.groups[GROUP]
    held = (role for role in demo.held() if role.kind == kind and role.ends_on is None)
    return next(role.person for role in held if kind != TEACHER or group in role.groups.all())
