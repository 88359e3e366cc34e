import pytest
from django.contrib.auth import get_user_model


def make(name: str):
    return get_user_model().objects.create_user(email=f"{name}@school.example", name=name, password="geheim-woord")


@pytest.fixture
def ida(db):
    return make("ida")


@pytest.fixture
def tom(db):
    return make("tom")
