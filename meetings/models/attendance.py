from django.db import models
from django.db.models import Q

from scrutiny.models.history import history


class Attendance(models.Model):
    """Whether somebody was at a meeting, and as what.

    A group without names ("two members of the Children in Care Council") stands in ``group`` instead of a person.
    ``role`` is what the minutes print beside the name: "in the role of Lead Member". Who came late or left early did
    so at an item, and at a time if it was noted.
    """

    class Capacity(models.TextChoices):
        MEMBER = "member", "Member"
        SUBSTITUTE = "substitute", "Substitute"
        COUNCILLOR = "councillor", "Councillor not on the panel"
        OFFICER = "officer", "Officer"
        INVITED = "invited", "By invitation"
        OBSERVER = "observer", "Observer"

        @classmethod
        def others(cls) -> list["Attendance.Capacity"]:
            """Everybody whose name has to be typed; members are listed."""
            return [capacity for capacity in cls if capacity != cls.MEMBER]

        @classmethod
        def voting(cls) -> list["Attendance.Capacity"]:
            return [cls.MEMBER, cls.SUBSTITUTE]

    class State(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="attendances")
    person = models.ForeignKey("scrutiny.Person", models.PROTECT, null=True, blank=True, related_name="attendances")
    group = models.CharField("people without names", max_length=200, blank=True)
    capacity = models.CharField(max_length=20, choices=Capacity, default=Capacity.MEMBER)
    state = models.CharField(max_length=20, choices=State, default=State.PRESENT)
    instead_of = models.ForeignKey("scrutiny.Person", models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField("role as printed", max_length=200, blank=True)
    is_remote = models.BooleanField("joined remotely", default=False)
    came_at = models.ForeignKey("meetings.AgendaItem", models.SET_NULL, null=True, blank=True, related_name="+")
    came_time = models.TimeField("came", null=True, blank=True)
    left_at = models.ForeignKey("meetings.AgendaItem", models.SET_NULL, null=True, blank=True, related_name="+")
    left_time = models.TimeField("left", null=True, blank=True)

    history = history()

    class Meta:
        verbose_name_plural = "attendance"
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(group="") | Q(person__isnull=False, group=""),
                name="attendance_of_a_person_or_a_group",
            ),
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once_at_a_meeting"),
            models.CheckConstraint(
                condition=Q(capacity="substitute", instead_of__isnull=False)
                | ~Q(capacity="substitute") & Q(instead_of=None),
                name="attendance_substitute_for_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_state_display().lower()}"

    @property
    def name(self) -> str:
        return str(self.person) if self.person else self.group

    @property
    def is_present(self) -> bool:
        return self.state == self.State.PRESENT
