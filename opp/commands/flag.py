"""People answer a flag: it was talked over with the guardians, or the director says why not yet."""

from typing import Any

from django.utils.translation import gettext as _

from caseflow.route.acting import Deed, SomeoneWasFirst, acting
from caseflow.route.models import Task
from opp.models import Flag
from opp.queries import open_flag
from pupils.errors import Invalid, filled, one_of


def _open(deed: Deed) -> Flag:
    flag = open_flag(deed.case)
    if flag is None:
        raise SomeoneWasFirst  # the law asks for one before each act that comes here
    return flag


def talk_over_flag(case_id: int, *, how: str, actor: Any) -> Flag:
    """The guardians know now, and see the same evidence."""
    with acting("talk_over_flag", case_id, actor, guardians_word=True) as deed:
        flag = _open(deed)
        if flag.talked_over_on:
            raise Invalid("", _("Dit signaal is al met de ouders besproken."))
        flag.talked_over_on, flag.talked_over_how = deed.on, filled("how", how)
        flag.save(update_fields=["talked_over_on", "talked_over_how"])
        _done(deed)
        deed.record({"flag": flag.pk}, {"how": flag.talked_over_how})
        return flag


def answer_flag(case_id: int, *, answer: str, reasons: str, actor: Any) -> Flag:
    """The director says why the evidence does not carry: not yet, or the support was not given as agreed."""
    with acting("answer_flag", case_id, actor) as deed:
        flag = _open(deed)
        flag.answer = one_of("answer", answer, [word for word, _label in Flag.ANSWERS])
        flag.answered_on, flag.answered_by, flag.reasons = deed.on, actor, filled("reasons", reasons)
        flag.save(update_fields=["answer", "answered_on", "answered_by", "reasons"])
        _done(deed)
        deed.record({"flag": flag.pk, "answer": answer}, {"reasons": flag.reasons})
        return flag


def _done(deed: Deed) -> None:
    Task.objects.filter(case=deed.case, kind="flag", done_on=None).update(done_on=deed.on)
