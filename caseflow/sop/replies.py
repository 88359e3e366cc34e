"""What a desk may answer to what it was asked, and by which act of its own."""

from collections.abc import Iterable, Mapping

from caseflow.sop.vocabulary import Asks, Reply

#: The act by which a desk gives each answer.
ANSWERING: Mapping[Reply, str] = {
    **dict.fromkeys((Reply.ADVICE, Reply.ELSEWHERE, Reply.GRANTED, Reply.REFUSED), "give_advice"),
    Reply.TLV_GRANTED: "grant_tlv",
    Reply.TLV_REFUSED: "refuse_tlv",
}
#: After which the child stays as it was, and its other ways on are told.
SAYS_NO = (Reply.REFUSED, Reply.TLV_REFUSED)
_ADVICE = (Reply.ADVICE, Reply.ELSEWHERE)
_YES_OR_NO = (Reply.GRANTED, Reply.REFUSED)
#: Whatever is asked, a desk may advise; only who is asked for something says yes or no to it.
ANSWERS: Mapping[Asks, tuple[Reply, ...]] = {
    Asks.ADVICE: _ADVICE,
    Asks.ARRANGEMENT: (*_YES_OR_NO, *_ADVICE),
    Asks.TLV: (Reply.TLV_GRANTED, Reply.TLV_REFUSED, *_ADVICE),
    Asks.CLUSTER: (*_YES_OR_NO, *_ADVICE),
    Asks.CARE: (*_YES_OR_NO, Reply.ADVICE),  # another school is nothing that care would say
}


def answers_to(asked: Iterable[str]) -> tuple[Reply, ...]:
    """All that can come back of these questions, each once."""
    return tuple(dict.fromkeys(reply for one in asked for reply in ANSWERS[Asks(one)]))
