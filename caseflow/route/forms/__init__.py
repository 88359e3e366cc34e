"""The forms of the route's acts; importing them opens their doors."""

from caseflow.route.forms import case, referral, support, talk

__all__ = ["case", "referral", "support", "talk"]
