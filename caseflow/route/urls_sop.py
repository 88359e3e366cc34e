"""Addresses of the school's SOP, for who steers the school."""

from django.urls import path

from caseflow.route.views import sop

urlpatterns = [
    path("", sop.versions, name="sop_versions"),
    path("nieuw/", sop.upload, name="sop_upload"),
    path("<int:version_id>/", sop.version, name="sop_version"),
    path("<int:version_id>/tekst/", sop.text, name="sop_text"),
    path("<int:version_id>/download/", sop.download, name="sop_download"),
    path("<int:version_id>/verschil/", sop.diff, name="sop_diff"),
    path("<int:version_id>/nieuwe-tekst/", sop.replace, name="sop_replace"),
    path("<int:version_id>/<slug:key>/", sop.act, name="sop_act"),
]
