"""The OPP in the portal: under /ouders/, beside the route's."""

from django.urls import path

from opp.views import guardian, papers

urlpatterns = [
    path("handelingsdeel/<int:handelingsdeel_id>/", guardian.guardian_handelingsdeel, name="guardian_handelingsdeel"),
    path("handelingsdeel/<int:handelingsdeel_id>/pdf/<slug:paper>/", papers.guardian_paper, name="guardian_paper"),
    path("opp/<int:opp_id>/", guardian.guardian_opp, name="guardian_opp"),
    path("evaluatie/<int:evaluation_id>/", guardian.guardian_evaluation, name="guardian_evaluation"),
    path("evaluatie/<int:evaluation_id>/pdf/", papers.guardian_report, name="guardian_report"),
    path("signaal/<int:flag_id>/", guardian.guardian_flag, name="guardian_flag"),
]
