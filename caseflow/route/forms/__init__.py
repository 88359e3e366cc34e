"""The forms of the route's acts; importing them opens their doors."""

from caseflow.route.forms import asking, case, deciding, document, limit, referral, support, talk

__all__ = ["asking", "case", "deciding", "document", "limit", "referral", "support", "talk"]
