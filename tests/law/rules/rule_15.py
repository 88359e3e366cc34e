"""There is no column and no part of a file to put it in."""

import pytest

from caseflow.route import checks
from caseflow.sop.loading import SopErrors, load_sop
from caseflow.sop.vocabulary import Part
from tests.law.school import TEXT, Story
from tests.law.telling import no_column


def tell(story: Story) -> None:
    no_column("meldcode_step", "veilig_thuis_on", "reporter", "melder_name", rule=15)
    with pytest.raises(SopErrors, match="'meldcode' kan hier niet"):
        load_sop(TEXT.replace("parts: [pupil, question]", "parts: [pupil, meldcode]"))
    assert not [part for part in Part if checks.forbidden(15, part)]
