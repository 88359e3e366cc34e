"""The route's app: its facts, its part of the dossier and its part of the watch register here."""

from django.apps import AppConfig


class RouteConfig(AppConfig):
    name = "caseflow.route"
    label = "route"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from caseflow.route import (  # noqa: F401
            additions,
            calendar,
            checks,
            clocks,
            departing,
            desking,
            facts,
            facts_of_steps,
            facts_of_talks,
            forms,
            growing_parts,
            handing_over,
            hearing,
            leaving,
            leaving_outside,
            letting_go,
            meeting_mail,
            panel_of_criteria,
            panel_of_documents,
            panels_of_deciding,
            panels_of_route,
            panels_to_desk,
            portal,
            portal_documents,
            portal_referral,
            portal_writings,
            readiness_checks,
            reading,
            succession,
            talk_reasons,
            telling_desk,
            tracks,
            unheld,
            waiting,
            waiting_consents,
            waiting_letters,
            waiting_reading,
            waiting_silent,
            waiting_sop,
            waiting_tracks,
            watch,
            writings,
        )
        from caseflow.route.commands.after_no import hear_consents
        from caseflow.route.commands.agenda import hear_gezag_of_places
        from caseflow.route.commands.gezag import hear_gezag_less
        from caseflow.route.commands.referral_word import hear_gezag_of_referrals
        from caseflow.route.commands.signature import hear_gezag
        from pupils.commands.recording import hearers

        of_gezag = (hear_gezag, hear_gezag_of_places, hear_gezag_of_referrals, hear_gezag_less, hear_consents)
        heard = (clocks.hear_pupil_events, *of_gezag, departing.hear_departure, telling_desk.hear_departure)
        hearers.extend(one for one in heard if one not in hearers)
