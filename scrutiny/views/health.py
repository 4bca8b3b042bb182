import asyncio
from typing import Any

from django.http import HttpRequest, HttpResponse
from health_check.views import HealthCheckView

from scrutiny.health import CHECKS


class Health(HealthCheckView):
    """Whether the site is well, a line for each thing that it needs: for load balancers, and for people.

    What exactly fails is in the log only, since anybody may ask.
    """

    checks = tuple(CHECKS.values())

    async def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with self.get_executor() as executor:
            results = await asyncio.gather(*(check.get_result(executor) for check in self.get_checks()))
        lines = [f"{name}: {'fails' if result.error else 'ok'}\n" for name, result in zip(CHECKS, results, strict=True)]
        status = 500 if any(result.error for result in results) else 200
        return HttpResponse("".join(lines), status=status, content_type="text/plain; charset=utf-8")
