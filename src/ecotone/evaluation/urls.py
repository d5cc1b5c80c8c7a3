from django.urls import path

from ecotone.evaluation.views import network, school, sessions

app_name = "evaluation"
urlpatterns = [
    path("networks/<slug:slug>/figures/", network.figures, name="network-figures"),
    path(
        "networks/<slug:slug>/figures/figures.csv",
        network.figures_file,
        name="network-figures-csv",
    ),
    path("networks/<slug:slug>/figures/not-reached/", network.not_reached, name="not-reached"),
    path("networks/<slug:slug>/figures/visits/", sessions.sessions, name="sessions"),
    path("organisations/<uuid:public_id>/figures/", school.figures, name="school-figures"),
]
