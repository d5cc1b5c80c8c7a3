from ecotone.activities.models.activities import Activity, ActivityNetwork
from ecotone.activities.models.attendance import ClassAttendance, Contribution
from ecotone.activities.models.claims import TimeClaim
from ecotone.activities.models.reports import Report

__all__ = [
    "Activity",
    "ActivityNetwork",
    "ClassAttendance",
    "Contribution",
    "Report",
    "TimeClaim",
]
