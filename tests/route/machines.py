"""One thing of each machine that stands on a ruling, for the tests of rulings and of hands."""

from caseflow.route.models import Arrangement, Case, DeskCase, Item, Paper, Referral, TrackProposal
from opp.models import Opp
from tests.law.school import START, Story


def things(story: Story) -> dict[str, tuple]:
    """One unsaved thing of each machine that stands on a ruling: (thing, move, act, arguments after the ruling)."""
    case, day = story.case, START
    return {
        "share": (Item(case=case), "share", "share", ()),
        "hold": (Item(case=case, kind="hold_meeting"), "hold", "hold_meeting", (day, "x")),
        "ask": (Item(case=case, kind="ask_information"), "hold", "ask_information", (day, "x")),
        "grant": (Arrangement(case=case), "grant", "grant_arrangement", (story.baas, day, "x")),
        "decide": (Arrangement(case=case), "decide", "grant_arrangement", (story.baas, day, "x")),
        "ratify": (decided(case), "ratify", "ratify_arrangement", (story.baas, day, "x")),
        "give_way": (running(case), "give_way", "grant_arrangement", (Arrangement(case=case, starts_on=day),)),
        "send": (Referral(case=case), "send", "refer", (day,)),
        "perspective": (Opp(case=case), "put_in_force", "set_perspective", (day,)),
        "end": (Opp(case=case), "end", "end_opp", (day, "x", day)),
        "answer": (DeskCase(), "answer", "give_advice", ("advice", "x", story.world.desk, day)),
        "tlv": (DeskCase(), "answer", "grant_tlv", ("tlv_granted", "x", story.world.desk, day)),
        "finish": (Paper(case=case), "finish", "finish_document", (day,)),
        "write_on": (paper(case, Paper.READY), "write_on", "write_document", ()),
        "track": (proposal(case), "take_up", "enter", (case, story.coach, day)),
        "lay": (paper(case, Paper.READY), "lay", "lay_document", (day,)),
    }


def proposal(case: Case) -> TrackProposal:
    """The track of this case, as if it had been proposed for its pupil."""
    return TrackProposal(pupil=case.pupil, school=case.school, track=case.track)


def decided(case: Case) -> Arrangement:
    """An arrangement on which was decided, as the database would fill it."""
    thing = Arrangement(case=case)
    thing.__dict__["state"] = Arrangement.DECIDED
    return thing


def running(case: Case) -> Arrangement:
    """An arrangement that was granted, as the database would fill it."""
    thing = Arrangement(case=case)
    thing.__dict__["state"] = Arrangement.GRANTED
    return thing


def paper(case: Case, state: str) -> Paper:
    """A document that stands in a state, as the database would fill it."""
    thing = Paper(case=case)
    thing.__dict__["state"] = state
    return thing
