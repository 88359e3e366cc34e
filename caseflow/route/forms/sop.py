"""Forms about the school's SOP: a text to upload, and each act of its life with its day and who signed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caseflow.sop.loading import MAX_BYTES
from caseflow.sop.reading import readable
from pupils.fields import Day, Line, Pick, Words
from pupils.forms import PlainForm
from pupils.models import SopVersion


class UploadForm(PlainForm):
    """A file or a pasted text. What a file held comes back in the box, so that it can be mended there."""

    file = forms.FileField(
        label=_("Bestand"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.txt"}),
        help_text=_(
            "Een YAML-bestand (UTF-8), tot 1 MB. Kies je een bestand, dan telt dat en niet de tekst hieronder."
        ),
    )
    text = Words(_("Of plak de tekst"), rows=14, required=False, strip=False)

    def __init__(self, data: Any = None, files: Any = None, **more: Any) -> None:
        self.sent: bytes | None = None
        self.readable = True
        file = files.get("file") if files else None
        self.file_name = file.name if file else ""
        if file is not None and file.size <= MAX_BYTES:
            self.sent = file.read()
            text = readable(self.sent)
            self.readable = text is not None
            if text is not None:
                data = data.copy()
                data["text"] = text.replace("\x00", "\ufffd")
        super().__init__(data, files, **more)
        self.fields["text"].widget.attrs.update({"class": "yaml", "spellcheck": "false", "wrap": "off"})

    def field_of(self, name: str) -> str:
        """What is wrong with a file is said at the file."""
        return "file" if name == "text" and self.sent is not None else name

    @property
    def given(self) -> str | bytes:
        return self.cleaned_data["text"] if self.sent is None else self.sent

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            size = f"{file.size / 1_000_000:.1f}".replace(".", ",")
            raise ValidationError(_("Dit bestand is %(size)s MB; een SOP is hoogstens 1 MB.") % {"size": size})
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.sent is None and not self.errors and not data.get("text", "").strip():
            self.add_error("file", _("Kies een bestand, of plak de tekst."))
        return data


class LayForm(PlainForm):
    on = Day(_("Wanneer kreeg de MR de tekst?"))


class AdviceForm(PlainForm):
    advice = Pick(_("Wat adviseerde de MR?"), SopVersion.Advice.choices)
    on = Day(_("Op welke dag?"))
    by = Line(
        _("Wie tekende namens de MR?"),
        required=False,
        help_text=_("Naam en functie. Gaf de MR geen advies, dan niemand."),
    )
    text = Words(_("Wat schreef de MR erbij?"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("advice") not in (None, SopVersion.Advice.NONE) and not data.get("by", "").strip():
            self.add_error("by", _("Vul dit nog in."))
        return data


class AdoptForm(PlainForm):
    on = Day(_("Op welke dag stelde het bestuur deze versie vast?"))
    by = Line(_("Wie tekende namens het bestuur?"), help_text=_("Naam en functie."))


class PublishForm(PlainForm):
    on = Day(_("Sinds wanneer kunnen ouders deze versie lezen?"))


class WithdrawForm(PlainForm):
    reason = Words(_("Waarom wordt deze versie ingetrokken?"), rows=2)


class DropForm(PlainForm):
    reason = Words(_("Waarom vervalt deze versie?"), rows=2)
