"""The portal's addresses: under /ouders/."""

from django.urls import path

from caseflow.route.views import (
    addition,
    coming,
    consent_record,
    growing,
    guardian,
    guardian_answers,
    guardian_documents,
    guardian_measured,
    guardian_reads,
    guardian_told,
    guardian_writing,
)

urlpatterns = [
    path("", guardian.guardian_start, name="guardian_start"),
    path("kind/<int:pupil_id>/", guardian.guardian_child, name="guardian_child"),
    path("toestemming/<int:consent_id>/", guardian_answers.guardian_consent, name="guardian_consent"),
    path(
        "toestemming/<int:consent_id>/verslag/", consent_record.guardian_consent_record, name="guardian_consent_record"
    ),
    path("kind/<int:pupil_id>/gelezen/", guardian_reads.guardian_reads, name="guardian_reads"),
    path("kind/<int:pupil_id>/verteld/", guardian_told.guardian_told, name="guardian_told"),
    path("kind/<int:pupil_id>/schrijven/", guardian_writing.guardian_writing, name="guardian_writing"),
    path("verwijzing/<int:referral_id>/", guardian_answers.guardian_referral, name="guardian_referral"),
    path("later/<int:addition_id>/", addition.guardian_addition, name="guardian_addition"),
    path("groeidocument/<int:case_id>/", growing.guardian_growing, name="guardian_growing"),
    path("groeidocument/<int:case_id>/volgende-school/", growing.guardian_growing_next, name="guardian_growing_next"),
    path("document/<int:paper_id>/", guardian_documents.guardian_paper, name="guardian_paper"),
    path("document/<int:paper_id>/reactie/", guardian_documents.guardian_reaction, name="guardian_reaction"),
    path("uitnodiging/<int:invitation_id>/", coming.guardian_invitation, name="guardian_invitation"),
    path("gesprek/<int:item_id>/", guardian.guardian_talk, name="guardian_talk"),
    path("gesprek/<int:item_id>/reactie/", guardian.guardian_talk_reaction, name="guardian_talk_reaction"),
    path("grens/<int:establishment_id>/", guardian.guardian_limit, name="guardian_limit"),
    path("oordeel/<int:judgement_id>/", guardian_measured.guardian_judgement, name="guardian_judgement"),
    path("kind/<int:pupil_id>/toetsen/", guardian_measured.guardian_measured, name="guardian_measured"),
    path("grond/<int:case_id>/", guardian.guardian_ground, name="guardian_ground"),
    path("besluit/<int:arrangement_id>/", guardian.guardian_arrangement, name="guardian_arrangement"),
]
