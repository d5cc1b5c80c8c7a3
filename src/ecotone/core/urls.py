from django.urls import path

from ecotone.core import styles
from ecotone.core.gallery import views as gallery
from ecotone.core.views import progress

app_name = "core"
urlpatterns = [
    path("gallery/", gallery.gallery, name="gallery"),
    path("styles/<str:accent>.css", styles.accent_style, name="accent"),
    path("tasks/<str:token>/", progress.task, name="task"),
]
