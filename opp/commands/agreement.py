"""Agreement with a version of the handelingsdeel: by each guardian, in the portal or on paper; one objection stops."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import DUTCH, spoken
from caseflow.route.acting import Deed, NotYourHand, SomeoneWasFirst, acting
from caseflow.route.hands import may_do, roles_for
from caseflow.route.models import Case, Task
from caseflow.route.written_down import answered
from opp.models import Agreement, Handelingsdeel, Opp
from opp.queries import objectors
from opp.wording import text_in_dutch, text_shown
from pupils.commands.contact import (
    check_no_objector,
    check_not_overtaken,
    check_reads_before_yes,
    check_tried,
    pass_over_guardian,
)
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.getters import hold_guardians
from pupils.models import Guardian, PassedOver
from pupils.signing import complete, table, word_of


@dataclass(frozen=True, slots=True)
class Paper:
    """What makes an answer on paper worth something: its day, who saw it signed, and the scan."""

    answered_on: date
    witness: str
    scan: "File[bytes]"


def agree_handelingsdeel(handelingsdeel_id: int, *, answer: str, actor: Any, view: str = "") -> Agreement:
    """A guardian's own answer. One whose gezag is not recorded may object too (floor rule 2)."""
    with transaction.atomic():
        asked = Handelingsdeel.objects.asked_of(actor).select_related("opp")
        hold_guardians(asked.get(pk=handelingsdeel_id).opp.pupil_id)
        version = asked.get(pk=handelingsdeel_id)
        guardian = Guardian.objects.signers().get(person=actor, pupil=version.opp.pupil_id)
        cases = Case.objects.filter(pk=version.opp.case_id)  # the guardian's door is the version itself
        with acting(
            "agree_handelingsdeel", version.opp.case_id, actor, cases=cases, judged=_judged(version, answer)
        ) as deed:
            return _answer(deed, version.pk, guardian, answer, view, None)


def record_paper_agreement(
    handelingsdeel_id: int,
    *,
    guardian_id: int,
    answer: str,
    answered_on: date,
    witness: str,
    scan: "File[bytes] | None",
    actor: Any,
    view: str = "",
) -> Agreement:
    """A guardian's answer on paper, recorded by who steers the case: scan, day, and who saw it."""
    with transaction.atomic():
        version = Handelingsdeel.objects.visible_to(actor).select_related("opp").get(pk=handelingsdeel_id)
        hold_guardians(version.opp.pupil_id)
        guardian = Guardian.objects.signers().get(pk=guardian_id, pupil=version.opp.pupil_id)
        cases, judged = Case.objects.visible_to(actor), _judged(version, answer)
        with acting(
            "agree_handelingsdeel", version.opp.case_id, actor, cases=cases, judged=judged, guardians_word=True
        ) as deed:
            roles = roles_for(deed.sop, deed.case.step, "offer_handelingsdeel")
            if not may_do(actor, deed.case, roles, deed.sop):
                raise NotYourHand("agree_handelingsdeel", roles)
            if not (version.offered_on or clock.today()) <= answered_on <= deed.on:
                raise Invalid("answered_on", _("Kies een dag tussen het voorleggen en vandaag."))
            if scan is None:
                raise Invalid("scan", _("Voeg de scan van het getekende formulier toe."))
            check_not_overtaken(Agreement, version.pk, guardian, answer, answered_on)
            return _answer(
                deed, version.pk, guardian, answer, view, Paper(answered_on, filled("witness", witness), scan)
            )


def _judged(version: Handelingsdeel, answer: str) -> bool:
    """An objection is always taken; so is the late word of a guardian who was passed over."""
    return answer == Agreement.yes and version.in_force_on is None


def _answer(deed: Deed, version_id: int, guardian: Guardian, answer: str, view: str, paper: Paper | None) -> Agreement:
    version = Handelingsdeel.objects.select_related("opp").get(pk=version_id)  # as it is under the lock
    one_of("answer", answer, Agreement.Word.values)
    check_reads_before_yes(Agreement, guardian, answer)
    before = word_of(Agreement, version.pk, guardian)
    _check_still_asked(version, before)
    last = Agreement.objects.filter(handelingsdeel=version, guardian=guardian).last()
    if last is not None and (last.answer, last.view) == (answer, view.strip()):
        return last  # a button pressed twice
    given = Agreement.objects.create(
        handelingsdeel=version,
        guardian=guardian,
        answer=answer,
        view=at_most("view", view),
        how="paper" if paper else "portal",
        recorded_by=deed.actor if paper else None,
        identified_by="" if paper else deed.actor.identified_by,
        witness=paper.witness if paper else "",
        scan=paper.scan if paper else "",
        answered_on=paper.answered_on if paper else deed.on,
        answered_at=clock.now(),
        text_shown=text_in_dutch(version) if paper else text_shown(version, reads=guardian.may_read),
        language=DUTCH if paper else spoken().code,
    )
    answered(deed, f"handelingsdeel-{version.pk}", given)
    data = {"handelingsdeel": version.pk, "guardian": guardian.pk, "answer": answer, "how": given.how}
    event = deed.record(data, {"view": given.view})
    if word_of(Agreement, version.pk, guardian) in Agreement.no:
        _open_dispute(deed, version, event.pk)
    elif not objectors(version).exists():
        close_tasks(deed)
    return given


def _check_still_asked(version: Handelingsdeel, before: str) -> None:
    """Agreement with a version that everybody signed is not taken back (domain §2.1): another version is asked for.

    Until then a word may still change, since an objection stops (floor rule 2); who was passed over may still be heard.
    """
    if version.superseded_on or version.opp.state == Opp.ENDED:
        raise Invalid("", _("Deze versie is vervangen. Bekijk de nieuwste versie."))
    if version.offered_on is None:
        raise Invalid("", _("Deze versie is nog niet voorgelegd."))
    if version.in_force_on and before:
        raise Invalid("", _("Deze versie is al van kracht. Moet het anders? De school kan een nieuwe versie maken."))
    whole = Handelingsdeel.objects.filter(complete(Agreement, "pk", "opp__pupil"), pk=version.pk)
    if before and whole.exists():
        raise Invalid("", _("Iedereen heeft al getekend. Moet het anders? De school kan een nieuwe versie maken."))


def _open_dispute(deed: Deed, version: Handelingsdeel, event_id: int) -> None:
    """An objection is followed up, and never traps the child: what was agreed before stays, and support counts on."""
    Task.objects.create(
        case=deed.case, kind="handelingsdeel_refused", owner_role=deed.owner, because=event_id, on=deed.on
    )
    if not version.disputed_on:
        deed.record(_go_on_without(deed, version, Opp.DISPUTED), kind="open_dispute")


def close_tasks(deed: Deed) -> None:
    """Once nobody objects any more, there is nothing left to talk over."""
    Task.objects.filter(case=deed.case, kind="handelingsdeel_refused", done_on=None).update(done_on=deed.on)


def _go_on_without(deed: Deed, version: Handelingsdeel, because: str) -> dict[str, Any]:
    """Support goes on, and counts, under a version that nobody agreed with: it is not in force."""
    version.disputed_on = deed.on
    version.save(update_fields=["disputed_on"])
    opp = version.opp
    if opp.begin_support(deed.on, because, deed.sop.handelingsverlegenheid.period):
        opp.save()
    return {"handelingsdeel": version.pk, "structural_support_since": opp.structural_support_on}


def record_silence(case_id: int, *, reasons: str, actor: Any) -> Handelingsdeel:
    """No guardian who must agree answers, and none can be passed over: the child's half year counts all the same.

    Only after tries on two days since it was offered; the version does not come in force, and an answer still counts.
    """
    with acting("record_silence", case_id, actor, guardians_word=True) as deed:
        version = Handelingsdeel.objects.offered().select_related("opp").filter(opp__case=deed.case).first()
        if version is None:
            raise SomeoneWasFirst  # Caseflow asks for one
        said = table(Agreement, version.pk, deed.case.pupil_id)
        if any(guardian.word for guardian in said):
            raise Invalid("", _("Een ouder heeft al geantwoord. Ga met dat antwoord verder."))
        check_no_objector(Agreement, version.pk, said)
        for guardian in said:
            check_tried(guardian, version.offered_on)
        deed.record(_go_on_without(deed, version, Opp.SILENT), {"reasons": filled("reasons", reasons)})
        return version


def pass_over_for_handelingsdeel(handelingsdeel_id: int, *, guardian_id: int, reasons: str, actor: Any) -> PassedOver:
    """The director goes on without a guardian who cannot be reached, for this version alone (domain §1.7)."""
    with transaction.atomic():
        offered = Handelingsdeel.objects.visible_to(actor).offered().select_related("opp")
        hold_guardians(offered.get(pk=handelingsdeel_id).opp.pupil_id)
        version = offered.select_for_update(of=("self",)).get(pk=handelingsdeel_id)
        guardian = Guardian.objects.get(pk=guardian_id, pupil=version.opp.pupil_id)
        return pass_over_guardian(
            guardian_id=guardian.pk,
            reasons=reasons,
            actor=actor,
            handelingsdeel_id=version.pk,
            answers=Agreement,
            since=version.offered_on,
        )
