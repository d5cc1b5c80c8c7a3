from django.urls import include, path

from ecotone.accounts import sign_in_urls
from ecotone.accounts.views import me

_own = [
    path("me/", me.me, name="me"),
    path("me/gender/", me.gender, name="gender"),
    path("me/consents/<slug:purpose>/", me.consent, name="consent"),
    path("me/data/", me.my_data, name="my-data"),
    path("me/data/file/", me.my_data_file, name="my-data-file"),
    path("me/leave/", me.leave, name="leave"),
    path("goodbye/", me.goodbye, name="goodbye"),
]

urlpatterns = [
    path("account/", include(sign_in_urls)),
    path("", include((_own, "accounts"))),
]
