"""The doors of the OPP's acts, beside those of the route."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from caseflow.route.doors import ActForm, Door, opens
from caseflow.route.hiding import Hide, hides
from caseflow.route.models import Case
from caseflow.route.telling_words import ATTENTION, GOOD, LABELS, TITLES
from caseflow.route.themes import OF_THEME, Theme
from caseflow.route.whose import WHOSE, Whose
from caseflow.sop.vocabulary import Part
from opp.commands.agreement import record_silence
from opp.commands.evaluation import evaluate_opp, talk_over_evaluation
from opp.commands.flag import answer_flag, talk_over_flag
from opp.commands.handelingsdeel import draw_up_handelingsdeel, offer_handelingsdeel, put_in_force
from opp.commands.perspective import consult_guardians, draw_up_opp, end_opp, set_perspective
from opp.commands.voice import hear_pupil
from opp.evaluation_form import Evaluate, scores_in
from opp.forms import (
    AnswerFlag,
    Consult,
    DrawUp,
    EndOpp,
    HearPupil,
    RecordSilence,
    TalkOverEvaluation,
    TalkOverFlag,
)
from opp.models import Flag

WHOLE = ("destination", "grounds", "stimulating", "hindering")
PARTS = ("support", "deviations")


def _draw_up(case_id: int, *, actor: Any, **data: Any) -> Any:
    """The OPP while it is a draft; once it is in force, another version of its handelingsdeel."""
    goals = DrawUp.goals_in(data)
    if all(name in data for name in WHOLE):
        texts = {name: data[name] for name in (*WHOLE, *PARTS)}
        return draw_up_opp(case_id, **texts, goals=goals, actor=actor)
    return draw_up_handelingsdeel(case_id, **{name: data[name] for name in PARTS}, goals=goals, actor=actor)


def _evaluate(case_id: int, *, actor: Any, **data: Any) -> Any:
    whole = {name: data[name] for name in ("held_on", "support_held", "guardians_present", "conclusion", "next_steps")}
    return evaluate_opp(case_id, scores=scores_in(data), **whole, actor=actor)


opens(Door("draw_up_opp", DrawUp, _draw_up, done=_("Opgeschreven."), template="opp/draw_up.html", part=Part.OPP))
opens(
    Door(
        "hear_pupil",
        HearPupil,
        hear_pupil,
        done=_("Wat het kind vindt, staat erbij."),
        intro=_(
            "Elk kind heeft het recht gehoord te worden. Schrijf op wat het zegt en wat daarmee is "
            "gedaan, of waarom het niet is gehoord."
        ),
    )
)
opens(
    Door(
        "consult_guardians",
        Consult,
        consult_guardians,
        done=_("Het overleg is vastgelegd."),
        intro=_(
            "Over het perspectief overleg je met de ouders, gericht op overeenstemming. Met het "
            "handelingsdeel stemmen zij apart in."
        ),
    )
)
opens(
    Door(
        "set_perspective",
        ActForm,
        set_perspective,
        done=_("Het OPP is van kracht."),
        intro=_("Vanaf vandaag is het OPP van kracht. Binnen een half jaar evalueer je het met de ouders."),
    )
)
opens(
    Door(
        "offer_handelingsdeel",
        ActForm,
        offer_handelingsdeel,
        done=_("De ouders kunnen het handelingsdeel lezen en beantwoorden."),
        intro=_(
            "De ouders lezen deze versie zoals zij nu is. Daarna verandert er niets meer aan; iets "
            "anders wordt een nieuwe versie."
        ),
    )
)
opens(
    Door(
        "put_in_force",
        ActForm,
        put_in_force,
        done=_("Het handelingsdeel is van kracht."),
        intro=_("Vanaf vandaag werkt de school volgens deze versie."),
    )
)
opens(
    Door(
        "record_silence",
        RecordSilence,
        record_silence,
        done=_("Vastgelegd. De hulp gaat door en telt vanaf vandaag; de ouders kunnen altijd nog antwoorden."),
        intro=_(
            "Antwoordt geen enkele ouder die moet instemmen, ook niet na pogingen op twee dagen? Dan gaat het "
            "handelingsdeel niet in, maar de hulp gaat door en telt mee."
        ),
    )
)
opens(
    Door(
        "evaluate_opp",
        Evaluate,
        _evaluate,
        done=_("De evaluatie is vastgelegd."),
        template="opp/evaluate.html",
        part=Part.EVALUATIONS,
    )
)
opens(
    Door(
        "talk_over_evaluation",
        TalkOverEvaluation,
        talk_over_evaluation,
        done=_("Vastgelegd. De volgende evaluatie telt vanaf vandaag."),
        intro=_("De ouders waren niet bij de evaluatie. Neem haar met hen door; pas dan is zij met hen gehouden."),
    )
)
opens(Door("end_opp", EndOpp, end_opp, done=_("Het OPP is beëindigd.")))
opens(
    Door(
        "talk_over_flag",
        TalkOverFlag,
        talk_over_flag,
        done=_("Vastgelegd. De ouders zien nu dezelfde feiten."),
        intro=_("Een signaal is een voorstel om goed te kijken, geen besluit. Bespreek het eerst met de ouders."),
    )
)
opens(
    Door(
        "answer_flag",
        AnswerFlag,
        answer_flag,
        done=_("Je antwoord is vastgelegd."),
        intro=_(
            "Denk je dat de school toch verder kan? Zeg dan waarom. Vaststellen doe je op de bladzijde van de casus."
        ),
    )
)

LABELS.update(
    {
        "destination": _("Waar dit kind naar verwachting uitstroomt"),
        "grounds": _("Waarop dat rust"),
        "stimulating": _("Wat vooruit helpt"),
        "hindering": _("Wat tegenhoudt"),
        "support": _("De ondersteuning"),
        "deviations": _("Wat anders gaat dan in de klas"),
        "goal": _("Doel"),
        "baseline": _("Waar het kind nu staat"),
        "target": _("Waar we naartoe werken"),
        "scale": _("De schaal, van −2 tot +2"),
        "conclusion": _("Conclusie"),
        "next": _("Hoe het verder gaat"),
        "words": _("Wat de leerling zei"),
        "influence": _("Wat ermee is gedaan"),
    }
)
TITLES.update(
    {
        "draw_up_opp": _("OPP opgesteld"),
        "draw_up_handelingsdeel": _("Nieuwe versie van het handelingsdeel"),
        "hear_pupil": _("De leerling is gehoord"),
        "tell_pupil": _("Aan de leerling verteld wat ermee is gedaan"),
        "consult_guardians": _("Overleg met de ouders over het perspectief"),
        "set_perspective": _("OPP van kracht"),
        "offer_handelingsdeel": _("Handelingsdeel aan de ouders voorgelegd"),
        "agree_handelingsdeel": _("Een ouder antwoordde op het handelingsdeel"),
        "open_dispute": _("Een ouder heeft bezwaar tegen het handelingsdeel"),
        "put_in_force": _("Handelingsdeel van kracht"),
        "record_silence": _("Ouders antwoordden niet; de hulp gaat door"),
        "evaluate_opp": _("OPP geëvalueerd"),
        "evaluate_alone": _("OPP geëvalueerd zonder de ouders"),
        "talk_over_evaluation": _("Evaluatie met de ouders besproken"),
        "end_opp": _("OPP beëindigd"),
        "raise_flag": _("Signaal handelingsverlegenheid"),
        "talk_over_flag": _("Signaal met de ouders besproken"),
        "answer_flag": _("Signaal beantwoord"),
    }
)
WHOSE.update(
    dict.fromkeys(
        ("draw_up_opp", "draw_up_handelingsdeel", "evaluate_opp", "evaluate_alone", "end_opp", "answer_flag"),
        Whose.SCHOOL,
    )
    | dict.fromkeys(
        ("hear_pupil", "consult_guardians", "agree_handelingsdeel", "record_silence", "talk_over_evaluation",
         "talk_over_flag"),
        Whose.HOME,
    )
)  # fmt: skip
GOOD.update({"set_perspective", "put_in_force"})
ATTENTION.update({"open_dispute", "raise_flag"})
OF_THEME[Theme.PLANS] |= {
    *("draw_up_opp", "draw_up_handelingsdeel", "set_perspective", "put_in_force", "evaluate_opp", "evaluate_alone"),
    *("end_opp", "raise_flag", "answer_flag"),
}
OF_THEME[Theme.FAMILY] |= {
    *("hear_pupil", "tell_pupil", "consult_guardians", "offer_handelingsdeel", "agree_handelingsdeel", "open_dispute"),
    *("record_silence", "talk_over_evaluation", "talk_over_flag"),
}


@hides
def flags(person: Any, case: Case) -> Hide:
    """Each flag by itself: one that was answered without being talked over stays with who steers the school."""
    known = set(Flag.objects.visible_to(person).filter(case=case).values_list("pk", flat=True))
    return lambda row: row.kind in ("raise_flag", "answer_flag") and row.data.get("flag") not in known
