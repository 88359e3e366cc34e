"""The forms of the route's acts; importing them opens their doors."""

from caseflow.route.forms import case, limit, referral, support, talk

__all__ = ["case", "limit", "referral", "support", "talk"]
