"""What goes along to the school that enrols a child next: what the law lists, and no other part of the file."""

from caseflow.sop.vocabulary import Part

CITE = "WPO art. 42; Besluit uitwisseling leer- en begeleidingsgegevens, art. 2"
#: Of the closed list what the decree names: who the pupil is, what she learnt, hours missed, and the help she gets or
#: got, with the plan it rests on. No consent is asked for it. What stays: how it was talked over, what others advised
#: or wrote, single observations. More goes along only by the
#: guardians' yes to a purpose that says so (Purpose.next_school).
GOES_ALONG: frozenset[Part] = frozenset(
    {
        Part.PUPIL,
        Part.HGW,
        Part.MEASUREMENTS,
        Part.ATTENDANCE,
        Part.ARRANGEMENT,
        Part.OPP,
        Part.EVALUATIONS,
    }
)
