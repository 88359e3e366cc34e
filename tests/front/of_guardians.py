"""What a guardian can meet: the templates of her pages, mails and letters with all they lead to, and their Python.

A language that is for guardians must know every word of these, and needs no other.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import translation

from caseflow.notices.kinds import Kind
from caseflow.route.models import Addition, Arrangement, LimitJudgement, Paper, PaperAnswer, ReferralSeen, Tlv
from caseflow.route.wording import WORDS
from caseflow.sop.consents import NEXT_SCHOOL
from caseflow.sop.vocabulary import PART_LABELS, Asks
from opp.models import Agreement, Flag, PupilVoice
from pupils.models import ConsentAnswer, Measurement, Observation, Relation

ROOT = Path(settings.ROOT)
TEMPLATES = ROOT / "templates"
LED_TO = re.compile(r'{%\s*(?:extends|include)\s+"([^"]+)"')

#: Where her pages and her account's mails begin; what they extend and include follows by itself.
PAGES = (
    *("route/guardian/*.html", "opp/guardian/*.html", "pupils/welcome/*.html"),
    *("account/**/*.*", "mfa/**/*.*", "drafts/*.html", "pupils/hat.html", "route/start_nobody.html", "[45]*.html"),
    "route/agenda.html",
)
#: Pages that only a member of staff comes to, though they lie among those.
OF_STAFF = frozenset({"403_hand.html", "components/findings.html"})
#: What she is mailed about (and told by letter, where she has no address).
MAILS = (
    *(Kind.CONSENT_ASKED, Kind.HANDELINGSDEEL_OFFERED, Kind.DOCUMENT_LAID),
    *(Kind.ANSWER_AWAITED, Kind.ANSWER_WRITTEN_DOWN),
    *(Kind.REFERRAL_TO_SEE, Kind.MEETING_INVITED, Kind.DECISION_TAKEN),
    *(Kind.MEETING_MOVED, Kind.MEETING_CANCELLED, Kind.MEETING_LEFT),
)

#: Python that puts words before her: pages, forms and what is wrong with them, letters, records.
MODULES = (
    *("caseflow/adapter.py", "caseflow/context.py", "caseflow/language.py", "caseflow/languages.py"),
    "caseflow/passwords.py",
    *("caseflow/limits.py", "caseflow/factor_forms.py", "caseflow/second_factor.py", "caseflow/documents/rendering.py"),
    *("caseflow/route/portal*.py", "caseflow/route/views/guardian*.py", "caseflow/route/forms/guardian.py"),
    *("caseflow/route/consent_record.py", "caseflow/route/consent_text.py", "caseflow/route/letters.py"),
    *("caseflow/route/appointments.py", "caseflow/route/ics.py", "caseflow/route/when.py"),
    *("caseflow/route/papers.py", "caseflow/route/step_words.py", "caseflow/route/who_read.py"),
    *("caseflow/route/referral_text.py", "caseflow/route/withdrawing.py", "caseflow/route/written_down.py"),
    *("opp/portal.py", "opp/on_paper.py", "opp/report.py", "opp/views/guardian.py", "opp/wording.py"),
    *("pupils/answer_told.py", "pupils/by_code.py"),
    *("pupils/errors.py", "pupils/fields.py", "pupils/posting.py", "pupils/welcome_forms.py"),
    *("pupils/information_letter.py", "pupils/invitation_letter.py", "pupils/mail_proof.py"),
    *("pupils/proving.py", "pupils/commands/coming_in.py", "pupils/models/answer.py", "pupils/models/consent.py"),
    *("pupils/views/hat.py", "pupils/views/welcome.py"),
)
#: Of what is of others too, the functions and classes that are hers.
HERS = {
    "caseflow/route/forms/writing.py": ("WritingForm",),
    "caseflow/route/commands/consent.py": ("answer_consent", "_answer"),
    "caseflow/route/commands/signature.py": ("sign_document", "_answer", "_check_still_asked", "add_reaction"),
    "caseflow/route/commands/coming.py": ("answer_invitation", "_said"),
    "caseflow/route/views/coming.py": ("guardian_invitation", "_page"),
    "caseflow/route/commands/referral_word.py": ("_of_her_own", "_answer"),
    "caseflow/route/forms/document.py": ("ReactionForm",),
    "caseflow/route/wording.py": ("said_at_table",),
    "caseflow/route/growing_pdf.py": ("for_guardian", "_made", "_stands", "_front"),
    "caseflow/route/growing_parts.py": ("_established", "missed", "_talks", "documents", "own_views", "_added"),
    "caseflow/route/reading.py": ("pupil",),
    "caseflow/route/writings.py": ("as_rows",),
    "caseflow/route/additions.py": ("pieces", "chapters"),
    "opp/growing.py": ("of_guardian", "_versions"),
    "opp/commands/agreement.py": ("agree_handelingsdeel", "_answer", "_check_still_asked"),
    "pupils/commands/contact.py": ("check_reads_before_yes",),
}
#: Where the headings of a referral are written, which is kept in Dutch and told in her language.
HEADINGS = ("caseflow/route/dossier.py", "opp/dossier.py")
HEADING = re.compile(r'"title": (_\("[^"]+"\))')


def templates() -> Iterator[Path]:
    """Hers, with what each leads to."""
    begin = [path for pattern in PAGES for path in TEMPLATES.glob(pattern) if path.is_file()]
    waiting, seen = [*begin, *(TEMPLATES / f"notices/{kind}.txt" for kind in MAILS)], set[Path]()
    while waiting:
        path = waiting.pop()
        if path in seen or str(path.relative_to(TEMPLATES)) in OF_STAFF:
            continue
        seen.add(path)
        waiting += [TEMPLATES / name for name in LED_TO.findall(path.read_text("utf-8"))]
        yield path


def python() -> Iterator[tuple[str, str]]:
    """Hers, by name, as text to look for words in."""
    for pattern in MODULES:
        found = sorted(ROOT.glob(pattern))
        assert found, f"{pattern} is no longer there"
        yield from ((str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in found)
    for name, wanted in HERS.items():
        yield name, "\n".join(_parts(ROOT / name, wanted))
    for name in HEADINGS:
        yield name, "\n".join(HEADING.findall((ROOT / name).read_text("utf-8")))


def _parts(path: Path, wanted: Iterable[str]) -> list[str]:
    text = path.read_text("utf-8")
    nodes = {getattr(node, "name", ""): node for node in ast.parse(text).body}
    return [ast.get_source_segment(text, nodes[name]) or "" for name in wanted]


def labels() -> list[str]:
    """Words of closed lists that are told to her, as the code says them."""
    lists = (
        Arrangement.OUTCOMES,
        Arrangement.STATES,
        LimitJudgement.WORDS,
        Tlv.KINDS,
        Tlv.CATEGORIES,
        Paper.STATES,
        Flag.ANSWERS,
        PupilVoice.MOMENTS,
    )
    chosen = (
        Addition.Kind,
        Agreement.Word,
        ConsentAnswer.Word,
        PaperAnswer.Word,
        ReferralSeen.Word,
        Measurement.Moment,
        Observation.Area,
        Relation,
    )
    words = ("asked", "given", "refused", "withdrawn", "expired", *map(str, Asks))
    with translation.override(None):
        told = [label for one in lists for _word, label in one] + [label for one in chosen for label in one.labels]
        return [str(label) for label in (*told, *(WORDS[word] for word in words), *PART_LABELS.values(), NEXT_SCHOOL)]
