"""Registered in writing, and not yet a pupil: the school examines what the child needs, within six weeks."""

from caseflow.demo.arcs import Days
from caseflow.demo.family import Child, about, father, mother
from caseflow.demo.teller import Teller


@about(
    Child(
        "Yusuf",
        "Tesfay",
        None,
        5,
        (mother("Selam Tesfay", language="en"), father("Dawit Tesfay", language="en")),
        enrolled=False,
    )
)
def comes_from_the_taalschool(t: Teller) -> Days:
    """The term comes near."""
    yield t.ago(4)
    t.opens(
        "Yusuf komt na anderhalf jaar van de taalschool. Zijn ouders meldden hem schriftelijk aan voor groep 5. De"
        " taalschool stuurt een overdracht: rekenen gaat goed, begrijpend lezen is nog zwaar.",
        received_on=t.ago(4),
    )


@about(Child("Lotte", "Kamps", None, 3, (mother("Judith Kamps"), father("Niels Kamps")), enrolled=False))
def needs_a_medical_protocol(t: Teller) -> Days:
    """The director needed more time, and said why."""
    yield t.ago(7)
    t.opens(
        "Lotte heeft diabetes type 1 en een insulinepomp. Ouders melden haar aan na een verhuizing en vertellen uit"
        " zichzelf wat zij op een schooldag nodig heeft.",
        received_on=t.ago(7),
    )
    yield t.ago(2)
    t.extends_term(
        "Het medisch protocol is er bijna: de diabetesverpleegkundige komt eerst nog voorlichting geven aan het team."
        " Daarna beslissen we; ouders weten dit en zijn het ermee eens."
    )


@about(Child("Bram", "Elzinga", None, 2, (mother("Tineke Elzinga"),), enrolled=False))
def chose_another_school(t: Teller) -> Days:
    """Parents found a school nearer to their new home."""
    yield t.ago(15)
    t.opens("Moeder meldt Bram aan voor groep 2. Zij verhuist misschien nog voor de zomer.", received_on=t.ago(15))
    yield t.ago(12)
    t.to("close-not_enrolled", "Moeder koos een school dichter bij het nieuwe huis en trok de aanmelding zelf in.")
