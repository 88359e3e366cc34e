from pupils.models.answer import Answer, How
from pupils.models.consent import Consent, ConsentAnswer, PupilAnswer
from pupils.models.grant import Grant
from pupils.models.group_plan import Cluster, GroupPlan, InCluster
from pupils.models.group_talk import TALKS, TalkLine, TalkPoint
from pupils.models.guardian import SIGNERS, ContactAttempt, Gezag, Guardian, Matter, Proof, Relation
from pupils.models.handover import Handover
from pupils.models.hgw import HgwCycle, Phase
from pupils.models.information import InformationLetter
from pupils.models.insight import Insight
from pupils.models.intervention import GIVES, Intervention, InterventionSession
from pupils.models.invitation import Invitation
from pupils.models.involved import Involved
from pupils.models.measured import RECORDS, Absence, Measurement
from pupils.models.observation import Observation
from pupils.models.occasion import Occasion
from pupils.models.passed_over import PassedOver
from pupils.models.person import Person
from pupils.models.preview import ImportPreview
from pupils.models.pupil import OfPupilQuerySet, Pupil
from pupils.models.school import Group, School, Swv
from pupils.models.sociogram import InSociogram, Sociogram, SociogramAnswer, SociogramChoice
from pupils.models.sop import SopVersion
from pupils.models.staff import RoleAssignment, SwvMember
from pupils.models.writing import Writing, WritingReply

__all__ = [
    "GIVES",
    "RECORDS",
    "SIGNERS",
    "TALKS",
    "Absence",
    "Answer",
    "Cluster",
    "Consent",
    "ConsentAnswer",
    "ContactAttempt",
    "Gezag",
    "Grant",
    "Group",
    "GroupPlan",
    "Guardian",
    "Handover",
    "HgwCycle",
    "How",
    "ImportPreview",
    "InCluster",
    "InSociogram",
    "InformationLetter",
    "Insight",
    "Intervention",
    "InterventionSession",
    "Invitation",
    "Involved",
    "Matter",
    "Measurement",
    "Observation",
    "Occasion",
    "OfPupilQuerySet",
    "PassedOver",
    "Person",
    "Phase",
    "Proof",
    "Pupil",
    "PupilAnswer",
    "Relation",
    "RoleAssignment",
    "School",
    "Sociogram",
    "SociogramAnswer",
    "SociogramChoice",
    "SopVersion",
    "Swv",
    "SwvMember",
    "TalkLine",
    "TalkPoint",
    "Writing",
    "WritingReply",
]
