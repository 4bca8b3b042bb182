"""What each role gets, as a table for comparison with what `everyone` got."""

from typing import Any


def table(*, public: Any, member: Any, officer: Any) -> dict[str, Any]:
    """``member`` is a councillor of the panel; councillors of other panels get what the public gets."""
    return {
        "stranger": public,
        "other councillor": public,
        "councillor": member,
        "officer": officer,
        "manager": officer,
        "monitoring officer": officer,
    }
