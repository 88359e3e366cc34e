"""How the demo school's SOP came to hold, told by the commands on their own days; and the draft of the next one."""

from datetime import date, timedelta
from pathlib import Path

from caseflow import clock, sop
from caseflow.route.commands import sop as life
from caseflow.sop.dates import school_year
from pupils.models import Person, SopVersion

SOP_FILE = Path(sop.__file__).parent / "schools" / "kbs-crescendo.yaml"
UPLOADED, ASKED, ADVISED, ADOPTED, PUBLISHED = (
    date(2023, 5, 15), date(2023, 5, 22), date(2023, 6, 12), date(2023, 6, 26), date(2023, 7, 3),
)  # fmt: skip
DRAFTED = timedelta(weeks=2)
#: What the IB-er would like to be otherwise next year.
PLANS = (("evaluate_every: 6 months", "evaluate_every: 5 months"), ("share: 50", "share: 60"))


def tell_life(ib_er: Person, director: Person) -> None:
    """Draft, MR, board, published: each with its day and person."""
    with clock.at(UPLOADED):
        pk = life.upload_draft(SOP_FILE.read_bytes(), actor=ib_er).pk
    with clock.at(ASKED):
        life.lay_before_mr(pk, on=ASKED, actor=director)
    with clock.at(ADVISED):
        words = "Fijn dat ouders bij iedere bespreking worden gevraagd."
        life.record_mr_advice(
            pk,
            advice=SopVersion.Advice.POSITIVE,
            on=ADVISED,
            by="Anouk Verstappen, voorzitter",
            text=words,
            actor=director,
        )
    with clock.at(ADOPTED):
        life.adopt_version(pk, on=ADOPTED, by="Ruud Kamphuis, bestuurder", actor=director)
    with clock.at(PUBLISHED):
        life.publish_version(pk, on=PUBLISHED, actor=director)


def draft_the_next(ib_er: Person, today: date) -> None:
    """A draft for the coming school year, with a few things changed."""
    first = school_year(today).last + timedelta(days=1)
    text = SOP_FILE.read_text(encoding="utf-8")
    names = (('version: "2023-2025"', f'version: "{first.year}"'), ("first_day: 2023-08-01", f"first_day: {first}"))
    for before, after in (*names, *PLANS):
        text = text.replace(before, after, 1)
    with clock.at(today - DRAFTED):
        life.upload_draft(text, actor=ib_er)
