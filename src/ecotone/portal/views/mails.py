import re

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from ecotone.core.access import public
from ecotone.portal.forms import MailSearchForm
from ecotone.portal.selectors.mails import check_may_read_mails, get_mail, mails_matching

PAGE_SIZE = 25
# A mail brings its styles with it, for mail readers want them so; nothing else may load or run.
MAIL_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": ["data:"],
    "base-uri": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
LOCAL_ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|localhost)(?::\d+)?(?=/)")


@public
@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """Every mail that was written, newest first: in the demo for everybody, else for staff."""
    check_may_read_mails(request)
    form = MailSearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(mails_matching(text), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request, "portal/mails.html", {"page": page, "form": form, "is_demo": settings.DEMO}
    )


@public
@require_safe
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One mail as it looks and as text, with links that can be followed."""
    check_may_read_mails(request)
    found = get_mail(mail_id)
    return render(
        request, "portal/mail.html", {"mail": found, "text": with_our_address(found.text, request)}
    )


@public
@require_safe
@xframe_options_sameorigin
@csp_override(MAIL_CSP)
def mail_html(request: HttpRequest, mail_id: int) -> HttpResponse:
    """The mail's own document, for the frame; its links open in the whole window."""
    check_may_read_mails(request)
    document = get_mail(mail_id).html.replace("<head>", '<head><base target="_top">', 1)
    return HttpResponse(with_our_address(document, request))


def with_our_address(text: str, request: HttpRequest) -> str:
    """In a demo, links lead to where it is served now, not to where it was built for."""
    if not settings.DEMO:
        return text
    return LOCAL_ADDRESS.sub(request.build_absolute_uri("/").rstrip("/"), text)
