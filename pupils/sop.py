"""From a school and a day to the SOP that holds there and then."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache

from django.core.exceptions import ObjectDoesNotExist

from caseflow.sop.loading import load_sop
from caseflow.sop.schema import Sop
from pupils.models import School, SopVersion


class NoSop(ObjectDoesNotExist):
    """No adopted version of this school has come into force yet."""


def sop_for(school: School | int, on: date) -> tuple[SopVersion, Sop]:
    """The newest adopted version whose first day has come. Its text is parsed once a process, whatever asks."""
    version = SopVersion.objects.filter(school=school).judging(on).defer("text", "advice_text").first()
    if version is None:
        raise NoSop(f"school {getattr(school, 'pk', school)} has no SOP on {on}")
    return version, parsed(version.digest)


def sops_for(schools: Collection[int], on: date) -> dict[int, tuple[SopVersion, Sop]]:
    """The same for many schools in one query; a school without a SOP is not in it."""
    judging = SopVersion.objects.filter(school__in=schools).judging(on).defer("text", "advice_text")
    newest = {version.school_id: version for version in reversed(judging)}
    return {school: (version, parsed(version.digest)) for school, version in newest.items()}


def sop_of(version_id: int) -> Sop:
    """A version by number: a deadline keeps the one that opened it."""
    return parsed(SopVersion.objects.values_list("digest", flat=True).get(pk=version_id))


def sops_by_version(version_ids: Iterable[int]) -> dict[int, Sop]:
    """The same for a set, in one query."""
    digests = SopVersion.objects.filter(pk__in=set(version_ids)).values_list("pk", "digest")
    return {pk: parsed(digest) for pk, digest in digests}


@lru_cache(maxsize=2048)
def parsed(digest: str) -> Sop:
    """The digest is of the text, so what was parsed once stays true."""
    text = SopVersion.objects.filter(digest=digest).values_list("text", flat=True)[0]
    return load_sop(text, f"{digest[:12]}.yaml")
