"""The letter to a parent without gezag who asked how the child is doing: what was told, or that it is not told."""

from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.documents.letters import Block, Letter, head, quoted, say
from caseflow.documents.rendering import render_pdf
from pupils.letterhead import letterhead
from pupils.models import Gezag, Guardian, Person


def information_letter(guardian: Guardian, letter: Letter) -> bytes:
    with translation.override(guardian.person.language):
        return render_pdf([letter], title=_("Brief aan een ouder zonder gezag"))


def told(guardian: Guardian, asked_on: date, facts: str, *, by: Person) -> Letter:
    """What staff wrote, in their words and their language; of another parent it holds nothing."""
    with translation.override(guardian.person.language):
        return _letter(
            guardian,
            by,
            _("Hoe het op school gaat met %(child)s") % {"child": guardian.pupil.first_name},
            say(_why(guardian) % _names(guardian, asked_on)),
            head(_("Dit vertellen wij u")),
            quoted(facts, "nl"),
            say(_("Het dossier zelf kunt u niet lezen. Wilt u later weer iets weten? Vraag het ons opnieuw.")),
        )


def _why(guardian: Guardian) -> str:
    """The school knows which of the two it is, and says so."""
    if guardian.gezag == Gezag.RESTRICTED:
        return _(
            "U vroeg ons op %(day)s hoe het gaat met %(child)s. Uw gezag is beperkt: over school en ondersteuning "
            "beslist nu iemand anders. De wet zegt dat de school u dan het belangrijkste vertelt als u daarom vraagt "
            "(artikel 1:377c van het Burgerlijk Wetboek)."
        )
    return _(
        "U vroeg ons op %(day)s hoe het gaat met %(child)s. U hebt geen gezag. De wet zegt dat de school u dan het "
        "belangrijkste vertelt als u daarom vraagt (artikel 1:377c van het Burgerlijk Wetboek)."
    )


def refused(guardian: Guardian, asked_on: date, *, by: Person) -> Letter:
    """That it is not told, and where one can go; the reasons stay at the school."""
    with translation.override(guardian.person.language):
        return _letter(
            guardian,
            by,
            _("Uw vraag over %(child)s") % {"child": guardian.pupil.first_name},
            say(
                _(
                    "U vroeg ons op %(day)s hoe het gaat met %(child)s. De school geeft u die informatie nu niet. Wij "
                    "denken dat het belang van het kind zich daartegen verzet. De wet laat dat toe (artikel 1:377c van "
                    "het Burgerlijk Wetboek)."
                )
                % _names(guardian, asked_on)
            ),
            head(_("Bent u het er niet mee eens?")),
            say(
                _(
                    "Praat er eerst over met de directeur. U kunt ook een klacht indienen bij de klachtencommissie "
                    "van de school. En u kunt de rechter vragen of de school u de informatie toch moet geven."
                )
            ),
        )


def _names(guardian: Guardian, asked_on: date) -> dict[str, str]:
    return {"day": date_format(asked_on, "j F Y"), "child": guardian.pupil.first_name}


def _letter(guardian: Guardian, by: Person, subject: str, *blocks: Block) -> Letter:
    """Signed by who decided it: a parent knows whom to ask."""
    names = {"name": guardian.person.name, "school": guardian.pupil.school.name, "by": by.name}
    return Letter(
        **letterhead(guardian.pupil.school),
        to=guardian.person.name,
        subject=subject,
        on=clock.today(),
        language=guardian.person.language,
        blocks=(
            say(_("Dag %(name)s,") % names),
            *blocks,
            say(_("Met vriendelijke groet,\n%(by)s\n%(school)s") % names),
        ),
    )
