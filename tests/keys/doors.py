"""The doors through which a person meets a SOP. Each shows words and days, never a number of the database."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route.models import Case, Deadline, Item, Task
from caseflow.route.watch import sweep
from caseflow.sop.loading import SopErrors
from pupils.commands.measured import record_measurement
from pupils.commands.sociogram import answer_sociogram, begin_sociogram, close_sociogram
from pupils.errors import Invalid
from pupils.models import Consent, Grant, Person, Pupil
from pupils.waiting import waiting_for
from tests.cast import make_pupil
from tests.keys.looking import DAY, Door, Look, through
from tests.keys.pages import words_of
from tests.route.stories import sign_in

#: Something that happens at a school before one looks.
Doing = Callable[[Look], Any]


def main_of(person: Person | None, url: str) -> str:
    """What stands on a page of Caseflow, or that it is refused."""
    answer = (sign_in(person) if person else Client()).get(url)
    if answer.status_code != 200:
        return f"refused: {answer.status_code}"
    return str(answer.content.decode()).partition("<main")[2].partition(">")[2].partition("</main>")[0]


def case_page(look: Look, case: Case, by: str) -> str:
    return main_of(look.person(by), reverse("route:case", args=[case.pk]))


def parts(html: str, begins: str, ends: str) -> list[str]:
    return [words_of(found) for found in re.findall(rf"{begins}.*?{ends}", html, re.S)]


def role_of(look: Look, person_id: int) -> str:
    """Whom a row is for, without a name."""
    roles = [role for role, person in look.world.people.items() if person.pk == person_id]
    guardians = {guardian.person_id for guardian in look.world.guardians}
    return roles[0] if roles else "guardian" if person_id in guardians else "desk"


# --- Findings ---------------------------------------------------------------------------------------------------------


@through(Door.FINDING)
def cards(look: Look, step: str, by: str, happens: Doing | None = None) -> Any:
    """Every way out on the page of a case at this step: what it asks, why, and whom it waits for."""
    case = look.case(step)
    if happens:
        happens(look)
    return parts(case_page(look, case, by), '<article class="card">', "</article>")


@through(Door.FINDING)
def asked_before(look: Look, step: str, act: str, by: str, happens: Doing | None = None) -> Any:
    """What stands on the page of an act: all that it asks."""
    case = look.case(step)
    if happens:
        happens(look)
    html = main_of(look.person(by), reverse("route:act", args=[case.pk, act]))
    return parts(html, '<section class="findings', "</section>") or html


# --- Terms ------------------------------------------------------------------------------------------------------------


@through(Door.DEADLINE)
def terms(look: Look, happens: Doing) -> Any:
    """Every term that runs after something happened: its name, whose it is, what meets it, and its days."""
    happens(look)
    rows = Deadline.objects.running().order_by("rule")
    return list(rows.values_list("name", "owner_role", "meets", "started_on", "due_on", "extended_to", "remind_on"))


@through(Door.DEADLINE)
def told_terms(look: Look, happens: Doing, by: str) -> Any:
    """The terms as the page of the case tells them, with where each comes from."""
    happens(look)
    [case] = Case.objects.all()
    return parts(case_page(look, case, by), "<h2>Termijnen</h2>", "</section>")


# --- Consent, grants, invitations -------------------------------------------------------------------------------------


@through(Door.CONSENT)
def consents(look: Look, happens: Doing) -> Any:
    """What the guardians were asked, and what was granted since."""
    happens(look)
    asked = [
        (one.purpose_name, sorted(one.parts), one.until, without_names(one.text), one.care, one.everyone,
         sorted(role_of(look, person.pk) for person in one.recipients.all()))
        for one in Consent.objects.order_by("pk")
    ]  # fmt: skip
    granted = [(role_of(look, one.person_id), one.parts, one.ends_on) for one in Grant.objects.order_by("pk")]
    return asked, granted


@through(Door.CONSENT)
def asked_in_arabic(look: Look, happens: Doing) -> Any:
    """The question as a guardian reads it who reads Arabic."""
    happens(look)
    guardian, [asked] = look.world.guardians[0].person, Consent.objects.all()
    Person.objects.filter(pk=guardian.pk).update(language="ar")
    guardian.refresh_from_db()
    return without_names(words_of(main_of(guardian, reverse("route:guardian_consent", args=[asked.pk]))))


@through(Door.CONSENT)
def asked_again(look: Look, happens: Doing, by: str) -> Any:
    """What the page of the case says of guardians who do not answer."""
    happens(look)
    [case] = Case.objects.all()
    return parts(case_page(look, case, by), 'aria-labelledby="consents"', "</section>")


def without_names(text: str) -> str:
    return re.sub(r"Kind \d+", "Kind", text)


@through(Door.INVITATION)
def invitations(look: Look, happens: Doing) -> Any:
    """Who is asked to the table, as what, and whether she must."""
    happens(look)
    rows = [one for item in Item.objects.order_by("pk") for one in item.invitations.order_by("role")]
    return [(one.role, one.role_name, one.required) for one in rows]


# --- What waits, and what can be chosen -------------------------------------------------------------------------------


@through(Door.TASK)
def start_pages(look: Look, happens: Doing, on: date = DAY) -> Any:
    """What waits on the start page of each role."""
    happens(look)
    with clock.at(on):
        everybody = {**look.world.people, "desk": look.world.desk}
        return {role: [(one.title, one.about, one.label, one.due_on) for one in waiting_for(person)]
                for role, person in everybody.items()}  # fmt: skip


@through(Door.TASK)
def form(look: Look, step: str, act: str, by: str, happens: Doing | None = None) -> Any:
    """What the form of an act tells and lets one choose."""
    case = look.case(step)
    if happens:
        happens(look)
    return words_of(main_of(look.person(by), reverse("route:act", args=[case.pk, act])))


@through(Door.TASK)
def help_form(look: Look, step: str, key: str, by: str) -> Any:
    """Which arrangements can be asked for, or what the form of one of them asks."""
    case = look.case(step)
    place = (
        reverse("route:arrangement_ask", args=[case.pk, key])
        if key
        else reverse("route:arrangement_kinds", args=[case.pk])
    )
    html = main_of(look.person(by), place)
    return words_of(html), re.findall(r'<input type="(?:date|number)"|<textarea', html)


@through(Door.TASK)
def exit_form(look: Look, step: str, key: str, by: str) -> Any:
    """What is asked of who takes a way out."""
    case = look.case(step)
    return words_of(main_of(look.person(by), reverse("route:exit", args=[case.pk, key])))


@through(Door.TASK)
def opening_form(look: Look, by: str) -> Any:
    return words_of(main_of(look.person(by), reverse("route:open_case", args=[look.world.pupil.pk])))


@through(Door.TASK)
def writing(look: Look, step: str, document: str, section: str, by: str) -> Any:
    """What is asked of who writes a part of a document."""
    case = look.case(step)
    return words_of(main_of(look.person(by), reverse("route:paper_write", args=[case.pk, document, section])))


@through(Door.TASK)
def after_no(look: Look, step: str, by: str, happens: Doing) -> Any:
    """What can be done after a "no"."""
    case = look.case(step)
    happens(look)
    return parts(case_page(look, case, by), '<h2 id="other-ways">', "</section>")


@through(Door.TASK)
def panel(look: Look, by: str, heading: str, happens: Doing) -> Any:
    """What one part of the page of a case asks of somebody."""
    happens(look)
    [case] = Case.objects.all()
    return parts(case_page(look, case, by), f'<h2 id="{heading}">', "</section>")


@through(Door.TASK)
def occasions(look: Look, by: str, days: int = 0) -> Any:
    """What waits by the calendar so many days on, and what is asked of who finishes the first of it."""
    pupil, on, person = look.world.pupil, DAY + timedelta(days=days), look.person(by)
    Pupil.objects.filter(pk=pupil.pk).update(enrolled_on=DAY)
    sweep(DAY)
    sweep(on)
    with clock.at(on):
        rows = [one for one in waiting_for(person) if one.due_on]
        first = words_of(main_of(person, rows[0].url)) if rows else ""
    return [(one.title, one.about, one.due_on) for one in rows], first


@through(Door.TASK)
def talks_after(look: Look, by: str, *levels: str) -> Any:
    """Which talks with the child wait once results of these levels are recorded, each on a day of its own."""
    Pupil.objects.filter(pk=look.world.pupil.pk).update(enrolled_on=DAY)
    person = look.person(by)
    for number, level in enumerate(levels):
        with clock.at(DAY + timedelta(days=number)):
            day = clock.today()
            said = {"instrument": "meetlat", "day": day, "moment": "main", "level": level}
            record_measurement(look.world.pupil.pk, **said, actor=person)
    with clock.at(DAY + timedelta(days=len(levels))):
        return [(one.title, one.due_on) for one in waiting_for(person) if one.due_on]


@through(Door.TASK)
def sociogram(look: Look, by: str) -> Any:
    """What a child is asked and may choose from, and for whom a talk waits when two chose the third and she nobody."""
    world, person = look.world, look.person(by)
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=DAY)
    names = ("Ali", "Bo")
    ali, bo = (make_pupil(world.school, world.group, first_name=name, last_name="Kind").pk for name in names)
    try:
        round_ = begin_sociogram(world.group.pk, "kring", actor=person)
    except Invalid as refused:
        return str(refused)
    asked = words_of(main_of(person, reverse("pupils:sociogram_child", args=[round_.pk, ali])))
    answer_sociogram(round_.pk, ali, [world.pupil.pk], actor=person)
    answer_sociogram(round_.pk, bo, [world.pupil.pk, ali], actor=person)
    close_sociogram(round_.pk, actor=person)
    return asked, [(one.title, one.about) for one in waiting_for(person) if one.due_on]


# --- Refusals and notices ---------------------------------------------------------------------------------------------


@through(Door.REFUSAL)
def done(look: Look, happens: Doing) -> Any:
    """Whether it is done, or who or what refuses it."""
    try:
        happens(look)
    except SopErrors:
        return "refused: this is no SOP"
    except Exception as refused:  # each act has its own way to refuse: which, and with which words, is what is seen
        return type(refused).__name__, re.sub(r"\d{3,}", "…", str(refused))
    return "done", sorted(Case.objects.values_list("step", flat=True)), sorted(Task.objects.values_list("kind"))


@through(Door.NOTICE)
def notices(look: Look, happens: Doing) -> Any:
    happens(look)
    return sorted((one.kind, role_of(look, one.recipient_id)) for one in Notice.objects.all())


# --- The public page --------------------------------------------------------------------------------------------------


@through(Door.PAGE)
def page(look: Look) -> Any:
    """What anybody reads of the school, and where its links lead."""
    html = main_of(None, reverse("route:profile", args=[look.world.school.key]))
    return words_of(html), re.findall(r'href="(#[^"]*)"', html)
