"""There is no column for a BSN, for descent, or for where parents were born."""

from tests.law.school import Story
from tests.law.telling import no_column


def tell(story: Story) -> None:
    no_column("bsn", "parent_bsn", "pgn", "ethnicity", "country_of_birth", "nationality", rule=17)
