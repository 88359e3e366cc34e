"""What a letter to one parent must not say of another: a net under whoever writes it, and no more than that.

It knows names, and the shapes of an address; what somebody tells in other words it does not see.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from pupils.models import Guardian

#: Of a name, what says nothing of whose it is.
SMALL = frozenset({"van", "der", "den", "ten", "ter", "het", "bin", "ibn", "dos", "del"})
SHORTEST = 3
NOT_WHERE = gettext_lazy("Hierin staat een telefoonnummer, een adres of een e-mailadres. Haal dat eruit.")
STREETS = "straat|laan|weg|plein|kade|gracht|hof|dijk|singel|park|pad"
REACHED = re.compile(
    r"(?<![\d-])(?:\+31|0031|\(?0)(?:[\s.()-]*\d){9}(?!\d)"  # a telephone
    r"|\b[1-9]\d{3}(?:\s?[A-Z]{2}|[a-z]{2})\b"  # a postcode
    rf"|\b[A-Z]\w{{2,}}(?:{STREETS})\s+\d"
    r"|\S@\S+\.\w"
)


def names_another(text: str, guardian: Guardian) -> bool:
    """Whether the name of another guardian of the child stands in it, whole or in part, or her address.

    What she shares with the child or with who asks is no secret. A first name is seen however it is written, the rest
    of a name where it begins with a capital: a bakker is mostly somebody who bakes.
    """
    others = Guardian.objects.filter(pupil=guardian.pupil_id).exclude(pk=guardian.pk).select_related("person")
    shared = {part.casefold() for part in (*_parts(guardian.pupil.full_name), *_parts(guardian.person.name))}
    said = " ".join(text.split())
    return any(
        _stands(one.person.name, said, shared) or (one.person.email or "\n") in said.casefold() for one in others
    )


def _stands(name: str, said: str, shared: Iterable[str]) -> bool:
    if " ".join(name.split()).casefold() in said.casefold():
        return True
    first, *rest = _parts(name) or [""]
    telling = [part for part in rest if part.casefold() not in shared]
    alone = first and first.casefold() not in shared and re.search(rf"\b{re.escape(first)}\b", said, re.IGNORECASE)
    return bool(alone) or any(
        found[0].isupper() for part in telling for found in re.findall(rf"\b{re.escape(part)}\b", said, re.IGNORECASE)
    )


def _parts(name: str) -> list[str]:
    words = re.findall(r"\w+", name)
    return [word for word in words if len(word) >= SHORTEST and word.casefold() not in SMALL]


def says_where(text: str) -> bool:
    """Whether something in it has the shape of a telephone number, an address or an e-mail address."""
    return REACHED.search(text) is not None
