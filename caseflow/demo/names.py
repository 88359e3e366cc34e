"""Invented names: put together at random from lists, always the same ones."""

from collections.abc import Iterator
from random import Random


def _words(text: str, mark: str = " ") -> list[str]:
    return text.strip().replace("\n", mark).split(mark)


FIRST = _words("""
Aaliyah Abel Adam Aisha Alex Amin Amira Anass Anouk Anton Arda Ariana Asli Ayoub Bas Benjamin Bente Bilal Bodi Boaz
Chaim Chloë Cas Daan Damian Dewi Dina Djenna Dunya Dylan Eda Elif Elin Eline Emre Esra Evi Ezra Faas Farah Feline
Femke Fenna Fien Finn Floor Gijs Guus Hanna Hugo Ilias Imane Indy Inaya Isa Isra Ivy Jace Jada Jaïr Jamila Jens
Jesse Jip Jolie Jonas Joud Julia Juno Kaan Kai Kiki Koen Kyara Lara Leah Lena Levi Lieke Lina Linde Liv Loïs Lotte
Luca Lux Maas Maëlle Malik Malou Mats Maud Maya Mees Mehmet Meryem Mex Mika Milan Mila Milou Mina Moos Naomi Nadia
Nils Nina Noah Noé Nour Novi Obi Olivier Otis Pepijn Philou Pien Puck Quinn Rayan Rania Raf Robin Romy Ruben Saar
Sacha Safae Salma Samir Sanne Selin Senna Shanaya Siem Silas Sofie Stef Sterre Suze Tara Teun Thijs Tijn Tess
Tobias Umut Vera Vince Viggo Wout Xavi Yara Yasmin Youssef Yuna Zakaria Zara Zoë
""")

WOMEN = _words("""
Agnieszka Annelies Anita Astrid Ayşe Barbara Carla Cheryl Danielle Ebru Ellen Esther Fatima Grace Hanneke Ingrid Iwona
Jacqueline Karima Khadija Kim Latifa Laura Leonie Linda Lisette Malika Marieke Marjolein Melissa Mirjam Monique Nadine
Natascha Nienke Olga Patricia Petra Priya Ramona Renate Roxanne Ruth Samantha Saskia Sharon Simone Soraya Suzanne
Tamara Vanessa Veronica Wendy Wilma Yvonne Zeynep
""")

MEN = _words("""
Abdel Ahmed Arjen Bart Cem Delano Dennis Edwin Erik Farid Floris Glenn Hakan Hassan Jamal Jasper Jeroen Kevin Maarten
Marcel Mark Mehdi Michael Murat Omar Paul Rachid Raymond Ricardo Rob Sander Serkan Stefan Tarik Thomas Tim Vincent
Wesley
""")

LAST = _words(
    """
Achterberg|Aksoy|El Amrani|Asante|Baan|van den Berg|Bakkali|Bergsma|Biharie|Blokland|de Boer|Bosman|ten Brink|Bulut
Chen|Coenen|Çelik|Dekker|van Dalen|Demir|Dijkman|Doelwijt|van der Does|Duarte|Eikelboom|Elzinga|van Es|Fransen
Gerritsma|Ghazali|de Graaf|Groenewoud|Haddad|van der Heijden|Hendriks|Hofstra|Holwerda|Idrissi|Jagessar|de Jager
Jovanović|Kaya|Kamps|Karimi|Kloosterman|Koster|Kowalska|Kruiswijk|Lakhal|van Leeuwen|Lieuw|van Loon|Maassen
Mahabier|Martina|van der Meulen|Mensah|Mulder|Nguyen|Nieuwenhuis|Nowak|Obeng|Okafor|Oosterhuis|Osman|Özdemir
Pinas|van de Poll|Pool|Postma|Prins|Ramdin|Reijnders|Rozenblad|Saïdi|Salomons|Schaap|Schouten|Simons|Sital|Slagter
Smeets|Soares|van Staveren|Tahiri|Terpstra|Tesfay|Timmer|Tjin|Uzun|van Veen|Veldhuis|Vermeulen|Visscher|van Vliet
Wassenaar|van Wijk|Wolters|Wong|Yıldız|Zaal|Zeeman|van Zanten|Zwart
""",
    "|",
)

PREFIXES = ("van der ", "van den ", "van de ", "van ", "ten ", "de ", "El ")


def split_last(whole: str) -> tuple[str, str]:
    """("van der", "Does"): as a school sorts them."""
    for prefix in PREFIXES:
        if whole.startswith(prefix):
            return prefix.strip(), whole.removeprefix(prefix)
    return "", whole


def children(random: Random) -> Iterator[str]:
    """First names without end, seldom the same one twice in a row."""
    while True:
        yield from random.sample(FIRST, len(FIRST))


def women(random: Random) -> Iterator[str]:
    while True:
        yield from random.sample(WOMEN, len(WOMEN))


def men(random: Random) -> Iterator[str]:
    while True:
        yield from random.sample(MEN, len(MEN))


def families(random: Random) -> Iterator[str]:
    while True:
        yield from random.sample(LAST, len(LAST))
