"""Letters that were printed and handed over: from then on they count as delivered."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from caseflow.notices.letters import mark_given, waiting_for_paper
from caseflow.route.hearing import still_told
from caseflow.route.letters import Post, posts_of
from pupils.commands.recording import record
from pupils.models import Person, School
from pupils.models.guardian import beside
from pupils.queries import schools_steered_by


def letters_waiting(school: School, upto: int | None = None, *, actor: Person) -> list[Post]:
    """What is to be printed for a school; `upto` names the last one that a page showed.

    Who is a parent here prints and gives nothing to the other parents of her own child: a colleague does.
    """
    waiting = still_told(waiting_for_paper([school.pk]).exclude(recipient__in=beside(actor)))
    return posts_of(waiting if upto is None else waiting.filter(pk__lte=upto))


@transaction.atomic
def deliver_by_letter(school_id: int, upto: int, *, actor: Person) -> int:
    """All that stood on the page, and nothing that came in since: how many."""
    school = schools_steered_by(actor).filter(pk=school_id).first()
    if school is None:
        raise ObjectDoesNotExist
    posts = letters_waiting(school, upto, actor=actor)
    given = mark_given([post.notice for post in posts])
    for post in posts:
        data = {"notice": post.notice.pk, "notice_kind": post.notice.kind, "guardian": post.guardian.pk}
        record("deliver_by_letter", post.guardian.pupil, actor, data=data)
    return given
