"""What is looked at before a new version of a SOP is adopted: its place in time, cases, people, consents, what runs."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow.route.models import Arrangement, Deadline, Referral, Task
from caseflow.route.readiness import Cases, Finding, Look, looks
from caseflow.route.succession import Place, without_place
from caseflow.sop.complaining import Severity
from caseflow.sop.succession import Grown, grown, moves_of
from caseflow.sop.vocabulary import PART_LABELS, STATE_LABELS, RoleKind, State
from pupils.models import Consent, RoleAssignment, SopVersion

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

# --- The version itself ----------------------------------------------------------------------------------------------


@looks
def never_judges(look: Look) -> Iterator[Finding]:
    same = SopVersion.objects.filter(school=look.school).adopted(look.on).filter(first_day__gte=look.sop.first_day)
    for other in same.defer("text").exclude(version=look.sop.version):
        if other.first_day > look.on and other.first_day != look.sop.first_day:
            continue
        day = date_format(other.first_day, "j F Y")
        what = _("Versie %(version)s geldt vanaf %(day)s.") % {"version": other.version, "day": day}
        why = _("De nieuwste vastgestelde versie waarvan de eerste dag er is, beslist; deze zou nooit gelden.")
        yield Finding(ERROR, what, why, _("Geef deze tekst een latere first_day en upload hem als nieuw concept."))


@looks
def judges_at_once(look: Look) -> Iterator[Finding]:
    """Not in the way, but to be known: nothing undoes it once it judges."""
    newest = SopVersion.objects.filter(school=look.school).judging(look.on).defer("text").first()
    if look.sop.first_day <= look.on and (newest is None or newest.first_day < look.sop.first_day):
        what = _("Deze versie gaat meteen in: de eerste dag was %(day)s.") % {
            "day": date_format(look.sop.first_day, "j F Y")
        }
        why = _("Vanaf de vaststelling beslist zij over elke stap; intrekken kan dan niet meer.")
        yield Finding(WARNING, what, why, _("Kijk of dat de bedoeling is. Geef de tekst anders een latere first_day."))


@looks
def of_this_school(look: Look) -> Iterator[Finding]:
    if look.sop.school.brin != look.school.brin:
        numbers = {"theirs": look.sop.school.brin, "ours": look.school.brin}
        what = _("Het SOP noemt BRIN %(theirs)s; deze school heeft %(ours)s.") % numbers
        yield Finding(WARNING, what, _("Ouders lezen dit nummer op de pagina van de school."), _("Kijk het BRIN na."))


# --- Cases that stand where the version has no place -----------------------------------------------------------------


@looks
def dropped_places(look: Look) -> Iterator[Finding]:
    tracks: dict[str, int] = {}
    for place in without_place(look.sop, look.places):
        if place.track in look.sop.tracks:
            yield _no_step(look, place)
        else:
            tracks[place.track] = tracks.get(place.track, 0) + place.number
    yield from (_no_track(look, track, number) for track, number in tracks.items())


def _no_track(look: Look, key: str, number: int) -> Finding:
    track = look.old_name("tracks", key)
    return Finding(
        ERROR,
        _("%(cases)s op het spoor ‘%(track)s’, en dat spoor vervalt.") % {"cases": _cases(number), "track": track},
        _("Wie op een spoor staat dat er niet meer is, kan geen stap meer zetten."),
        _("Sluit deze casussen eerst, of laat het spoor staan."),
        _children(look, track=key),
    )


def _no_step(look: Look, place: Place) -> Finding:
    words = {"cases": _cases(place.number), "step": look.old_name("steps", place.step), "key": place.step}
    wrong = look.sop.moves.get(place.step)
    if wrong:
        states = {"new": _(STATE_LABELS[look.sop.steps[wrong].state]), "old": _(STATE_LABELS[State(place.state)])}
        what = _("%(cases)s in de stap ‘%(step)s’; ‘moves’ stuurt hen naar een stap met een andere toestand.") % words
        why = (
            _("Een nieuwe SOP verplaatst een kind alleen binnen dezelfde toestand: nu %(old)s, daar %(new)s.") % states
        )
    else:
        what = _("%(cases)s in de stap ‘%(step)s’, en die stap vervalt.") % words
        why = _("Deze versie zegt niet waar zij heen gaan.")
    todo = _(
        "Noem de nieuwe stap bij moves ({%(key)s: …}), met dezelfde toestand, of laat deze casussen eerst verdergaan."
    )
    return Finding(ERROR, what, why, todo % words, _children(look, step=place.step, track=place.track))


@looks
def moved_cases(look: Look) -> Iterator[Finding]:
    """Not in the way, but to be known before one adopts."""
    for move in moves_of(look.sop):
        for place in look.places:
            if (place.step, place.state) == (move.old, move.state) and place.track in look.sop.tracks:
                words = {
                    "cases": _cases(place.number),
                    "old": look.old_name("steps", move.old),
                    "new": look.sop.steps[move.new].name,
                }
                what = _("%(cases)s in de stap ‘%(old)s’; die gaat over in ‘%(new)s’.") % words
                why = _("De oude stap vervalt, de toestand niet. Termijnen die de nieuwe stap ook heeft, lopen door.")
                todo = _("Niets: dit gebeurt op de eerste dag, met in elke casus een regel in de tijdlijn.")
                yield Finding(ADVICE, what, why, todo, _children(look, step=move.old, track=place.track))


# --- People ----------------------------------------------------------------------------------------------------------


@looks
def roles_that_nobody_has(look: Look) -> Iterator[Finding]:
    held = set(_assignments(look).values_list("role", flat=True))
    working = {role for step in look.sop.steps.values() for role in (*step.owner, *step.chair, *step.decides)}
    directors = look.sop.roles_of_kind(RoleKind.DIRECTOR)
    todo = _("Vraag de beheerder om iemand deze rol te geven.")
    if not held & set(directors):
        names = look.sop.names(directors)
        why = _("Besluiten die de wet aan de directeur geeft, kan dan niemand nemen.")
        yield Finding(ERROR, _("Niemand heeft de rol ‘%(role)s’.") % {"role": names}, why, todo)
    for key, role in look.sop.roles.items():
        if key not in held and key not in directors:
            what = _("Niemand heeft de rol ‘%(role)s’.") % {"role": role.name}
            needed = key in working
            why = _("Deze rol werkt aan een stap of beslist erover.") if needed else _("Deze plaats blijft leeg.")
            yield Finding(WARNING if needed else ADVICE, what, why, todo)


@looks
def people_without_a_role(look: Look) -> Iterator[Finding]:
    rows = _assignments(look).values_list("role", "kind").annotate(number=Count("person", distinct=True))
    for key, kind, number in rows.order_by("role"):
        role = look.sop.roles.get(key)
        people = ngettext("%(number)s mens", "%(number)s mensen", number) % {"number": number}
        if role is None:
            what = _("%(people)s met de rol ‘%(role)s’, die vervalt.") % {
                "people": people,
                "role": look.old_name("roles", key),
            }
            why = _("In deze versie is geen werk voor deze rol.")
            yield Finding(WARNING, what, why, _("Vraag de beheerder om hun een rol van de nieuwe versie te geven."))
        elif role.kind != kind:
            what = _("%(people)s met de rol ‘%(role)s’, die van een andere soort wordt.")
            why = _("Wat iemand mag zien, hangt aan de soort rol die is vastgelegd.")
            todo = _("Vraag de beheerder om deze rol opnieuw te geven.")
            yield Finding(WARNING, what % {"people": people, "role": role.name}, why, todo)


def _assignments(look: Look) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.current(max(look.on, look.sop.first_day)).filter(school=look.school)


# --- What runs -------------------------------------------------------------------------------------------------------


@looks
def guardians_to_be_asked_anew(look: Look) -> Iterator[Finding]:
    """A live consent covers what was asked, word for word, and no more (AVG art. 7)."""
    for change in grown(look.before, look.sop) if look.before else ():
        asked = Consent.objects.live(look.on).filter(case_id__in=look.cases.values("pk"), purpose=change.purpose)
        rows = tuple(asked.select_related("pupil").order_by("pupil__last_name", "pk"))
        if rows:
            cases = tuple((row.case_id, row.pupil.full_name) for row in rows)
            yield _asked_anew(look, change, cases)


def _asked_anew(look: Look, change: Grown, cases: Cases) -> Finding:
    number = len(cases)
    name = look.old_name("purposes", change.purpose)
    given = ngettext("%(number)s toestemming", "%(number)s toestemmingen", number) % {"number": number}
    if change.gone:
        what = _("%(given)s voor ‘%(purpose)s’, en dat wordt niet meer gevraagd.") % {"given": given, "purpose": name}
        why = _("Wat gegeven is, blijft tot het verloopt; voor iets anders geldt het niet.")
        return Finding(ADVICE, what, why, _("Vraag deze ouders opnieuw als je weer iets wilt delen."), cases)
    more = [_(PART_LABELS[part]) for part in sorted(change.parts)]
    more += [look.sop.roles[role].name for role in sorted(change.roles)]
    more += sorted(change.offices)
    what = _("%(given)s voor ‘%(purpose)s’, dat nu ook gaat over: %(more)s.")
    why = _("Toestemming geldt voor wat er is gevraagd, en voor niets erbij (AVG art. 7).")
    todo = _("Vraag deze ouders opnieuw voordat je meer deelt, of met meer mensen.")
    return Finding(WARNING, what % {"given": given, "purpose": name, "more": ", ".join(more)}, why, todo, cases)


@looks
def arrangements_that_vanish(look: Look) -> Iterator[Finding]:
    running = Arrangement.objects.filter(state__in=(*Arrangement.ASKED, Arrangement.GRANTED))
    gone = running.exclude(key__in=list(look.sop.arrangements))
    why = _("Wat is toegekend loopt door tot zijn einddatum; verlengen kan onder deze versie niet.")
    todo = _("Bespreek met de ouders wat er daarna komt, of laat het arrangement in het SOP staan.")
    for name, cases in _by(look, gone, "name").items():
        what = _("Het arrangement ‘%(name)s’ loopt of is voorgesteld, en staat niet meer in het SOP.")
        yield Finding(WARNING, what % {"name": name}, why, todo, cases)


@looks
def desks_that_vanish(look: Look) -> Iterator[Finding]:
    gone = Referral.objects.filter(state__in=(Referral.CONCEPT, Referral.SENT)).exclude(desk__in=list(look.sop.desks))
    why = _("Het antwoord op een verwijzing die loopt, komt nog.")
    todo = _("Wacht het antwoord af, of laat het loket in het SOP staan.")
    for name, cases in _by(look, gone, "desk_name").items():
        what = _("Er loopt een verwijzing naar ‘%(name)s’, en dat loket staat niet meer in het SOP.")
        yield Finding(WARNING, what % {"name": name}, why, todo, cases)


@looks
def referrals_to_sign(look: Look) -> Iterator[Finding]:
    """What lies before guardians for a desk that asks their signature from now on: nobody gave one yet."""
    known = {key: desk.parents_sign for key, desk in look.before.desks.items()} if look.before else {}
    asks = {key: desk.parents_sign for key, desk in look.sop.desks.items() if desk.parents_sign != "nobody"}
    anew = [key for key, who in asks.items() if who != known.get(key)]
    shown = Referral.objects.filter(state=Referral.CONCEPT, desk__in=anew, views__isnull=False).distinct()
    why = _("Zij gaat dan pas weg als wie moet tekenen getekend heeft.")
    todo = _("Vertel het de ouders. Vanaf de eerste dag vraagt hun portaal de handtekening.")
    for name, cases in _by(look, shown, "desk_name").items():
        what = _("Er ligt een verwijzing bij ouders, en ‘%(name)s’ vraagt nu hun handtekening.")
        yield Finding(ADVICE, what % {"name": name}, why, todo, cases)


@looks
def work_of_roles_that_vanish(look: Look) -> Iterator[Finding]:
    """A term or task is brought to the mind of a role: of one that is not there any more, to nobody's."""
    roles = list(look.sop.roles)
    terms = _by(look, Deadline.objects.running().exclude(owner_role__in=roles), "owner_role")
    tasks = _by(look, Task.objects.filter(done_on=None).exclude(owner_role__in=roles), "owner_role")
    for key in sorted({*terms, *tasks}):
        what = _("Er lopen termijnen of taken van de rol ‘%(role)s’, die vervalt.")
        why = _("Niemand wordt er dan nog aan herinnerd.")
        cases = tuple(dict.fromkeys((*terms.get(key, ()), *tasks.get(key, ()))))
        todo = _("Rond ze eerst af, of houd in deze versie dezelfde sleutel voor de rol (de naam mag anders).")
        yield Finding(WARNING, what % {"role": look.old_name("roles", key)}, why, todo, cases)


def _by(look: Look, rows: QuerySet[Any], word: str) -> dict[str, Cases]:
    """The open cases that these rows are of, by a word of the row."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in rows.filter(case__in=look.cases).select_related("case__pupil").order_by(word, "case"):
        found.setdefault(getattr(row, word), []).append((row.case_id, row.case.pupil.full_name))
    return {name: tuple(dict.fromkeys(cases)) for name, cases in found.items()}


def _cases(number: int) -> str:
    return ngettext("%(number)s casus staat", "%(number)s casussen staan", number) % {"number": number}


def _children(look: Look, **where: str) -> Cases:
    rows = look.cases.filter(**where).select_related("pupil").order_by("pupil__last_name", "pk")
    return tuple((case.pk, case.pupil.full_name) for case in rows)
