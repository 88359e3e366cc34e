"""The letter with which a guardian comes in: her own code, where to type it, until when, in her language."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.documents.letters import Letter, code, head, listed, say
from caseflow.documents.rendering import render_pdf
from caseflow.languages import DUTCH, spoken
from pupils.letterhead import Letterhead, letterhead
from pupils.models import Invitation

#: By which the address in a letter names its language.
LANGUAGE = "taal"


def invitation_letters(invitations: Sequence[Invitation]) -> bytes:
    """One PDF, a letter each; printed again it is the same letter."""
    heads = {school: letterhead(school) for school in {one.school for one in invitations}}
    return render_pdf(
        [_letter(one, heads[one.school]) for one in invitations], title=_("Uitnodiging voor ouders en verzorgers")
    )


def _letter(invitation: Invitation, of: Letterhead) -> Letter:
    """Nothing of a child stands in it: the birth date is what the reader knows and a finder does not."""
    with translation.override(invitation.person.language):
        page = settings.SITE_URL.rstrip("/") + reverse("pupils:welcome")
        names = {"name": invitation.person.name, "school": invitation.school.name}
        return Letter(
            **of,
            to=invitation.person.name,
            subject=_("Kijk mee met de school: uw persoonlijke code"),
            on=timezone.localtime(invitation.made_at).date(),
            language=invitation.person.language,
            blocks=(
                say(_("Dag %(name)s,") % names),
                say(
                    _(
                        "Op %(school)s schrijven we in Caseflow op hoe we uw kind helpen. U kunt daar antwoord geven "
                        "op vragen van de school. Staat bij de school vast dat u gezag hebt, dan leest u daar ook wat "
                        "er is afgesproken en schrijft u op wat u ervan vindt. Daarvoor hebt u deze code nodig. De "
                        "code is alleen voor u."
                    )
                    % names
                ),
                code(
                    invitation.code_in_fours,
                    page + invitation.code + "/" + (f"?{LANGUAGE}={spoken().code}" if spoken().code != DUTCH else ""),
                    _("Vierkant om met de camera van een telefoon te lezen: het opent de bladzijde met uw code"),
                ),
                head(_("Zo komt u binnen")),
                listed(_steps(page if spoken().code == DUTCH else page + spoken().code), numbered=True),
                head(_("Goed om te weten")),
                listed(_notes(invitation)),
                say(_("Met vriendelijke groet,\n%(school)s") % names),
            ),
        )


def _steps(page: str) -> list[str]:
    return [
        _("Ga naar %(page)s en typ de code. Of richt de camera van uw telefoon op het vierkant.")
        % {"page": page.partition("://")[2].rstrip("/")},  # a slash at its end would turn with an Arabic sentence
        _("Vul de geboortedatum van uw kind in. Zo weten we dat de brief bij u is aangekomen."),
        _("Kies hoe u voortaan inlogt. De bladzijde legt uit hoe dat gaat."),
    ]


def _notes(invitation: Invitation) -> list[str]:
    return [
        _("De code werkt één keer, tot en met %(day)s.") % {"day": date_format(invitation.until, "j F Y")},
        _("Geef de code aan niemand anders. Elke ouder of verzorger krijgt een eigen brief."),
        _("Hebt u meer kinderen op school? Met deze ene code ziet u ze allemaal."),
        _("Wilt u liever alles op papier? Dat kan ook. U hoeft dan niets te doen met deze code."),
        _("Lukt het niet? Vraag de school om hulp of om een nieuwe brief."),
    ]
