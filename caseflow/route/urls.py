"""Addresses: the staff's here; each other door has a file of its own."""

from django.urls import include, path

from caseflow.route.views import (
    acts,
    board,
    case,
    consent_record,
    documents,
    letters,
    papers,
    profile,
    start,
    tracks,
    undo,
)

app_name = "route"
urlpatterns = [
    path("", start.start, name="start"),
    path("casussen/", board.board, name="board"),
    path("casussen/<int:case_id>/", case.show, name="case"),
    path("casussen/<int:case_id>/doe/<slug:act>/", acts.do, name="act"),
    path("casussen/<int:case_id>/stap/<slug:exit_key>/", acts.take, name="exit"),
    path("casussen/<int:case_id>/ongedaan/", undo.undo, name="undo"),
    path("casussen/<int:case_id>/taken/<int:task_id>/", acts.finish, name="task"),
    path("casussen/<int:case_id>/verwijzing/kijk/<int:guardian_id>/", papers.view_on_paper, name="paper_view"),
    path("casussen/<int:case_id>/documenten/<slug:document>/<slug:section>/", documents.write, name="paper_write"),
    path("documenten/<int:paper_id>/", documents.show, name="paper"),
    path("documenten/<int:paper_id>/afdrukken/", documents.print_, name="paper_print"),
    path("documenten/<int:paper_id>/weg/", documents.drop, name="paper_drop"),
    path("documenten/<int:paper_id>/getekend/<int:guardian_id>/", documents.signature, name="paper_signature"),
    path("documenten/<int:paper_id>/verder-zonder/<int:guardian_id>/", documents.pass_over, name="paper_pass_over"),
    path("documenten/scan/<int:answer_id>/", documents.scan, name="paper_scan"),
    path("leerlingen/<int:pupil_id>/casus/", acts.begin, name="open_case"),
    path("sporen/<int:proposal_id>/", tracks.show, name="track_proposal"),
    path("sporen/<int:proposal_id>/niet/", tracks.dismiss, name="track_dismiss"),
    path("toestemmingen/<int:consent_id>/papier/<int:guardian_id>/", papers.consent_on_paper, name="paper_answer"),
    path("toestemmingen/<int:consent_id>/leerling/", papers.pupil_answer, name="pupil_answer"),
    path("toestemmingen/<int:consent_id>/verder-zonder/<int:guardian_id>/", papers.pass_over, name="pass_over"),
    path("toestemmingen/<int:consent_id>/verslag/", consent_record.consent_record, name="consent_record"),
    path("toestemmingen/scan/<int:answer_id>/", papers.scan, name="scan"),
    path("scholen/<int:school_id>/brieven/", letters.letters, name="letters"),
    path("scholen/<int:school_id>/brieven/tot/<int:upto>/", letters.letters_print, name="letters_print"),
    path("sop-versies/", include("caseflow.route.urls_sop")),
    path("scholen/<slug:key>/sop/", profile.show, name="profile"),
    path("ouders/", include("caseflow.route.urls_guardian")),
    path("loket/", include("caseflow.route.urls_desk")),
    path("uitgenodigd/", include("caseflow.route.urls_invited")),
]
