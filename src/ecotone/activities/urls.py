from django.urls import path

from ecotone.activities.views import visits

app_name = "activities"
urlpatterns = [
    path("visits/<uuid:public_id>/", visits.visit, name="visit"),
    path("visits/<uuid:public_id>/visit.ics", visits.visit_calendar, name="visit-calendar"),
    path("v/<str:token>/", visits.sheet, name="sheet"),
    path("v/<str:token>/visit.ics", visits.sheet_calendar, name="sheet-calendar"),
    path("organisations/<uuid:public_id>/visitors/", visits.visitors, name="visitors"),
]
