"""Who works at the demo school, comes to it from outside, or sits at the samenwerkingsverband. All names are invented."""

from dataclasses import dataclass

from caseflow.sop.vocabulary import Profession

GROUPS = (
    ("Groep 1-2 A", "1-2"),
    ("Groep 1-2 B", "1-2"),
    ("Groep 3", "3"),
    ("Groep 4", "4"),
    ("Groep 5", "5"),
    ("Groep 6", "6"),
    ("Groep 7", "7"),
    ("Groep 8", "8"),
)


@dataclass(frozen=True)
class Worker:
    """`sees` says what there is to see when looking as this person; `weeks_left`: a substitute, for a time."""

    name: str
    does: str
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    domain: str = "crescendo.example"
    profession: str = ""
    sees: str = ""
    weeks_left: int = 0


def _teacher(name: str, *groups: str, does: str = "", sees: str = "", weeks_left: int = 0) -> Worker:
    does = does or f"Leerkracht van {' en '.join(groups).lower()}"
    return Worker(name, does, ("teacher",), groups, sees=sees, weeks_left=weeks_left)


STAFF = (
    Worker("Marleen Tuinstra", "Intern begeleider", ("ib_er",),
           sees="Alle casussen van de school, wat er wacht, welke termijn nadert, een spoor dat Caseflow voorstelt, en het signaal dat de nachtelijke wacht gaf."),
    Worker("Wim Oldenburg", "Directeur", ("director",),
           sees="Twee aanmeldingen, een arrangement dat op zijn besluit wacht, een verwijzing die klaarligt, en het signaal van de wacht."),
    _teacher("Joke Zwartendijk", "Groep 1-2 A", does="Leerkracht van de combinatiegroep 1-2 A"),
    _teacher("Hatice Yılmazer", "Groep 1-2 B", does="Leerkracht van de combinatiegroep 1-2 B"),
    _teacher("Lianne Brouwerhof", "Groep 3", sees="Een kind dat vastloopt met lezen na een hele HGW-cyclus, en een advies dat nog moet komen."),
    _teacher("Devika Ramautar", "Groep 4", sees="Een HGW-cyclus die loopt, en een leerling met een arrangement."),
    _teacher("Merel van Dongen", "Groep 5", does="Leerkracht van groep 5, maandag tot en met woensdag",
             sees="Haar groep met de route van ieder kind. Schrijf hier een observatie op."),
    _teacher("Sander Offermans", "Groep 5", does="Leerkracht van groep 5, donderdag en vrijdag (duo)"),
    _teacher("Iris Haverkamp", "Groep 6", sees="Kinderen met een OPP, en uitnodigingen voor het zorgteam."),
    _teacher("Ruben Castelein", "Groep 7"),
    _teacher("Naomi Pengel", "Groep 8", sees="Leerlingen op weg naar het voortgezet onderwijs. Zij is ook moeder van een leerling: twee hoeden, één account."),
    _teacher("Bob Stuivenberg", "Groep 7", "Groep 8", does="Vervanger in groep 7 en 8, op vrijdag, nog twee weken", weeks_left=2),
    Worker("Fleur Hoogendam", "Onderwijsassistent in de groepen 1-2 en 3", ("assistant",), ("Groep 1-2 A", "Groep 1-2 B", "Groep 3"),
           sees="De kinderen van haar groepen; zij schrijft observaties."),
    Worker("Yassin Boudewijn", "Onderwijsassistent in de groepen 4 en 5", ("assistant",), ("Groep 4", "Groep 5")),
)  # fmt: skip


def _outsider(name: str, does: str, role: str, domain: str, sees: str) -> Worker:
    return Worker(name, does, (role,), domain=domain, sees=sees)


OUTSIDE = (
    _outsider("Sigrid van Aalten", "Orthopedagoog van POA", "orthopedagoog", "poa.example",
              "De kinderen voor wie zij in het zorgteam is uitgenodigd, en alleen de delen die ouders toestonden."),
    _outsider("Dennis Kromhout", "Begeleider passend onderwijs van POA", "poa_begeleider", "poa.example",
              "Zolang geen ouder toestemming gaf: niets."),
    _outsider("Liselot Ferdinandus", "Jeugdarts van de GGD", "jgz_arts", "ggd.example",
              "Dezelfde bespreking in het zorgteam, en zij kan haar advies toevoegen."),
    _outsider("Mo Azzouzi", "Schoolmaatschappelijk werker", "schoolmaatschappelijk_werker", "smw.example",
              "Waar een ouder de toestemming introk, is zijn toegang diezelfde dag voorbij."),
    _outsider("Hester Wijnands", "Begeleider van Viertaal", "viertaal_begeleider", "viertaal.example",
              "Eén leerling met een vraag over taal: zij leest de vraag en de observaties, en schrijft advies."),
    _outsider("Gerben Lootsma", "Onderzoeker van het RID", "rid_behandelaar", "rid.example",
              "Een leerling die hij op dyslexie onderzoekt."),
    _outsider("Wies Noordermeer", "Trainer van Oké op school", "oke_trainer", "oke.example",
              "Niets in het dossier: ouders vonden goed dat zij hun kind begeleidt, en dat de school daarover met haar praat."),
    _outsider("Abel Terpstra", "Consulent zieke leerlingen van de IJsselgroep", "consulent_zieke_leerlingen", "ijsselgroep.example",
              "Niets in het dossier: hij helpt met onderwijs op afstand, waar ouders dat goed vonden."),
    _outsider("Roos Vermeij", "Onderzoeker van Kentalis", "kentalis_onderzoeker", "kentalis.example",
              "Niets: er is haar nog niets gevraagd."),
)  # fmt: skip


def _member(name: str, does: str, profession: str = "", sees: str = "") -> Worker:
    return Worker(name, does, domain="swv.example", profession=profession, sees=sees)


SWV = (
    _member("Carola Middelkoop", "Medewerker van het samenwerkingsverband",
            sees="Alleen wat een school verwees: een kopie die vaststaat. Eén verwijzing wacht op antwoord."),
    _member("Ton Haaksbergen", "Medewerker van het samenwerkingsverband"),
    _member("Elise Vonkeman", "Deskundige: orthopedagoog", Profession.ORTHOPEDAGOOG,
            "De aanvraag voor een TLV waarover zij al adviseerde."),
    _member("Pieter Schagen", "Deskundige: arts", Profession.ARTS,
            "Dezelfde aanvraag: zijn eigen advies ontbreekt nog."),
    _member("Jorinde Kalf", "Deskundige: kinderpsycholoog", Profession.KINDERPSYCHOLOOG),
)  # fmt: skip
