"""The written matrix: every address, tried by everybody. What it says is what the site must answer.

A cell is two letters, for GET and for POST. A row names its address, the value of an argument that is a word, and the
place on the stage (tests/access/stage.py) where its numbers come from; what is sent with a POST stands in bodies.py.
2 shown · R done, or sent on · L first sign in · 1 not signed in · 3 not your hand · 4 not there, for you or for
anybody · 5 only the other method · 9 your hand, and something is missing · 0 cannot be read
"""

from dataclasses import dataclass
from typing import Any

from tests.access.bodies import BODIES
from tests.access.stage import Stage

COLUMNS = {
    "no": "nobody: signed out",
    "--": "signed in, without any hat",
    "te": "teacher of the pupil's group",
    "ot": "teacher of another group",
    "la": "last year's teacher of the group",
    "as": "assistant in the group",
    "bo": "teacher of the group who is director of another school",
    "ib": "IB-er",
    "di": "director",
    "t2": "teacher of another school",
    "i2": "IB-er of another school",
    "d2": "director of another school",
    "g1": "guardian with gezag",
    "g2": "second guardian with gezag",
    "g?": "guardian whose gezag is not recorded",
    "g0": "guardian without gezag",
    "gr": "guardian from whom a court took the matters of the school",
    "gc": "guardian from whom a court took matters of care alone",
    "gx": "guardian of another child in the group",
    "ou": "somebody from outside with a live grant",
    "oe": "somebody from outside whose grant has ended",
    "o0": "somebody from outside who was never invited",
    "sd": "the SWV's desk, to which the child was referred",
    "se": "an expert of that SWV",
    "sx": "the desk of another region",
    "lo": "last year's teacher of the group, hand-over not signed",
    "s1": "teacher of the pupil's group, signed in without second factor",
    "2h": "teacher of the pupil's group and guardian of a child in it, who chose neither hat",
}

TABLE = """
# Before anybody has a hat, and without data
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
account_login                               22 RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR  RR RR RR
account_request_login_code                  22 RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR  RR RR RR
account_confirm_login_code                  LL RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR  RR RR RR
account_logout                              RR 2R  2R 2R 2R 2R 2R 2R 2R  2R 2R 2R  2R 2R 2R 2R 2R 2R 2R  2R 2R 2R  2R 2R 2R  2R 2R 2R
account_inactive                            all 25
account_reauthenticate                      LL 22  22 22 22 22 22 22 22  22 22 22  22 33 22 22 22 22 22  22 22 22  22 22 22  22 22 22
account_change_password                     LL 22  22 22 22 22 22 22 22  22 22 22  22 RR 22 22 22 22 22  22 22 22  22 22 22  22 RR 22
account_set_password                        LL RR  RR RR RR RR RR RR RR  RR RR RR  RR 22 RR RR RR RR RR  RR RR RR  RR RR RR  RR RR RR
account_reset_password                      all 22
account_reset_password_done                 all 25
account_reset_password_from_key_done        all 25
health                                      all 25
set_language                                all 5R
keep_draft                                  LL 52  52 52 52 52 52 52 52  52 52 52  52 52 52 52 52 52 52  52 52 52  52 52 52  52 RR 52
drop_draft                                  LL 5R  5R 5R 5R 5R 5R 5R 5R  5R 5R 5R  5R 5R 5R 5R 5R 5R 5R  5R 5R 5R  5R 5R 5R  5R RR 5R
api_schema                                  all 25
account_reset_password_from_key @mail       all 22

# One's own second factor; nobody here has one, but each session came in with one (tests/signing_in.py)
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
mfa_index                                   LL 25  25 25 25 25 25 25 25  25 25 25  25 25 25 25 25 25 25  25 25 25  25 25 25  25 25 25
mfa_authenticate                            LL RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR  RR RR RR
mfa_trust                                   LL RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR  RR RR RR
mfa_reauthenticate                          LL RR  RR RR RR RR RR RR RR  RR RR RR  RR 33 RR RR RR RR RR  RR RR RR  RR RR RR  RR RR RR
mfa_reauthenticate_webauthn                 LL RR  RR RR RR RR RR RR RR  RR RR RR  RR 33 RR RR RR RR RR  RR RR RR  RR RR RR  RR RR RR
mfa_activate_totp                           LL 22  22 22 22 22 22 22 22  22 22 22  22 22 22 22 22 22 22  22 22 22  22 22 22  22 22 22
mfa_deactivate_totp                         LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
mfa_view_recovery_codes                     LL 45  45 45 45 45 45 45 45  45 45 45  45 45 45 45 45 45 45  45 45 45  45 45 45  45 45 45
mfa_generate_recovery_codes                 LL 22  22 22 22 22 22 22 22  22 22 22  22 22 22 22 22 22 22  22 22 22  22 22 22  22 RR 22
mfa_download_recovery_codes                 LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 44 44
mfa_list_webauthn                           LL 25  25 25 25 25 25 25 25  25 25 25  25 25 25 25 25 25 25  25 25 25  25 25 25  25 RR 25
mfa_add_webauthn                            LL 22  22 22 22 22 22 22 22  22 22 22  22 22 22 22 22 22 22  22 22 22  22 22 22  22 22 22
mfa_remove_webauthn                         LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
mfa_edit_webauthn                           LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
mfa_login_webauthn                          LL RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR  RR RR RR

# A school's SOP, as its parents read it: no child and no person
route:profile/kbs_crescendo @start          all 25
route:profile/no_such_school @start         all 45

# The demo, which a check keeps out of production: everybody in it is invented. Here it is not the demo.
demo:people                                 all 25
demo:mail                                   all 45
demo:look_as @demo                          all 54

# The API
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
api:cases                                   11 44  25 25 44 25 25 25 25  25 25 25  44 44 44 44 44 44 44  44 44 44  44 44 44  25 11 99
api:case @talk                              11 44  25 45 44 25 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  25 11 99
api:move/close-support_ended @start         11 44  53 54 44 53 53 52 53  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 11 99
api:undo @stepped                           11 44  53 54 44 53 53 52 53  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 11 99

# The staff's door: cases
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
pupils:hat                                  LL RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR RR RR RR RR  RR RR RR  RR RR RR  RR RR 22
route:my_agenda                             LL 2R  2R 2R 2R 2R 2R 2R 2R  2R 2R 2R  2R 2R 2R 2R 2R 2R 2R  2R 2R 2R  2R 2R 2R  2R RR 2R
route:appointment @talk                     LL 45  R5 45 45 45 R5 R5 R5  45 45 45  R5 R5 45 45 45 45 45  R5 45 45  45 45 45  45 RR R5
route:calendar_feed @calendar               all 25
route:start                                 LL 22  22 22 22 22 22 22 22  22 22 22  RR RR RR RR RR RR RR  RR RR RR  RR RR RR  22 RR RR
route:board                                 LL 44  22 22 44 22 22 22 22  22 22 22  44 44 44 44 44 44 44  44 44 44  44 44 44  22 RR RR
route:view_keep                             LL 44  5R 5R 44 5R 5R 5R 5R  5R 5R 5R  44 44 44 44 44 44 44  44 44 44  44 44 44  5R RR RR
route:view_drop @view                       LL 44  54 54 44 54 54 5R 54  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
route:together                              LL 44  RR RR 44 RR RR RR RR  RR RR RR  44 44 44 44 44 44 44  44 44 44  44 44 44  RR RR RR
route:case @talk                            LL 44  22 44 44 22 22 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  22 RR RR
route:exit/close-support_ended @start       LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:exit/leerlingbespreking @start        LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:case @gone                            LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:exit/close-left_school @gone          LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:exit/opp @desk                        LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:undo @stepped                         LL 44  R3 44 44 R3 R3 RR R3  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:task @refused                         LL 44  53 54 44 53 53 5R 53  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
route:view_scan @desk                       LL 44  44 44 44 44 33 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:referral_pass_over @desk             LL 44  44 44 44 44 33 44 24  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:paper_view @desk                      LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:open_case @free                       LL 44  33 44 44 33 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:track_proposal @track                 LL 44  33 44 44 33 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:track_dismiss @track                  LL 44  33 44 44 33 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:paper_answer @talk                    LL 44  44 44 44 44 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:criteria @cared                       LL 44  25 45 44 25 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  45 RR RR
route:criteria_dossier @cared               LL 44  25 45 44 44 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  45 RR RR
route:consent_record @talk                  LL 44  25 45 44 25 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  25 RR RR
route:growing @talk                         LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:growing_pdf/zorgteam @talk            LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:growing_pdf/volgende-school @talk     LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:growing_table @talk                   LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:growing_guardian @talk                LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:add_afterwards @closed                LL 44  44 44 44 44 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:pass_over @talk                       LL 44  44 44 44 44 33 44 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:pupil_answer @talk                    LL 44  44 44 44 44 33 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:pupil_scan @talk                      LL 44  44 44 44 44 33 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:scan @talk                            LL 44  44 44 44 44 33 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:writing @talk                         LL 44  33 44 44 33 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:arrangement_kinds @plan               LL 44  33 44 44 33 33 22 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:arrangement_ask/poa_begeleiding @plan LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:arrangement_on @plan                  LL 44  33 44 44 33 33 22 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:arrangement @plan                     LL 44  22 44 44 22 22 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  22 RR RR
route:arrangement_carriers @plan            LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:arrangement_use @plan                 LL 44  22 44 44 2R 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  2R 44 44  44 44 44  44 RR RR
route:arrangement_use_back @plan            LL 44  5R 54 44 54 54 5R 5R  54 54 54  44 44 44 44 44 44 44  54 54 54  44 44 44  54 RR RR
route:budget @outside                       LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:budget_set/poa_begeleiding @outside   LL 44  44 44 44 44 44 44 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:letters @letters                      LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:letters_print @letters                LL 44  44 44 44 44 45 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44

# Documents: written by whom the SOP names, laid and signed for by who leads the step
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
route:paper_write @paper                    LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:paper @paper                          LL 44  22 44 44 22 22 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  22 RR RR
route:paper_print @paper                    LL 44  22 44 44 22 22 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  22 RR RR
route:paper_drop @paper                     LL 44  53 54 44 53 53 5R 53  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
route:paper_signature @paper                LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:paper_pass_over @paper                LL 44  44 44 44 44 33 44 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:paper_scan @paper                     LL 44  44 44 44 44 33 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44

# The school's SOP
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
route:sop_versions                          LL 44  44 44 44 44 22 22 22  44 22 22  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_upload                            LL 44  44 44 44 44 22 22 22  44 22 22  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_version @sop                      LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_text @sop                         LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_download @sop                     LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_diff @sop                         LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_replace @sop                      LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_act/mr @sop                       LL 44  44 44 44 44 44 33 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_act/vervallen @sop                LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_act/advies @sop_mr                LL 44  44 44 44 44 44 33 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_act/vaststellen @sop_mr           LL 44  44 44 44 44 44 33 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_act/intrekken @sop_adopted        LL 44  44 44 44 44 44 33 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:sop_act/publiceren @sop_adopted       LL 44  44 44 44 44 44 33 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44

# The guardians' door
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
route:guardian_start                        LL 44  44 44 44 44 44 44 44  44 44 44  22 22 22 22 22 22 22  44 44 44  44 44 44  44 RR RR
route:guardian_child @talk                  LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_consent @talk                LL 44  44 44 44 44 44 44 44  44 44 44  2R 2R 2R 44 44 2R 44  44 44 44  44 44 44  44 RR RR
route:guardian_child @gone                  LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_consent @gone                LL 44  44 44 44 44 44 44 44  44 44 44  22 22 22 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_consent_record @talk         LL 44  44 44 44 44 44 44 44  44 44 44  25 25 25 45 45 25 45  44 44 44  44 44 44  44 RR RR
route:guardian_growing @talk                LL 44  44 44 44 44 44 44 44  44 44 44  25 25 45 45 45 25 45  44 44 44  44 44 44  44 RR RR
route:guardian_growing_next @talk           LL 44  44 44 44 44 44 44 44  44 44 44  25 25 45 45 45 25 45  44 44 44  44 44 44  44 RR RR
route:guardian_addition @closed             LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_reads @talk                  LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_writing @talk                LL 44  44 44 44 44 44 44 44  44 44 44  2R 2R 44 44 44 2R 44  44 44 44  44 44 44  44 RR RR
route:guardian_told @talk                   LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_consent @refused             LL 44  44 44 44 44 44 44 44  44 44 44  2R 2R 2R 44 44 2R 44  44 44 44  44 44 44  44 RR RR
route:guardian_referral @desk               LL 44  44 44 44 44 44 44 44  44 44 44  29 29 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:coming @talk                          LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:guardian_invitation @talk             LL 44  44 44 44 44 44 44 44  44 44 44  2R 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:guardian_talk @desk                   LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_talk @talk                   LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:guardian_limit @desk                  LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_judgement @start             LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_measured @start              LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_ground @plan                 LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_ground @talk                 LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:guardian_arrangement @plan            LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
route:guardian_paper @paper                 LL 44  44 44 44 44 44 44 44  44 44 44  2R 2R 2R 44 44 2R 44  44 44 44  44 44 44  44 RR RR
route:guardian_talk_reaction @desk          LL 44  44 44 44 44 44 44 44  44 44 44  2R 2R 44 44 44 2R 44  44 44 44  44 44 44  44 RR RR
route:guardian_reaction @paper              LL 44  44 44 44 44 44 44 44  44 44 44  2R 2R 2R 44 44 2R 44  44 44 44  44 44 44  44 RR RR
opp:guardian_handelingsdeel @plan           LL 44  44 44 44 44 44 44 44  44 44 44  2R 2R 2R 44 44 2R 44  44 44 44  44 44 44  44 RR RR
opp:guardian_report @desk                   LL 44  44 44 44 44 44 44 44  44 44 44  25 25 45 45 45 25 45  44 44 44  44 44 44  44 RR RR
opp:guardian_paper/opp @desk                LL 44  44 44 44 44 44 44 44  44 44 44  25 25 45 45 45 25 45  44 44 44  44 44 44  44 RR RR
opp:guardian_paper/voor-ouders @desk        LL 44  44 44 44 44 44 44 44  44 44 44  25 25 45 45 45 25 45  44 44 44  44 44 44  44 RR RR
opp:guardian_paper/voor-het-kind @desk      LL 44  44 44 44 44 44 44 44  44 44 44  25 25 45 45 45 25 45  44 44 44  44 44 44  44 RR RR
opp:guardian_opp @desk                      LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
opp:guardian_evaluation @desk               LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR
opp:guardian_flag @desk                     LL 44  44 44 44 44 44 44 44  44 44 44  22 22 44 44 44 22 44  44 44 44  44 44 44  44 RR RR

# The SWV's desk
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
route:desk_inbox                            LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  22 22 22  44 RR 44
route:desk_case @desk                       LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  22 22 44  44 RR 44
route:desk_advice @desk                     LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  33 2R 44  44 RR 44
route:desk_answer @desk                     LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  2R 33 44  44 RR 44

# A table's day: who chairs it, who of the school sits there, and who comes from outside for her own slot
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
route:meeting @talk                         LL 44  25 45 44 25 25 25 25  45 45 45  44 44 44 44 44 44 44  25 45 45  44 44 44  45 RR RR
route:read_ahead @talk                      LL 44  25 45 44 25 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  45 RR RR
route:table @talk                           LL 44  2R 44 44 33 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:table_clock @talk                     LL 44  25 45 44 25 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  45 RR RR
route:minutes @desk                         LL 44  23 44 44 23 23 2R 23  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR

# Those invited from outside
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
route:invited_start                         LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  22 22 22  44 44 44  44 RR 44
route:invited_help @plan                    LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  22 44 44  44 44 44  44 RR 44
route:invited_item @talk                    LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  2R 44 44  44 44 44  44 RR 44
route:invited_item @gone                    LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:invited_item @desk                    LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44

# Pupils
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
pupils:groups                               LL 44  22 22 44 22 22 22 22  22 22 22  44 44 44 44 44 44 44  44 44 44  44 44 44  22 RR RR
pupils:register                             LL 44  44 44 44 44 2R 2R 2R  44 2R 2R  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:pupil @talk                          LL 44  22 44 44 22 22 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  22 RR RR
pupils:observe_group                        LL 44  2R 22 44 2R 2R 22 22  22 22 22  44 44 44 44 44 44 44  44 44 44  44 44 44  22 RR RR
pupils:observation_mend @start              LL 44  2R 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:observe @talk                        LL 44  2R 44 44 2R 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:incident @talk                       LL 44  2R 44 44 2R 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:measure @talk                        LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:absence @talk                        LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:strike @start                        LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:import/toetsen @start                LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:import/verzuim @start                LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:import_preview @start                LL 44  44 44 44 44 44 2R 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:import_drop @start                     LL 44  44 44 44 44 54 5R 54  44 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:hgw_start @talk                      LL 44  5R 54 44 44 5R 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:intervene @start                     LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:little_group                         LL 44  2R 22 44 44 2R 22 22  22 22 22  44 44 44 44 44 44 44  44 44 44  44 44 44  22 RR RR
pupils:session @start                       LL 44  2R 44 44 2R 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:session_back @start                  LL 44  5R 54 44 5R 5R 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:group_overview @start                LL 44  25 45 44 25 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  45 RR RR
pupils:sociograms @start                    LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:sociogram @asking                    LL 44  25 45 44 44 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  45 RR RR
pupils:sociogram @drawn                     LL 44  25 45 44 44 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  45 RR RR
pupils:sociogram_child @asking              LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:sociogram_back @asking               LL 44  5R 54 44 44 5R 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:sociogram_close @asking              LL 44  5R 54 44 44 5R 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:insight @free                        LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:insight_end @planned                 LL 44  5R 54 44 44 5R 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:group_plan_begin @start              LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:group_plan @planned                  LL 44  25 45 44 25 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  45 RR RR
pupils:group_plan_sheet @running            LL 44  25 45 44 25 25 25 25  45 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  45 RR RR
pupils:cluster_new @planned                 LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:cluster @running                     LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:cluster_drop @planned                LL 44  5R 54 44 44 5R 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:group_plan_in_force @planned         LL 44  5R 54 44 44 5R 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:group_plan_evaluate @running         LL 44  22 44 44 44 22 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:hgw_phase @start                     LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:effect @start                        LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:gezag @talk                          LL 44  44 44 44 44 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:pupil @gone                          LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:measure @gone                        LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:leave_school @talk                   LL 44  44 44 44 44 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:come_back @gone                      LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:guardian_add @talk                   LL 44  44 44 44 44 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:declared @class                      LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:calendar                             LL 44  22 22 44 22 22 22 22  22 22 22  44 44 44 44 44 44 44  44 44 44  44 44 44  22 RR RR
pupils:occasion @group                      LL 44  2R 44 44 23 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:occasion @child                      LL 44  2R 44 44 23 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:occasion_reopen @finished            LL 44  5R 54 44 53 5R 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:occasion @group_talk                 LL 44  23 44 44 23 23 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:talk_put @group_talk                 LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:talk @group_talk                     LL 44  2R 44 44 44 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:talk_off @group_talk                 LL 44  5R 54 44 44 5R 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:talk_back @taken_off                 LL 44  5R 54 44 44 5R 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:talk_line_back @agreed               LL 44  5R 54 44 44 53 53 53  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:agreement @agreed                    LL 44  2R 44 44 44 23 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:agreement_reopen @agreed_done        LL 44  5R 54 44 44 53 5R 5R  54 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  54 RR RR
pupils:address @talk                        LL 44  44 44 44 44 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:guardian_correct @talk               LL 44  44 44 44 44 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:guardian_remove @talk                LL 44  44 44 44 44 33 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:contact @talk                        LL 44  2R 44 44 2R 2R 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:invite @talk                         LL 44  44 44 44 44 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:invitation_letter @talk              LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:inform @letters                      LL 44  44 44 44 44 33 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:information_letter @letters          LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:invite_group @class                  LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:group_letters @class                 LL 44  44 44 44 44 45 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44

# Who works at a school: read by who steers it, changed by its director
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
pupils:staff @start                         LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:staff_invite @start                  LL 44  44 44 44 44 44 44 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:staff_role @start                    LL 44  44 44 44 44 44 44 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:staff_leave @start                   LL 44  44 44 44 44 44 44 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
route:hand_on @start                        LL 44  44 44 44 44 44 44 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:role_end @start                      LL 44  44 44 44 44 44 44 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:staff_again @start                   LL 44  44 44 44 44 54 44 5R  44 44 54  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:staff_factor @start                  LL 44  44 44 44 44 54 44 52  44 44 54  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:handover @start                      LL 44  2R 44 44 44 2R 2R 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
pupils:group_move @start                    LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44

# Who comes from outside: read and changed by who steers the zorgteam
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
pupils:outsiders @outside                   LL 44  44 44 44 44 44 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:outsider_add @outside                LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:outsider_end @outside                LL 44  44 44 44 44 44 2R 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:outsider_again @outside              LL 44  44 44 44 44 54 5R 5R  44 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
pupils:outsider_factor @outside             LL 44  44 44 44 44 54 5R 5R  44 54 54  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44

# With the link of a mail: it shows nothing but half an address, and no step before the one that earns it
pupils:way_in_form                          all 44
pupils:way_in_prove                         all 44
pupils:way_in_choose                        all 44
pupils:way_in @start                        all RR

# The OPP: what comes on paper
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
opp:paper @plan                             LL 44  44 44 44 44 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
opp:pass_over @plan                         LL 44  44 44 44 44 33 44 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
opp:scan @plan                              LL 44  44 44 44 44 33 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
opp:report @desk                            LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
opp:on_paper/opp @desk                      LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
opp:on_paper/voor-ouders @desk              LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
opp:on_paper/voor-het-kind @desk            LL 44  44 44 44 44 35 25 25  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
opp:on_paper/iets-anders @desk              LL 44  44 44 44 44 35 45 45  44 45 45  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR 44
opp:feedback @plan                          LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR

# Acts on a case, each on the generic page; whose hand it is, the SOP and the law say
                                            no --  te ot la as bo ib di  t2 i2 d2  g1 g2 g? g0 gr gc gx  ou oe o0  sd se sx  lo s1 2h
route:act/enrol @start                      LL 44  33 44 44 33 33 33 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/extend_term @start                LL 44  33 44 44 33 33 33 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/record_admission @desk            LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/record_gezag @talk                LL 44  33 44 44 33 33 RR RR  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/close_hgw_cycle @start            LL 44  RR 44 44 33 RR RR RR  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/record_measurement @start         LL 44  RR 44 44 33 RR RR RR  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/record_absence @start             LL 44  RR 44 44 33 RR RR RR  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/hold_session @start               LL 44  RR 44 44 33 RR RR RR  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/record_incident @start            LL 44  RR 44 44 RR RR RR RR  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/judge_limit @start                LL 44  33 44 44 33 33 33 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/record_ground_not_to_wait @plan   LL 44  33 44 44 33 33 33 2R  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/prepare_referral @desk            LL 44  33 44 44 33 33 22 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/show_referral @desk               LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/give_advice @desk                 LL 44  33 44 44 33 33 33 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/propose_arrangement @plan         LL 44  33 44 44 33 33 RR 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/grant_arrangement @plan           LL 44  33 44 44 33 33 33 29  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/ratify_arrangement @plan          LL 44  33 44 44 33 33 33 29  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/evaluate_arrangement @plan        LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/end_arrangement @plan             LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/plan_item @start                  LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/ask_consent @talk                 LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/invite_guardians @talk            LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/move_item @talk                   LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/take_off_agenda @talk             LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/invite_pupil @talk                LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/inform_guardians @talk            LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/talk_with_guardians @talk         LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/waive_guardians @talk             LL 44  33 44 44 33 33 33 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/propose_exit @plan                LL 44  33 44 44 33 33 33 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/ask_body @plan                    LL 44  33 44 44 33 33 33 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/record_body_answer @plan          LL 44  33 44 44 33 33 33 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/record_placement @plan            LL 44  33 44 44 33 33 22 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/put_on_waiting_list @start        LL 44  33 44 44 33 33 33 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/share @talk                       LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/hold_meeting @talk                LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/ask_information @talk             LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/order_examination @talk           LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/record_advice @talk               LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/write_document @paper             LL 44  RR 44 44 33 RR RR 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/finish_document @paper            LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/lay_document @paper               LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/draw_up_opp @start                LL 44  33 44 44 33 33 22 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/hear_pupil @plan                  LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/consult_guardians @plan           LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/set_perspective @plan             LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/offer_handelingsdeel @plan        LL 44  33 44 44 33 33 22 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/put_in_force @plan                LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/evaluate_opp @desk                LL 44  33 44 44 33 33 22 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/record_silence @plan              LL 44  33 44 44 33 33 33 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/talk_over_evaluation @desk        LL 44  33 44 44 33 33 29 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/end_opp @desk                     LL 44  33 44 44 33 33 2R 33  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/talk_over_flag @desk              LL 44  33 44 44 33 33 22 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/answer_flag @desk                 LL 44  33 44 44 33 33 33 22  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR
route:act/no_act @talk                      LL 44  44 44 44 44 44 44 44  44 44 44  44 44 44 44 44 44 44  44 44 44  44 44 44  44 RR RR

# With the letter of the school: nothing shows before the code, and no step before the one that earns it
pupils:welcome                              all 22
pupils:welcome_short/ABCD                   all R5
pupils:welcome_child                        all RR
pupils:welcome_choose                       all RR
pupils:welcome_prove                        all RR
"""

#: The argument of an address that is a word and stands behind its name.
WORDS = {
    "route:growing_pdf": "reader",
    "opp:on_paper": "paper",
    "opp:guardian_paper": "paper",
    "pupils:import": "kind",
    "route:act": "act",
    "route:exit": "exit_key",
    "route:sop_act": "key",
    "route:profile": "key",
    "api:move": "exit_key",
    "route:arrangement_ask": "key",
    "route:budget_set": "key",
    "pupils:welcome_short": "code",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One address at one place of the stage, with a cell for each column."""

    label: str
    name: str
    word: str
    place: str
    cells: dict[str, str]

    def __str__(self) -> str:
        return self.label

    @property
    def said(self) -> dict[str, str]:
        return {WORDS[self.name]: self.word} if self.word else {}

    def body(self, stage: Stage) -> dict[str, Any]:
        body = BODIES.get(self.label, BODIES.get(self.label.partition(" ")[0], {}))
        said = {"<today>": stage.today.isoformat(), **stage.words}
        return {key: said.get(value, value) if isinstance(value, str) else value for key, value in body.items()}

    def shown(self) -> set[str]:
        """The letters that a GET gets."""
        return {cell[0] for cell in self.cells.values()}

    def told(self, got: dict[str, str]) -> str:
        """What differs, in words."""
        wrong = [f"{COLUMNS[c]}: {got[c]}, not {cell}" for c, cell in self.cells.items() if got[c] != cell]
        return f"{self.label} (GET and POST) — " + "; ".join(wrong)


def rows() -> list[Row]:
    lines = [line for line in TABLE.splitlines() if line and line[0] not in "# "]
    return [_row(*line.split()) for line in lines]


def _row(address: str, *rest: str) -> Row:
    place, cells = (rest[0][1:], rest[1:]) if rest[0].startswith("@") else ("", rest)
    if cells[0] == "all":
        cells = cells[1:] * len(COLUMNS)
    name, _, word = address.partition("/")
    return Row(f"{address} @{place}" if place else address, name, word, place, dict(zip(COLUMNS, cells, strict=True)))
