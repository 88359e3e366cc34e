"""Addresses of groups, pupils, and what is known of them."""

from django.urls import path

from pupils.views import (
    calendar,
    guardians,
    handover,
    hat,
    hgw,
    imports,
    lists,
    measured,
    observation,
    pupil,
    staff,
    way_in,
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
    path("scholen/<int:school_id>/medewerkers/", staff.show, name="staff"),
    path("scholen/<int:school_id>/medewerkers/nieuw/", staff.invite, name="staff_invite"),
    path("scholen/<int:school_id>/medewerkers/<int:person_id>/uitnodigen/", staff.again, name="staff_again"),
    path("scholen/<int:school_id>/medewerkers/<int:person_id>/rol/", staff.role, name="staff_role"),
    path("scholen/<int:school_id>/medewerkers/<int:person_id>/vertrek/", staff.leave, name="staff_leave"),
    path("scholen/<int:school_id>/medewerkers/<int:person_id>/tweede-stap/", staff.factor, name="staff_factor"),
    path("scholen/<int:school_id>/rollen/<int:role_id>/einde/", staff.end, name="role_end"),
    path("wie-bent-u/", hat.choose, name="hat"),
    path("groepen/<int:group_id>/overdracht/", handover.sign, name="handover"),
    path("groepen/<int:group_id>/verder/", handover.move, name="group_move"),
    path("uitnodiging/", way_in.form, name="way_in_form"),
    path("uitnodiging/<str:code>/", way_in.link, name="way_in"),
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
    path("ouders-van/<int:guardian_id>/gezag/", guardians.gezag, name="gezag"),
    path("ouders-van/<int:guardian_id>/contact/", guardians.contact, name="contact"),
]
