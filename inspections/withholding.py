"""What of inspections can be withheld."""

from inspections.models import Finding, Inspection, Recommendation, Update
from scrutiny.templatetags.words import short_day
from scrutiny.withholding.kinds import Withholdable, register, register_page


def of_the_inspection(inspection: Inspection) -> str:
    return f"the inspection of {inspection.when}"


def register_withholding() -> None:
    register_page(Inspection, of_the_inspection)
    register(
        Withholdable(Finding, "finding", "text", lambda row: f"a finding of {of_the_inspection(row.inspection)}"),
        Withholdable(
            Recommendation,
            "recommendation",
            "text",
            lambda row: f"a recommendation of {of_the_inspection(row.inspection)}",
        ),
        Withholdable(Update, "update", "text", lambda row: f"an update of {short_day(row.made_on)}"),
    )
