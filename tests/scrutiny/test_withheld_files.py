"""The bytes of a withheld paper go with the commit, and whatever a crash left goes at the next sweep."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from scrutiny.models import File
from scrutiny.operations.withholding import withhold
from scrutiny.withholding.storage import sweep
from tests.dumped import files_with
from tests.factories import DocumentFactory, FileFactory

WHY = {"reason": "it names a child.", "ground": "child"}


@pytest.mark.upload
@pytest.mark.django_db(transaction=True)
def test_bytes_go_from_the_disk_with_the_commit(monitoring_officer):
    kept, gone = (DocumentFactory(file=FileFactory(data=words)) for words in (b"%PDF Elmtree", b"%PDF Oaktree"))

    withhold(record=gone, by=monitoring_officer, **WHY)

    assert files_with("Oaktree") == []
    assert len(files_with("Elmtree")) == 1
    with kept.file.content.open() as content:
        assert content.read() == b"%PDF Elmtree"


@pytest.mark.upload
@pytest.mark.django_db
def test_nothing_is_deleted_where_nothing_was_withheld_in_the_end(monitoring_officer):
    paper = DocumentFactory(file=FileFactory(data=b"%PDF Ashtree"))

    with transaction.atomic():
        withhold(record=paper, by=monitoring_officer, **WHY)
        transaction.set_rollback(True)

    assert len(files_with("Ashtree")) == 1
    assert File.objects.get().withheld_at is None


@pytest.mark.django_db
def test_bytes_that_a_crash_left_go_at_the_next_sweep():
    file = FileFactory(data=b"%PDF Yewtree")
    default_storage.save(f"{file.sha256[:2]}/{file.sha256}", ContentFile(b"%PDF Yewtree"))  # a broken-off upload
    assert len(files_with("Yewtree")) == 2
    File.objects.filter(pk=file.pk).update(content="", text="", withheld_at=timezone.now())

    assert (sweep(), sweep()) == (2, 0)
    assert files_with("Yewtree") == []


@pytest.mark.django_db
def test_a_withheld_file_takes_no_text_any_more():
    file = FileFactory()
    File.objects.filter(pk=file.pk).update(content="", withheld_at=timezone.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.filter(pk=file.pk).update(text="read by somebody who began before")
