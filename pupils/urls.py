"""Addresses of groups, pupils, and what is known of them."""

from django.urls import path

from pupils.views import (
    calendar,
    guardians,
    hgw,
    imports,
    information,
    inviting,
    lists,
    measured,
    observation,
    pupil,
    welcome,
)

app_name = "pupils"
urlpatterns = [
    path("groepen/", lists.groups, name="groups"),
    path("leerlingen/aanmelden/", lists.register, name="register"),
    path("leerlingen/<int:pupil_id>/", pupil.show, name="pupil"),
    path("leerlingen/<int:pupil_id>/observaties/nieuw/", observation.new, name="observe"),
    path("leerlingen/<int:pupil_id>/incidenten/nieuw/", observation.new, {"incident": True}, name="incident"),
    path("leerlingen/<int:pupil_id>/toetsen/nieuw/", measured.measure, name="measure"),
    path("leerlingen/<int:pupil_id>/gemiste-uren/", measured.absence, name="absence"),
    path("toetsen/<int:measurement_id>/weghalen/", measured.strike, name="strike"),
    path("scholen/<int:school_id>/inlezen/<str:kind>/", imports.read, name="import"),
    path("inlezen/<int:preview_id>/", imports.preview, name="import_preview"),
    path("inlezen/<int:preview_id>/niet/", imports.drop, name="import_drop"),
    path("leerlingen/<int:pupil_id>/hgw/", hgw.start, name="hgw_start"),
    path("leerlingen/<int:pupil_id>/interventies/nieuw/", hgw.intervene, name="intervene"),
    path("kalender/", calendar.show, name="calendar"),
    path("kalender/<int:occasion_id>/", calendar.occasion, name="occasion"),
    path("kalender/<int:occasion_id>/terug/", calendar.reopen, name="occasion_reopen"),
    path("hgw/<int:cycle_id>/", hgw.phase, name="hgw_phase"),
    path("interventies/<int:intervention_id>/", hgw.effect, name="effect"),
    path("leerlingen/<int:pupil_id>/ouders/nieuw/", guardians.add, name="guardian_add"),
    path("groepen/<int:group_id>/gezag/", guardians.declared, name="declared"),
    path("ouders-van/<int:guardian_id>/gezag/", guardians.gezag, name="gezag"),
    path("ouders-van/<int:guardian_id>/contact/", guardians.contact, name="contact"),
    path("ouders-van/<int:guardian_id>/uitnodiging/", inviting.invite, name="invite"),
    path("ouders-van/<int:guardian_id>/uitnodiging/brief/", inviting.letter, name="invitation_letter"),
    path("ouders-van/<int:guardian_id>/informatie/", information.inform, name="inform"),
    path("ouders-van/informatie/<int:letter_id>/", information.information_letter, name="information_letter"),
    path("groepen/<int:group_id>/uitnodigingen/", inviting.group, name="invite_group"),
    path("groepen/<int:group_id>/uitnodigingen/brieven/", inviting.group_letters, name="group_letters"),
    path("welkom/", welcome.enter, name="welcome"),
    path("welkom/kind/", welcome.child, name="welcome_child"),
    path("welkom/inloggen/", welcome.choose, name="welcome_choose"),
    path("welkom/controle/", welcome.prove, name="welcome_prove"),
    path("welkom/<slug:code>/", welcome.short, name="welcome_short"),
]
