"""Forms of the referral: prepared, shown, sent, answered from outside."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _

from caseflow.route.commands.establishing import record_ground_not_to_wait
from caseflow.route.commands.referral import prepare_referral, record_reply, show_referral
from caseflow.route.commands.referral_word import record_view_on_paper
from caseflow.route.doors import ActForm, Door, opens, ways
from caseflow.route.forms.desk import offer_replies
from caseflow.route.hands import BY_LETTER
from caseflow.route.models import DeskCase, Referral, ReferralSeen
from caseflow.route.referral_text import signed_at
from caseflow.route.viewing import View
from caseflow.route.wording import WORDS
from caseflow.sop.schema import Desk
from caseflow.sop.vocabulary import Asks
from pupils.errors import Invalid
from pupils.fields import Day, Line, Pick, Scan, Words, offer
from pupils.models import Guardian


class GroundNotToWait(ActForm):
    ground = Words(
        _("Waarom kan dit kind niet een half jaar wachten?"), help_text=_("Ouders en loket lezen dit als jouw grond.")
    )


class PrepareReferral(ActForm):
    """The desks are those to which a way out of this step leads."""

    exit_key = Pick(_("Naar welk loket?"))
    asks = Pick(_("Wat vraag je het loket?"))
    question = Words(_("De vraag, in één zin"), rows=2)

    def prepare(self) -> None:
        desks = desks_ahead(self.view)
        offer(self, "exit_key", [(key, desk.name) for key, desk in desks.items()])
        if len(desks) == 1:
            self.fields["exit_key"].widget = forms.HiddenInput()
            self.fields["exit_key"].initial = next(iter(desks))
        asks = dict.fromkeys(str(word) for desk in desks.values() for word in desk.asks)
        offer(self, "asks", [(word, WORDS[word]) for word in asks])


class Letter(ActForm):
    reply = Pick(_("Wat is het antwoord?"))
    text = Words(_("Wat schrijft het loket?"), rows=5, help_text=_("Neem over wat in de brief staat."))

    def prepare(self) -> None:
        """A TLV comes of an SWV that works in Caseflow, and of no letter."""
        sent = _sent(self.view)
        offer_replies(self, sent.asks if sent else Asks.ADVICE, by=BY_LETTER)


class ViewOnPaper(ActForm):
    answer = Pick(_("Wat zei of tekende deze ouder?"), required=False)
    on = Day(_("Wanneer zei deze ouder dat?"))
    witness = Line(_("Wie hoorde het?"), help_text=_("Wie er nog bij zat, of jijzelf."))
    view_text = Words(
        _("Wat wil deze ouder meegeven?"),
        required=False,
        help_text=_("Schrijf het op zoals het is gezegd. Leeg: niets toe te voegen."),
    )
    scan = Scan(
        _("Scan van wat deze ouder zelf schreef"),
        limit=settings.SCAN_MAX_BYTES,
        required=False,
        help_text=_("Alleen als het op papier staat. Een pdf of een foto, tot 10 MB."),
    )

    def __init__(self, *args: Any, guardian: Guardian, **kwargs: Any) -> None:
        self.guardian = guardian
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """A signature where the desk asks one; whose gezag is not recorded can object, and no more."""
        concept = Referral.objects.filter(case=self.view.case, state=Referral.CONCEPT).first()
        signs = signed_at(self.view.sop.desks.get(concept.desk)) if concept else False
        word = ReferralSeen.Word
        said: list[tuple[str, Any]] = [(word.OBJECTED, _("Is het er niet mee eens"))]
        if self.guardian.may_read:
            said.insert(0, (word.SIGNED, _("Tekende de verwijzing")) if signs else (word.SEEN, _("Zag de verwijzing")))
        offer(self, "answer", said)
        self.fields["answer"].required = signs
        self.fields["answer"].initial = None if signs else said[0][0]
        if signs:
            self.fields["scan"].help_text = _("Nodig als deze ouder tekende. Een pdf of een foto, tot 10 MB.")


def desks_ahead(view: View) -> dict[str, Desk]:
    """Exit key → the desk that it leads to."""
    steps = ((way.key, view.sop.steps[way.to].desk) for way in ways(view) if way.to)
    return {key: view.sop.desks[desk] for key, desk in steps if desk}


def _waits_for_a_letter(view: View) -> bool:
    """The step's owner records the answer of a desk that does not work in Caseflow."""
    sent = _sent(view)
    return sent is not None and view.may(BY_LETTER) and not DeskCase.objects.filter(handover=sent.handover).exists()


def _sent(view: View) -> Referral | None:
    return Referral.objects.filter(case=view.case, state=Referral.SENT).first()


def say_on_paper(case_id: int, guardian_id: int, *, view_text: str, actor: Any, **more: Any) -> Any:
    """What a guardian said at the table, once it was shown to her."""
    try:
        return record_view_on_paper(case_id, guardian_id=guardian_id, view=view_text, actor=actor, **more)
    except ObjectDoesNotExist as absent:
        raise Invalid("", _("Laat de verwijzing eerst aan deze ouder zien.")) from absent


opens(
    Door(
        "record_ground_not_to_wait",
        GroundNotToWait,
        record_ground_not_to_wait,
        done=_("De grond is vastgelegd."),
        intro=_(
            "Alleen als wachten op een half jaar ondersteuning dit kind zou schaden. De grond geldt zolang als die "
            "periode zou duren; daarna is er een evaluatie nodig."
        ),
    )
)
opens(
    Door(
        "prepare_referral",
        PrepareReferral,
        prepare_referral,
        done=_("De verwijzing is klaar. Laat haar nu aan de ouders zien."),
        intro=_("Caseflow zet bij elkaar wat er ligt. De ouders zien alles eerst; daarna kan zij weg."),
    )
)
opens(
    Door(
        "show_referral",
        ActForm,
        show_referral,
        done=_("De ouders kunnen de verwijzing lezen, en erop antwoorden."),
        intro=_("De ouders met gezag zien de hele verwijzing, precies zoals zij weggaat."),
    )
)
opens(
    Door(
        BY_LETTER,
        Letter,
        record_reply,
        named=_("Leg het antwoord van het loket vast"),
        done=_("Het antwoord is vastgelegd."),
        may=_waits_for_a_letter,
    )
)
