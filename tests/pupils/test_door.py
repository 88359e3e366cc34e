"""Every view says whom it is for: each hat opens its own doors, and a view that says nothing is not served."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse

from caseflow.sop.vocabulary import RoleKind
from pupils import policy
from pupils.policy import Audience
from pupils.served import PolicyMiddleware
from tests.cast import (
    make_group,
    make_guardian,
    make_person,
    make_pupil,
    make_school,
    make_staff,
    make_swv,
    make_swv_member,
)


@pytest.fixture
def school(db):
    return make_school()


def page(request):
    return HttpResponse("in")


def visit(rf, person, *audiences, **said):
    request = rf.get("/leerling/")
    request.user, request.session = person, {}
    return policy.policy(*audiences, because="a test", **said)(page)(request)


def test_each_hat_opens_its_own_doors(rf, school):
    group = make_group(school)
    noor = make_pupil(school, group)
    people = {
        Audience.STAFF: make_staff(school, RoleKind.TEACHER, group),
        Audience.GUARDIAN: make_guardian(noor).person,
        Audience.SWV: make_swv_member(make_swv()),
        Audience.OUTSIDER: make_staff(school, RoleKind.OUTSIDER),
    }
    for door in people:
        for hat, person in people.items():
            if hat is door:
                assert visit(rf, person, door).content == b"in"
            else:
                with pytest.raises(Http404):
                    visit(rf, person, door)


def test_the_doors_for_everybody(rf, db):
    person = make_person()
    assert visit(rf, AnonymousUser(), Audience.PUBLIC).status_code == 200
    assert visit(rf, person, Audience.SIGNED_IN).status_code == 200
    assert visit(rf, AnonymousUser(), Audience.SIGNED_IN).status_code == 302
    assert visit(rf, AnonymousUser(), Audience.STAFF).status_code == 302
    with pytest.raises(Http404):
        visit(rf, person, Audience.STAFF)


def test_kinds_narrow_the_staff(rf, school):
    director, teacher = make_staff(school, RoleKind.DIRECTOR), make_staff(school, RoleKind.TEACHER)
    assert visit(rf, director, Audience.STAFF, kinds={RoleKind.DIRECTOR}).status_code == 200
    with pytest.raises(Http404):
        visit(rf, teacher, Audience.STAFF, kinds={RoleKind.DIRECTOR})


def test_an_api_says_401_instead_of_a_login_page(rf):
    view = policy.policy(Audience.STAFF, because="a test")(type("Api", (), {"cls": 1, "__call__": page})())
    request = rf.get("/api/")
    request.user = AnonymousUser()
    assert view(request).status_code == 401


def test_a_view_without_a_policy_is_not_there(rf):
    middleware = PolicyMiddleware(page)
    with pytest.raises(Http404):
        middleware.process_view(rf.get("/"), page, (), {})
    said = policy.policy(Audience.PUBLIC, because="a test")(page)
    assert middleware.process_view(rf.get("/"), said, (), {}) is None
