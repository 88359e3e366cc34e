"""A number out of a subquery, as the facts need it."""

from django.db.models import F, Func, IntegerField, Model, QuerySet, Subquery


def count_of(rows: QuerySet[Model]) -> Subquery:
    """How many rows a correlated query has: 0 when none, never NULL, and no GROUP BY to lose it in."""
    number = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(_number=number).values("_number"), output_field=IntegerField())
