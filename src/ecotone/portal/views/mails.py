from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from ecotone.core.access import public
from ecotone.portal.selectors.mails import check_may_read_mails, get_mail, mails_matching

PAGE_SIZE = 25
# A mail brings its styles with it, for mail readers want them so; nothing else may load or run.
MAIL_CSP = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": ["data:"],
    "base-uri": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}


@public
@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """Every mail that was written, newest first: in the demo for everybody, else for staff."""
    check_may_read_mails(request)
    text = request.GET.get("q", "").strip()
    to = request.GET.get("to", "").strip()
    page = Paginator(mails_matching(text, to=to), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "portal/mails.html", {"page": page, "text": text, "to": to})


@public
@require_safe
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One mail as it looks and as text, with links that can be followed."""
    check_may_read_mails(request)
    return render(request, "portal/mail.html", {"mail": get_mail(mail_id)})


@public
@require_safe
@xframe_options_sameorigin
@csp_override(MAIL_CSP)
def mail_html(request: HttpRequest, mail_id: int) -> HttpResponse:
    """The mail's own document, for the frame; its links open in the whole window."""
    check_may_read_mails(request)
    document = get_mail(mail_id).html
    return HttpResponse(document.replace("<head>", '<head><base target="_top">', 1))
