"""What the route says to guardians in plain words (B1): what stays open after a "no", and what was answered."""

from django.utils.translation import gettext_lazy as _

from caseflow.sop.vocabulary import Reply

#: The ways of the SOP's step, said to a guardian: what it is, and what she can do.
WAYS_ON = {
    "go_on_basis": (
        _("De hulp in de groep gaat door"),
        _("De school helpt uw kind verder met wat zij zelf kan. Daar is uw toestemming niet voor nodig."),
    ),
    "talk": (
        _("Praat erover met de school"),
        _("Vertel wat u tegenhoudt. Misschien kan het anders, of met andere mensen, of op een ander moment."),
    ),
    "ouder_en_jeugdsteunpunt": (
        _("Vraag het Ouder- en Jeugdsteunpunt"),
        _(
            "Zij geven gratis uitleg en steun, en horen niet bij de school. Hoe u hen bereikt, staat op de website van "
            "het samenwerkingsverband."
        ),
    ),
    "onderwijsconsulent": (
        _("Vraag een onderwijsconsulent"),
        _("Die helpt gratis als u en de school er samen niet uitkomen. U vraagt hulp aan op onderwijsconsulenten.nl."),
    ),
    "geschillencommissie": (
        _("Ga naar de Geschillencommissie passend onderwijs"),
        _(
            "Bent u het niet eens met een besluit van de school? Vraag binnen 6 weken een oordeel. Hoe dat gaat, leest "
            "u op onderwijsgeschillen.nl."
        ),
    ),
}

REPLIES = {
    Reply.ADVICE: (
        _("Het advies is: blijven op deze school"),
        _("De school bespreekt met u wat zij met dit advies doet."),
    ),
    Reply.ELSEWHERE: (
        _("Het advies is: een andere plek past beter"),
        _("De school bespreekt met u wat zij met dit advies doet. Zonder u verandert er niets."),
    ),
    Reply.GRANTED: (
        _("Het antwoord is ja: wat gevraagd is, komt er"),
        _("De school bespreekt met u wanneer het begint en wie het doet."),
    ),
    Reply.REFUSED: (
        _("Het antwoord is nee: wat gevraagd is, komt er niet"),
        _("Uw kind blijft op deze school. De school bekijkt met u hoe het verder gaat."),
    ),
    Reply.TLV_GRANTED: (
        _("De toelaatbaarheidsverklaring (TLV) is gegeven"),
        _("Uw kind mag naar het speciaal (basis)onderwijs. Tot een andere school het toelaat, blijft het hier."),
    ),
    Reply.TLV_REFUSED: (
        _("De toelaatbaarheidsverklaring (TLV) is niet gegeven"),
        _("Uw kind blijft op deze school. De school bekijkt met u hoe het verder gaat."),
    ),
}

#: After an answer to a question for consent.
SAID = {
    "given": _("Dank u wel. U zei ja. U kunt dat later nog intrekken."),
    "refused": _("Dank u wel. U zei nee, en dat mag. De school weet het."),
    "withdrawn": _("Uw toestemming is ingetrokken. De school weet het."),
}

#: What she said of coming to a talk, told back to her.
COMING = {
    "comes": _("u komt"),
    "absent": _("u komt niet"),
    "another": _("u vroeg om een ander moment"),
}
