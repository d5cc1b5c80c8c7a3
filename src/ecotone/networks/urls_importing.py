"""The addresses of an import; ``urls`` takes them in."""

from django.urls import path

from ecotone.networks.views import importing

urlpatterns = [
    path("networks/<slug:slug>/import/", importing.import_start, name="import_start"),
    path("networks/<slug:slug>/import/<int:pk>/", importing.import_run, name="import_run"),
    path(
        "networks/<slug:slug>/import/<int:pk>/columns/",
        importing.import_columns,
        name="import_columns",
    ),
    path(
        "networks/<slug:slug>/import/<int:pk>/confirm/",
        importing.import_confirm,
        name="import_confirm",
    ),
    path(
        "networks/<slug:slug>/import/<int:pk>/problems.csv",
        importing.import_problems,
        name="import_problems",
    ),
]
