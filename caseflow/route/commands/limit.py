"""Judging whether a pupil reached one of the school's limits: by whom the SOP names there, with reasons."""

from typing import Any

from caseflow.route.acting import acting
from caseflow.route.hands import may_do
from caseflow.route.models import LimitJudgement
from caseflow.route.ruling import NotYourHand
from caseflow.sop.vocabulary import Judged
from pupils.errors import filled, one_of


def judge_limit(case_id: int, *, limit: str, word: str, reasons: str, actor: Any) -> LimitJudgement:
    """Within, or reached. A judgement stays as it was given; who sees it otherwise later judges anew."""
    with acting("judge_limit", case_id, actor) as deed:
        one = deed.sop.limits[one_of("limit", limit, list(deed.sop.limits))]
        if not may_do(actor, deed.case, deed.sop.judges(limit), deed.sop):
            raise NotYourHand("judge_limit", deed.sop.judges(limit))
        judgement = LimitJudgement.objects.create(
            case=deed.case,
            limit=limit,
            limit_name=one.name,
            alternative=one.alternative,
            word=one_of("word", word, [str(known) for known in Judged]),
            reasons=filled("reasons", reasons),
            by=actor,
            on=deed.on,
        )
        deed.record({"judgement": judgement.pk, "limit": limit, "word": word}, {"reasons": judgement.reasons})
        return judgement
