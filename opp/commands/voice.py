"""The pupil is heard, and told afterwards how it was weighed."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.acting import Deed, SomeoneWasFirst, acting
from caseflow.sop.facts import MOMENTS
from opp.models import PupilVoice
from opp.queries import open_opp, unsettled_version
from pupils.errors import Invalid, at_most, filled, one_of


def hear_pupil(
    case_id: int,
    *,
    moment: str,
    actor: Any,
    how: str = "",
    by: str = "",
    words: str = "",
    influence: str = "",
    feedback_on: date | None = None,
    not_heard_reason: str = "",
) -> PupilVoice:
    """What the pupil said and what it changed, or why the pupil was not heard."""
    with acting("hear_pupil", case_id, actor) as deed:
        one_of("moment", moment, list(MOMENTS))
        said = _not_heard(not_heard_reason, words) if not_heard_reason.strip() else _heard(how, by, words, influence)
        if feedback_on and (feedback_on > deed.on or not said["words"]):
            raise Invalid("feedback_on", _("Vul de dag in waarop je het de leerling hebt verteld."))
        voice = PupilVoice.objects.create(
            moment=moment,
            on=deed.on,
            feedback_on=feedback_on,
            recorded_by=actor,
            **said,
            **_about(deed, moment),
        )
        texts = {name: said[name] for name in ("words", "influence", "not_heard_reason")}
        deed.record({"voice": voice.pk, "moment": moment, "how": voice.how, "feedback_on": feedback_on}, texts)
        return voice


def _heard(how: str, by: str, words: str, influence: str) -> dict[str, str]:
    one_of("how", how, [way for way, _label in PupilVoice.WAYS])
    return {
        "how": how,
        "by": at_most("by", filled("by", by), 200),
        "words": filled("words", words),
        "influence": filled("influence", influence),
        "not_heard_reason": "",
    }


def _not_heard(reason: str, words: str) -> dict[str, str]:
    if words.strip():
        raise Invalid("not_heard_reason", _("De leerling zei wel iets. Laat dit veld dan leeg."))
    return {"how": "", "by": "", "words": "", "influence": "", "not_heard_reason": filled("not_heard_reason", reason)}


def _about(deed: Deed, moment: str) -> dict[str, Any]:
    """What the voice is about: the OPP and, at an adjustment, the version that is not settled."""
    opp = open_opp(deed.case)
    if opp is None:
        raise SomeoneWasFirst  # the law asks for one before the pupil is heard on it
    if moment != "adjusting":
        return {"opp": opp}
    version = unsettled_version(opp)
    if version is None:
        raise Invalid("moment", _("Er is geen nieuwe versie van het handelingsdeel. Schrijf die eerst."))
    return {"opp": opp, "handelingsdeel": version}


def record_feedback(voice_id: int, *, on: date, actor: Any) -> PupilVoice:
    """The pupil was told how the contribution was weighed; that comes after the decision, so after the hearing."""
    case_id = PupilVoice.objects.visible_to(actor).values_list("opp__case", flat=True).get(pk=voice_id)
    with acting("hear_pupil", case_id, actor) as deed:
        voice = PupilVoice.objects.select_for_update().get(pk=voice_id)
        if not voice.words:
            raise Invalid("", _("De leerling is toen niet gehoord, dus er is niets terug te vertellen."))
        if voice.feedback_on:
            raise Invalid("", _("Dit is al aan de leerling verteld."))
        if not voice.on <= on <= clock.today():
            raise Invalid("on", _("Kies een dag tussen het gesprek en vandaag."))
        voice.feedback_on = on
        voice.save(update_fields=["feedback_on"])
        deed.record({"voice": voice.pk, "feedback_on": on}, kind="tell_pupil")
        return voice
