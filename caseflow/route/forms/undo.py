"""The button that undoes a step: which one, and nothing else."""

from django import forms

from pupils.forms import PlainForm


class UndoForm(PlainForm):
    event = forms.IntegerField(widget=forms.HiddenInput)
