"""The stories, each written as one child's year. Importing a room of them registers its stories."""

from caseflow.demo.stories import (
    advised,
    arranged,
    arriving,
    asking,
    in_the_group,
    leaving,
    measured,
    planned,
    referred,
    talking,
    watched,
)

ALL = (arriving, in_the_group, talking, asking, advised, arranged, planned, watched, referred, leaving, measured)
