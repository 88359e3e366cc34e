"""What would make a goal easier to judge by later, said while it can still be written otherwise (domain §6.2)."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.sop.dates import Span
from opp.models import Goal

#: Words that everybody reads otherwise, where no number stands beside them.
VAGUE = (
    *("beter", "meer", "minder", "goed", "fijner", "lekkerder", "prettiger", "zekerder", "rustiger", "zelfstandiger"),
    *("voldoende", "werken aan", "proberen", "leren omgaan", "stimuleren", "groeien in", "vaker", "vlotter", "sterker"),
)
NUMBER = re.compile(r"\d")
TOO_OLD = Span(6, "months")  # a baseline of before that says little of where the child is now


def hints(goal: Goal, on: date, looked_at: date) -> list[str]:
    """Nothing of it has to be done; `looked_at` is when the next evaluation is held at the latest."""
    return [*_to_measure(goal, on), *_to_word(goal), *_to_date(goal, looked_at)]


def _to_measure(goal: Goal, on: date) -> Iterator[str]:
    if not goal.baseline:
        yield _("Schrijf op waar het kind nu staat. Anders is later niet te zien of het vooruitging.")
    elif goal.baseline_on is None:
        yield _("Zet erbij wanneer de beginsituatie is gemeten.")
    elif TOO_OLD.after(goal.baseline_on) < on:
        yield _("De beginsituatie is van meer dan een half jaar geleden. Meet liever opnieuw.")
    if not goal.instrument:
        yield _("Kies waarmee je dit doel meet.")
    if not goal.scale:
        yield _("Beschrijf de vijf stappen van de schaal. Dan weet iedereen vooraf wat vooruitgang is.")


def _to_word(goal: Goal) -> Iterator[str]:
    if not goal.target:
        yield _("Schrijf op waar je naartoe werkt.")
    said = f"{goal.text} {goal.target}"
    word = next((word for word in VAGUE if re.search(rf"\b{word}\b", said, re.IGNORECASE)), "")
    if word and not NUMBER.search(said):
        yield _("‘%(word)s’ leest iedereen anders. Schrijf wat je dan ziet, hoort of telt.") % {"word": word}


def _to_date(goal: Goal, looked_at: date) -> Iterator[str]:
    if goal.target_on is None:
        yield _("Kies een dag waarop je dit wilt halen.")
    elif goal.target_on > looked_at:
        told = {"day": date_format(looked_at, "j F Y")}
        yield _("Dit doel ligt voorbij de volgende evaluatie (uiterlijk %(day)s). Wat wil je dan al zien?") % told
