from django.urls import include, path

from ecotone.accounts import sign_in_urls
from ecotone.accounts.views import me

own = [
    path("me/", me.me, name="me"),
]

urlpatterns = [
    path("account/", include(sign_in_urls)),
    path("", include((own, "accounts"))),
]
