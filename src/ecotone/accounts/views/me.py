"""My own page: who I am here, what I agreed to, what is kept of me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ecotone.core.access import signed_in


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/me.html")
