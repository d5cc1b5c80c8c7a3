from django.urls import path

from ecotone.portal.views import desk, home, look_around, mails

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("look-around/", look_around.look_around, name="look-around"),
    path("mail/", mails.mail_list, name="mails"),
    path("mail/<int:mail_id>/", mails.mail, name="mail"),
    path("mail/<int:mail_id>/html/", mails.mail_html, name="mail-html"),
]
