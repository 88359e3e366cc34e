"""The forms of the route's acts; importing them opens their doors."""

from caseflow.route.forms import case, deciding, document, limit, referral, support, talk

__all__ = ["case", "deciding", "document", "limit", "referral", "support", "talk"]
