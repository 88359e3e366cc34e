"""Addresses."""

from django.urls import include, path

from opp.views import papers, staff

app_name = "opp"
urlpatterns = [
    path("ouders/", include("opp.urls_guardian")),
    path("handelingsdelen/<int:handelingsdeel_id>/papier/<int:guardian_id>/", staff.paper, name="paper"),
    path("handelingsdelen/<int:handelingsdeel_id>/verder-zonder/<int:guardian_id>/", staff.pass_over, name="pass_over"),
    path("handelingsdelen/<int:handelingsdeel_id>/pdf/<slug:paper>/", papers.on_paper, name="on_paper"),
    path("evaluaties/<int:evaluation_id>/pdf/", papers.report, name="report"),
    path("stemmen/<int:voice_id>/terug/", staff.feedback, name="feedback"),
    path("handelingsdelen/scan/<int:answer_id>/", staff.scan, name="scan"),
]
