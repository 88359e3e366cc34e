"""Somebody behind a browser of her own: she follows links, fills in forms and presses buttons by what they say."""

import re
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.cast import PASSWORD

WIDTHS = (390, 1280)
HEIGHT = 800
OPTIONAL = r"( \(mag leeg blijven[^)]*\))?"


def code_now(secret: str) -> str:
    """What an app on a telephone would show."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


class Someone:
    """`complaints` gathers what her browser wrote to its console as an error: scripts, and what the CSP forbade."""

    def __init__(self, person: Any, context: BrowserContext, album: Path):
        self.person, self.context, self.album = person, context, album
        self.secret = ""
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    # --- Coming and going ------------------------------------------------------------------------------------------

    def comes_in(self) -> None:
        """Through the real login page."""
        self.opens("/accounts/login/")
        self.logs_in()

    def logs_in(self) -> None:
        """With what she has: a password, and for who must have one an app, coupled the first time."""
        self.fills({"E-mailadres": self.person.email, "Wachtwoord": PASSWORD})
        self.page.get_by_role("button", name="Inloggen", exact=True).click()
        self.page.wait_for_load_state()
        if self._stands_at("Tweede stap bij het inloggen"):
            self.couples_an_app()
        elif self._stands_at("Tweede stap"):
            self.fills({"Code": code_now(self.secret)})
            self.presses("Verder")
            self.presses("Ja, alleen ik gebruik het")

    def couples_an_app(self) -> None:
        self.follows("App koppelen")
        self.secret = self.page.locator("#authenticator_secret").inner_text() or self._unfolded_secret()
        self.fills({"De zes cijfers uit de app": code_now(self.secret)})
        self.presses("Koppelen")
        self.follows("Ik heb ze bewaard: verder")

    def _unfolded_secret(self) -> str:
        self.page.get_by_text("Lukt scannen niet?").click()
        return self.page.locator("#authenticator_secret").inner_text()

    def _stands_at(self, heading: str) -> bool:
        return bool(self.page.get_by_role("heading", name=heading, exact=True).count())

    def opens(self, address: str) -> None:
        self.page.goto(address)

    def follows(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()

    def unfolds(self, heading: str) -> None:
        self.page.locator("summary").filter(has_text=heading).first.click()

    def presses(self, button: str) -> None:
        """Press it and wait for the page that follows, which may not say that something is wrong."""
        self.page.get_by_role("button", name=button).first.click()
        self.page.wait_for_load_state()
        wrong = self.page.locator("[data-error-summary]")
        assert not wrong.count(), wrong.inner_text()

    # --- Forms -----------------------------------------------------------------------------------------------------

    def fills(self, answers: Mapping[str, Any]) -> None:
        """`answers` by the words beside each field: text, a day, a choice, or choices."""
        for words, answer in answers.items():
            label = re.compile(f"^{re.escape(words)}{OPTIONAL}$")
            cards = self.page.get_by_role("group", name=label)
            if cards.count():
                self._taps(cards.first, answer)
            else:
                self._writes(self.page.get_by_label(label).first, answer)

    def _taps(self, cards: Locator, answer: str) -> None:
        cards.get_by_label(answer).first.check()

    def _writes(self, field: Locator, answer: Any) -> None:
        """Also what stands folded away: she opens it first."""
        self._unfolds(field)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=answer)
        else:
            field.fill(answer.isoformat() if isinstance(answer, date) else str(answer))

    def does(self, act: str, answers: Mapping[str, Any] | None = None, *, button: str = "") -> None:
        """Follow the act's button on this page to its form, fill it in, and send it (by another `button` there)."""
        self.follows(act)
        self.fills(answers or {})
        self.presses(button or act)

    def takes(self, way: str, reason: str) -> None:
        """Take a way out of the step, as the page of the case offers it."""
        self.chooses(way)
        self.fills({"Waarom deze stap?": reason})
        self.presses("Zet deze stap")

    def chooses(self, way: str) -> None:
        """A way back stands folded away."""
        heading = self.page.locator("h3", has_text=re.compile(f"^\\s*{re.escape(way)}\\s*$"))
        card = self.page.locator("article").filter(has=heading)
        self._unfolds(card.first)
        card.get_by_role("link", name="Zet deze stap").click()

    def _unfolds(self, what: Locator) -> None:
        for folded in what.locator("xpath=ancestor::details[not(@open)]/summary").all():
            folded.click()

    # --- Looking ---------------------------------------------------------------------------------------------------

    def sees(self, *words: str) -> None:
        for each in words:
            expect(self.page.get_by_role("main").get_by_text(each).first).to_be_visible()

    def does_not_see(self, *words: str) -> None:
        for each in words:
            expect(self.page.get_by_text(each)).to_have_count(0)

    def shows(self, door: str) -> None:
        """A picture of this page on a phone and on a desk; on neither may it be wider than the screen."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, f"{door} is wider than {width}"
            self.page.screenshot(path=self.album / f"{door}-{width}.png", full_page=True)

    def leaves(self) -> None:
        """Her last page stays in the album: where a test failed, it says what she looked at."""
        self.page.screenshot(path=self.album / f"last-{self.person.name}.png", full_page=True)
        self.context.close()
