from inspections.models.demo import DemoRecord
from inspections.models.framework import Area, Framework, Grade, Inspectorate
from inspections.models.inspection import Finding, Inspection, InspectionPaper, Judgement
from inspections.models.recommendation import Consideration, Recommendation
from inspections.models.update import Progress, Update

__all__ = [
    "Area",
    "Consideration",
    "DemoRecord",
    "Finding",
    "Framework",
    "Grade",
    "Inspection",
    "InspectionPaper",
    "Inspectorate",
    "Judgement",
    "Progress",
    "Recommendation",
    "Update",
]
