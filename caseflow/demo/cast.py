"""The people to try, in the order of the page: who works here, the parents, who comes from outside, and the desk."""

from collections.abc import Iterable
from dataclasses import dataclass

from caseflow.demo.staff import OUTSIDE, STAFF, SWV, Worker


@dataclass(frozen=True)
class Part:
    """One person of the cast: who, and what there is to see when looking as that person."""

    name: str
    does: str
    sees: str = ""


@dataclass(frozen=True)
class Room:
    """A kind of person."""

    title: str
    about: str
    parts: tuple[Part, ...]

    @property
    def first(self) -> tuple[Part, ...]:
        """Those whose page tells something of its own."""
        return tuple(part for part in self.parts if part.sees)

    @property
    def others(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.sees)


def _workers(workers: Iterable[Worker]) -> tuple[Part, ...]:
    return tuple(Part(worker.name, worker.does, worker.sees) for worker in workers)


PARENTS = (
    Part("Joris van der Linde", "Vader van Noor (groep 5)", "Een vraag om toestemming, die op zijn antwoord wacht. Zijn vrouw zei al ja."),
    Part("Stefan Timmer", "Vader van Fenna (groep 5)", "De hele verwijzing zoals zij zou vertrekken: hij heeft haar nog niet geopend."),
    Part("Kwame Mensah", "Vader van Malik (groep 4), leest Engels", "Een handelingsdeel dat op zijn instemming wacht. De school probeerde hem drie keer te bereiken."),
    Part("Jelle Hoekema", "Vader van Saar (groep 5)", "Een leesdossier dat op zijn antwoord wacht. Zijn vrouw zei al dat het besproken is."),
    Part("Rik Oosterhuis", "Vader van Daan (groep 7), gescheiden", "De versie waartegen hij bezwaar maakte, en de versie die intussen blijft gelden."),
    Part("Femke Koster", "Moeder van Mats (groep 8) en Kiki (groep 3)", "Twee kinderen onder één account, en een bespreking die eraan komt."),
    Part("Karin Hofstra", "Moeder van Bente (groep 6)", "Een OPP met doelen op een schaal, een evaluatie met vooruitgang, en wat Bente zelf zei."),
    Part("Khalid Bakkali", "Vader van Aïsha (groep 6)", "Hij trok zijn toestemming in: de bespreking ging van de agenda."),
    Part("Daphne Visscher", "Moeder van Sem (groep 4)", "Zij zei nee. Wat de school zelf kan, gaat door."),
    Part("Ellen Kruiswijk", "Voogd van Jaïr (groep 5)", "Het gezag ligt bij haar: zij leest mee en tekent."),
    Part("Marga Wassenaar", "Pleegmoeder van Jaïr (groep 5), zonder gezag", "Haar deur blijft dicht: wie geen gezag heeft, leest niet in het dossier."),
    Part("Ilona Wolters", "Moeder van Tobias (groep 7), met beperkt gezag", "Over school beslist een instelling; over zorg beslist zij."),
    Part("Nico Brandsma", "Jeugdbeschermer van Tobias (groep 7)", "De rechter gaf zijn instelling de beslissingen over school."),
    Part("Marek Nowak", "Vader van Elin (groep 3), gezag nog niet vastgelegd", "Hij mag nee zeggen, en nog niet lezen. Hij heeft geen e-mailadres: de school print zijn brieven."),
    Part("Rima Haddad", "Moeder van Rafi (groep 6), leest Arabisch", "Haar portaal in het Arabisch, van rechts naar links: de route van Rafi, de adviezen en een besluit om te lezen."),
    Part("Samer Haddad", "Vader van Rafi (groep 6)", "Dezelfde route, zoals de andere ouder van Rafi haar leest: in het Nederlands."),
    Part("Selam Tesfay", "Moeder van Yusuf (aangemeld), leest Engels", "Een aanmelding waarover de school binnen zes weken beslist."),
    Part("Sarah van der Linde", "Moeder van Noor (groep 5)"),
    Part("Wendy Timmer", "Moeder van Fenna (groep 5)"),
    Part("Chantal Vermeulen", "Moeder van Daan (groep 7), gescheiden"),
    Part("Lisette Schouten", "Moeder van Robin (groep 6)"),
    Part("Sharda Jagessar", "Moeder van Senna (groep 6)"),
    Part("Jetske Postma", "Moeder van Lieke (groep 7)"),
    Part("Zeynep Aksoy", "Moeder van Eda (groep 1-2)"),
    Part("Peter Dijkman", "Vader van Jort (groep 6), zonder gezag"),
)  # fmt: skip

ROOMS = (
    Room("Op school", "Zij zien de kinderen van hun groep; de intern begeleider en de directeur zien de hele school.", _workers(STAFF)),
    Room("Ouders en verzorgers", "Zij zien hun eigen kind, en alleen als vastligt dat zij gezag hebben.", PARENTS),
    Room("Van buiten", "Zij zien niets, tot ouders voor één ding toestemming gaven.", _workers(OUTSIDE)),
    Room("Samenwerkingsverband", "Zij zien wat een school verwees, en verder niets van het kind.", _workers(SWV)),
)  # fmt: skip


def names() -> list[str]:
    return [part.name for room in ROOMS for part in room.parts]
