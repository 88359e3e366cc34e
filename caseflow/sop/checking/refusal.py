"""What a "no" does: it stops a document, a talk or an outsider, and never shuts a child in."""

from collections.abc import Callable, Iterator

from caseflow.sop import law
from caseflow.sop.checking.doing import WITH_OUTSIDERS, acts_at
from caseflow.sop.checking.possible import possible, true_at_once
from caseflow.sop.checking.registry import Flaw, Flaws, advice, error
from caseflow.sop.checking.route import BY_ITSELF
from caseflow.sop.checking.sharing import asked_at
from caseflow.sop.facts import FACTS
from caseflow.sop.implied import before_desk, for_partner, leaving, signed_for, without_objection
from caseflow.sop.judging import sop_asks
from caseflow.sop.papers import asks_of_documents
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Exit, Sop

Rule = Need | Group
#: The words that a fact comes to by a yes alone: of the guardians, or of a body, which may not be asked without theirs.
BY_A_YES = {
    "document": frozenset({"discussed", "agreed"}),
    "consent": frozenset({"given", "withdrawn", "expired"}),
    "body_answer": frozenset({"asked", "yes", "no"}),
}
#: Numbers that the guardians' signatures under a referral make, and nothing else.
SIGNATURES = frozenset({"referral_signed", "referral_unsigned"})
#: What is made in this visit of the step or not at all; whatever else may have come about before.
OF_THE_VISIT = frozenset({"meetings_held", "advices", "table_decided", "exit_proposed_on"})
#: What is said of the ways of a step, and not where a "no" leaves none.
NO_WAY_SAID = ("document-refusal-without-way", "refusal-without-way", "round-without-end", "way-back-that-goes-on")
GRANTED = frozenset({"arrangement_granted_on", "arrangement_open", "extra_arrangements_granted"})


@error(
    why="Een nee van een ouder, of van wie van buiten oordeelt, houdt iets tegen en nooit een kind",
    todo="Voeg een uitgang toe die daar niet op wacht, bijvoorbeeld met 'back: true'",
)
def refusal_shuts_in(sop: Sop) -> Flaws:
    """Every way out of a step waits for a yes: of the guardians to a document or a question, or of a body."""
    for key, step in sop.steps.items():
        yes = Yes(sop, key)
        if step.exits and all(map(yes.opens, step.exits)) and not _ends_open(sop, key, yes):
            what = "zegt een ouder of een instantie van buiten hier nee, dan kan een kind niet meer weg"
            yield Flaw(("steps", key, "exits"), what, explains=tuple((rule, ("steps", key)) for rule in NO_WAY_SAID))


@error(why="Ouders lezen wat er kan als zij nee zeggen", todo="Noem bij 'on_refusal' wat er dan openstaat")
def document_refusal_without_way(sop: Sop) -> Flaws:
    """The guardians may say no to a document, and nothing says what comes then."""
    for key, step in sop.steps.items():
        if not step.on_refusal and any(_waits_for_a_document(sop, key, way) for way in step.exits):
            yield Flaw(("steps", key), "hier kan een ouder nee zeggen tegen een document")


@advice(
    why="Een nee houdt een kind nooit op: ouders lezen wat er dan nog kan", todo="Noem bij 'on_refusal' wat open blijft"
)
def refusal_without_way(sop: Sop) -> Flaws:
    """Guardians are asked for a yes to a talk or to a desk, and nothing says what comes after a no."""
    for key, step in sop.steps.items():
        if step.on_refusal or any(_waits_for_a_document(sop, key, way) for way in step.exits):
            continue
        if asked_at(step) or any(list(without_objection(sop, way)) for way in step.exits):
            yield Flaw(("steps", key), "hier kunnen ouders nee zeggen, en er staat niet wat er dan kan")


def _ends_open(sop: Sop, step: str, yes: "Yes") -> bool:
    """Whether on each track of a step some end is open that does not come by growing up or moving."""
    tracks = [its for track, its in sop.tracks.items() if step in sop.steps_of(track)]
    return bool(tracks) and all(
        any(way.close not in BY_ITSELF and not yes.opens(way) for way in its.ends) for its in tracks
    )


def _waits_for_a_document(sop: Sop, step: str, way: Exit) -> bool:
    return any(_never_without(rule, _of_a_document) for rule in _asked(sop, step, way))


def _of_a_document(need: Need) -> bool:
    return need.fact == "document" and possible(need) <= BY_A_YES["document"]


def _asked(sop: Sop, step: str, way: Exit) -> Iterator[Rule]:
    """All that the school asks of an exit, at the step that it leads to as well."""
    yield from (*leaving(sop, step, way), *before_desk(sop, way), *signed_for(sop, way))
    yield from (*asks_of_documents(sop, step, way), *way.needs)
    yield from sop_asks(sop, way.to, "enter") if way.to else ()


def _never_without(rule: Rule, one: Callable[[Need], bool]) -> bool:
    """Whether a rule is met by nothing but such requirements."""
    if isinstance(rule, Group):
        return sum(not _never_without(part, one) for part in rule.parts) < rule.n
    return one(rule)


class Yes:
    """What at one step comes about by a yes of the guardians, or of a body outside, and in no other way."""

    def __init__(self, sop: Sop, step: str) -> None:
        self.sop, self.step, self.here = sop, step, acts_at(sop, step)
        self.known = {rule.key for rule in sop.steps[step].acts.get("enter", ()) if isinstance(rule, Need)}
        self.acts: dict[str, bool] = {}
        self.acts["grant_arrangement"] = self._of_arrangements()

    def opens(self, way: Exit) -> bool:
        return any(map(self.meets, _asked(self.sop, self.step, way)))

    def meets(self, rule: Rule) -> bool:
        return _never_without(rule, self._needed_for)

    def _needed_for(self, need: Need) -> bool:
        if need.key in self.known:  # who stands here met it at the door
            return False
        if words := BY_A_YES.get(need.fact):
            return bool(possible(need) <= words)
        if need.fact in SIGNATURES:
            return not true_at_once(need)
        if need.fact not in OF_THE_VISIT | GRANTED or true_at_once(need):
            return False
        makers = ("grant_arrangement",) if need.fact in GRANTED else FACTS[need.fact].made_by
        acts = [act for act in makers if act in self.here]
        return bool(acts) and all(map(self._asks, acts))

    def _asks(self, act: str) -> bool:
        """Whether an act needs a yes before it: it is done with somebody from outside, or what it asks needs one."""
        if act not in self.acts:
            self.acts[act] = act in WITH_OUTSIDERS  # by the law; and what goes round is no yes
            by_law = tuple(rule for rule, _floor in law.LAW.asks(act, self.sop.first_day))
            self.acts[act] |= any(map(self.meets, (*by_law, *sop_asks(self.sop, self.step, act))))
        return self.acts[act]

    def _of_arrangements(self) -> bool:
        """Whether not one arrangement can be granted without a yes."""
        needs = [(*one.needs, *for_partner(self.sop, one.partner)) for one in self.sop.arrangements.values()]
        return bool(needs) and all(any(map(self.meets, rules)) for rules in needs)
