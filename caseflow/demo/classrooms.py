"""Daily life beside the stories: what teachers saw of other children, the way they write it down."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from caseflow import clock
from caseflow.demo.people import DemoSchool
from caseflow.sop.dates import last_school_day
from pupils.commands.observation import log_observation
from pupils.models import Group, Person, Pupil, RoleAssignment
from pupils.sop import sop_for

#: (area, what was seen, what helped); "{}" is the child's first name.
SEEN = (
    ("taal", "{} las voor het eerst een heel boekje zonder te stoppen. Wilde er meteen nog een.", "Zelf laten kiezen uit drie boekjes."),
    ("taal", "Schrijft 'ik wort' en 'hij loopd' door elkaar in hetzelfde verhaal.", "Hardop de zin langer maken: dan hoort {} het zelf."),
    ("taal", "{} vertelde in de kring over het weekend, in hele zinnen en op tijd gestopt.", ""),
    ("taal", "Begrijpt de tekst goed, maar maakt de vragen niet af. Zegt dat het 'te veel letters' zijn.", "Twee vragen op een kaartje."),
    ("rekenen", "Klokkijken: hele en halve uren goed, kwartieren nog omgedraaid.", "Een echte klok op tafel."),
    ("rekenen", "{} legde een ander kind uit hoe je over het tiental rekent, met blokjes erbij.", ""),
    ("rekenen", "Haalt de tafel van 6 en 7 door elkaar, de andere zitten.", "Elke dag twee sommen bij binnenkomst."),
    ("rekenen", "Schrikt van verhaaltjessommen en begint te gokken. Kale sommen gaan goed.", "Eerst samen tekenen wat er staat."),
    ("gedrag", "Ruzie om de bal, na een gesprek zelf weer goedgemaakt.", "Even apart praten, elk om de beurt."),
    ("gedrag", "{} bleef vandaag rustig toen het spel verloren werd. Dat was nieuw.", "Vooraf afgesproken wat je kunt doen als je verliest."),
    ("gedrag", "Roept veel door de klas bij de overgang van gym naar rekenen.", "Vijf minuten stil lezen na de gym."),
    ("sociaal_emotioneel", "{} zat alleen in de pauze. Op de vraag waarom: 'ik weet niet of ik mag meedoen'.", "Een klasgenoot gevraagd om te beginnen."),
    ("sociaal_emotioneel", "Troostte een jonger kind dat gevallen was en liep mee naar de juf.", ""),
    ("sociaal_emotioneel", "Huilt snel deze week. Oma ligt in het ziekenhuis.", "Elke ochtend even vragen hoe het is."),
    ("werkhouding", "Werkte twintig minuten geconcentreerd door met de koptelefoon op.", "Koptelefoon op tafel klaarleggen."),
    ("werkhouding", "{} vroeg zelf om een moeilijker blad en maakte het af.", ""),
    ("werkhouding", "Zit naar buiten te kijken en begint pas na de derde keer.", "Hand op de tafel leggen, dan lukt het meteen."),
    ("motoriek", "Knipt nog met twee handen en verliest het papier.", "Een schaar met veer."),
    ("motoriek", "Klimt nu zonder hulp over de hoge kast bij gym.", ""),
    ("spraak_taal", "Gebruikt 'gister' en 'morgen' door elkaar, verder hele zinnen.", "De dagenlijn aanwijzen."),
    ("spraak_taal", "Verstaanbaar voor de juf, nog niet voor de andere kinderen.", "Herhalen wat je hoorde, zonder te verbeteren."),
    ("anders", "Had geen ontbijt op en was om half tien moe. Moeder gebeld, zij wist het niet.", "Een cracker uit de trommel van de klas."),
)  # fmt: skip
A_GROUP = 7  # observations of other children in each group


def daily_life(demo: DemoSchool) -> Iterator[date]:
    """Some dozens of observations over the last weeks, by the teachers of each group."""
    for day, pupil, teacher, seen in _plan(demo):
        yield day
        area, saw, helped = seen
        name = pupil.first_name
        log_observation(pupil.pk, clock.today(), area, saw.format(name), helped.format(name), actor=teacher)


def _plan(demo: DemoSchool) -> list[tuple[date, Pupil, Person, tuple[str, str, str]]]:
    random, free = Random(7), sop_for(demo.school, demo.today)[1].free_days()
    told = {pupil.pk for pupil in demo.pupils.values()}
    plan = [
        (last_school_day(demo.today - timedelta(days=random.randrange(60)), free), pupil, random.choice(teachers), seen)
        for group in demo.groups.values()
        for teachers in [_teachers(group)]
        for pupil, seen in zip(_sample(group, told, random), random.sample(SEEN, A_GROUP), strict=True)
    ]
    return sorted(plan, key=lambda one: (one[0], one[1].pk))


def _teachers(group: Group) -> list[Person]:
    return [role.person for role in RoleAssignment.objects.filter(groups=group).select_related("person").order_by("pk")]


def _sample(group: Group, told: set[int], random: Random) -> list[Pupil]:
    return random.sample([pupil for pupil in group.pupils.order_by("pk") if pupil.pk not in told], A_GROUP)
