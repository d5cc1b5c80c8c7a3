from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ecotone.core.access import by_link
from ecotone.core.tasks.progress import find_progress


@by_link
@never_cache
@require_safe
def task(request: HttpRequest, token: str) -> HttpResponse:
    """How far a long task has come; leads on to its result when it is done.

    Open to the person who started it; what nobody owns, to whoever knows its address.
    """
    progress = find_progress(token, viewer=request.user)
    if progress is None:
        raise Http404
    is_part = request.headers.get("HX-Request") == "true"
    if progress.is_finished and progress.next_url and not progress.error:
        if is_part:
            return HttpResponse(headers={"HX-Redirect": progress.next_url})
        return HttpResponseRedirect(progress.next_url)
    template = "core/progress.html#progress" if is_part else "core/progress.html"
    return render(request, template, {"progress": progress})
