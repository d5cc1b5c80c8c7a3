"""Each room brings its own addresses; this page only says where they stand."""

from django.urls import include, path

urlpatterns = [
    path("", include("ecotone.portal.urls")),
    path("", include("ecotone.core.urls")),
    path("", include("ecotone.accounts.urls")),
    path("", include("ecotone.networks.urls")),
    path("", include("ecotone.activities.urls")),
    path("", include("ecotone.matching.urls")),
    path("", include("ecotone.evaluation.urls")),
]
