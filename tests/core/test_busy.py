import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from ecotone.core.busy import BusyDatabaseMiddleware

LOCKED = OperationalError("database is locked")
middleware = BusyDatabaseMiddleware(lambda request: HttpResponse())


def test_what_was_typed_can_be_sent_again(rf: RequestFactory) -> None:
    """Issue part 5: database locked; nothing is lost and what was typed stays."""
    request = rf.post("/needs/new/?from=desk", {"theme": 'The "brook"', "slot": ["1", "2"]})
    page = middleware.process_exception(request, LOCKED)
    assert page is not None
    assert (page.status_code, page["Retry-After"]) == (503, "5")
    text = page.content.decode()
    assert 'action="/needs/new/?from=desk"' in text
    assert '<input type="hidden" name="theme" value="The &quot;brook&quot;">' in text
    assert text.count('name="slot"') == 2
    assert text.count("csrfmiddlewaretoken") == 1


def test_page_that_only_reads_is_offered_again(rf: RequestFactory) -> None:
    page = middleware.process_exception(rf.get("/needs/"), LOCKED)
    assert page is not None
    assert '<a href="/needs/">' in page.content.decode()
    assert "<form" not in page.content.decode()


@pytest.mark.parametrize(
    "error", [OperationalError("no such table: need"), ValueError("is locked"), KeyError("x")]
)
def test_other_faults_stay_faults(rf: RequestFactory, error: Exception) -> None:
    assert middleware.process_exception(rf.get("/"), error) is None
