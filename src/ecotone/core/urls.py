from django.urls import path

from ecotone.core import styles
from ecotone.core.gallery import views as gallery

app_name = "core"
urlpatterns = [
    path("gallery/", gallery.gallery, name="gallery"),
    path("styles/<str:accent>.css", styles.accent_style, name="accent"),
]
