"""A letter opens in its language on any browser; a mail of one's account is in the language of whose mailbox it is."""

import re
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from caseflow.documents.letters import code
from pupils.invitation_letter import _letter
from pupils.letterhead import letterhead
from pupils.models import Person
from tests.cast import prove_address
from tests.pupils.letter_in import TODAY as TODAY
from tests.pupils.letter_in import Door, text
from tests.pupils.letter_in import door as door

pytestmark = pytest.mark.django_db
IN_DUTCH = {"HTTP_ACCEPT_LANGUAGE": "nl"}


def written(door: Door, language: str) -> str:
    """What the letter says, with the address that its square holds."""
    Person.objects.filter(pk=door.guardian.person_id).update(language=language)
    door.invitation.person.refresh_from_db()
    with patch("pupils.invitation_letter.code", side_effect=code) as square:
        said = _letter(door.invitation, letterhead(door.school)).blocks
    return f"{said} {square.call_args.args[1]}"


def test_the_square_of_an_arabic_letter_opens_in_arabic_whatever_the_browser_says(door: Door) -> None:
    [address] = re.findall(r"/welkom/\w+/\?taal=ar", written(door, "ar"))
    client = Client(**IN_DUTCH)
    answer = client.get(address, follow=True)
    assert answer.redirect_chain == [(reverse("pupils:welcome_child"), 302)]
    assert '<html lang="ar" dir="rtl"' in text(answer)
    assert '<html lang="ar"' in text(client.get(reverse("pupils:welcome")))


def test_so_does_the_address_to_be_typed_and_a_code_that_does_not_work_says_so_in_it(door: Door) -> None:
    assert "/welkom/ar" in written(door, "ar")
    client = Client(**IN_DUTCH)
    answer = client.get("/welkom/ar", follow=True)
    assert answer.redirect_chain[-1] == (reverse("pupils:welcome"), 302)
    assert '<html lang="ar"' in text(answer)
    with translation.override("ar"):
        says = gettext(
            "Deze code werkt niet, of niet meer. Kijk hem na. Lukt het niet? Vraag de school om een nieuwe brief."
        )
    assert says in text(Client(**IN_DUTCH).get("/welkom/bestaatniet/?taal=ar", follow=True))


def test_a_dutch_letter_has_the_plain_address_and_another_word_is_no_language(door: Door) -> None:
    assert "taal=" not in written(door, "nl")
    assert "welkom/nl" not in written(door, "nl")
    client = Client(**IN_DUTCH)
    client.get(reverse("pupils:welcome_short", args=[door.invitation.code]) + "?taal=xx")
    assert "django_language" not in client.cookies


@pytest.mark.parametrize("page", ["account_request_login_code", "account_reset_password"])
def test_a_mail_is_in_the_language_of_whose_mailbox_it_is(page: str, door: Door) -> None:
    person = door.guardian.person
    Person.objects.filter(pk=person.pk).update(language="ar", email="amal@thuis.example")
    person.refresh_from_db()
    prove_address(person)
    Client(**IN_DUTCH).post(reverse(page), {"email": person.email})
    [one] = mail.outbox
    with translation.override("ar"):
        assert gettext("Hallo,") in one.body
    assert "Hallo" not in one.body
    assert not re.search("[a-zA-Z]{5}", one.subject.replace("Caseflow", ""))


def test_a_wrong_password_is_told_in_our_own_words(door: Door) -> None:
    for language, says in (
        ("nl", "Dit e-mailadres en wachtwoord horen niet bij elkaar."),
        ("en", "do not go together"),
    ):
        page = Client(HTTP_ACCEPT_LANGUAGE=language).post(
            reverse("account_login"), {"login": door.ib_er.email, "password": "iets anders"}
        )
        assert says in text(page)
        assert "opgegeven" not in text(page)
