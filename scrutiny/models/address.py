from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Address(models.Model):
    """A path that a record has or had. A path is never given to another record, so old links keep working.

    The current one is what the record's ``get_absolute_url`` says; every other one redirects there.
    """

    path = models.CharField(max_length=255, unique=True)
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")

    class Meta:
        verbose_name_plural = "addresses"
        indexes = [models.Index(fields=["content_type", "object_id"], name="address_of_record")]

    def __str__(self) -> str:
        return self.path
