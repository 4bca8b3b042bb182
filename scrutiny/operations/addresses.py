from django.contrib.contenttypes.models import ContentType
from django.db import models

from scrutiny.models import Address
from scrutiny.operations.errors import Refused


class AddressTaken(Refused):
    """Another record has or had this address, and an address is never given away."""


def claim_address(*, record: models.Model) -> None:
    """Note that the record has its current path, for ever. Raises `AddressTaken`."""
    address, _ = Address.objects.get_or_create(
        path=record.get_absolute_url(),  # type: ignore[attr-defined]
        defaults={"content_type": ContentType.objects.get_for_model(record), "object_id": record.pk},
    )
    if address.object_id != record.pk or address.content_type != ContentType.objects.get_for_model(record):
        raise AddressTaken


def free_path(*, path: str, record: models.Model) -> bool:
    """Whether ``path`` is the record's own or nobody's."""
    holder = Address.objects.filter(path=path).first()
    return holder is None or (
        holder.object_id == record.pk and holder.content_type == ContentType.objects.get_for_model(record)
    )
