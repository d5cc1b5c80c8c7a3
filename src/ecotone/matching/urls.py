from django.urls import path

from ecotone.matching.views import (
    answers,
    needs,
    offer_slots,
    offers,
    queue,
    record,
    visits,
)

app_name = "matching"
urlpatterns = [
    path("needs/", needs.need_list, name="needs"),
    path("needs/new/", needs.new_need, name="new-need"),
    path("needs/<int:need_id>/", needs.need, name="need"),
    path("needs/<int:need_id>/end/", needs.end_need, name="end-need"),
    path("needs/<int:need_id>/again/", needs.reopen, name="reopen-need"),
    path("needs/<int:need_id>/move/", needs.move, name="move-need"),
    path("needs/<int:need_id>/practical/", needs.practical, name="need-practical"),
    path("needs/<int:need_id>/adults/", needs.adults_stay, name="adults-stay"),
    path(
        "needs/<int:need_id>/proposals/<int:invitation_id>/",
        needs.answer_proposal,
        name="answer-proposal",
    ),
    path("offers/", offers.offer_list, name="offers"),
    path("offers/record/", record.record, name="record"),
    path("offers/record/certificate/", record.certificate, name="certificate"),
    path("offers/new/", offers.new_offer, name="new-offer"),
    path("offers/<int:offer_id>/", offers.offer, name="offer"),
    path("offers/<int:offer_id>/essentials/", offers.edit_essentials, name="offer-essentials"),
    path("offers/<int:offer_id>/details/", offers.edit_details, name="offer-details"),
    path("offers/<int:offer_id>/induction/", offers.induction, name="induction"),
    path("offers/<int:offer_id>/times/", offer_slots.slots, name="offer-slots"),
    path(
        "offers/<int:offer_id>/times/<int:slot_id>/remove/",
        offer_slots.remove,
        name="remove-offer-slot",
    ),
    path("offers/<int:offer_id>/pause/", offers.pause, name="pause-offer"),
    path("networks/<slug:slug>/queue/", queue.queue, name="queue"),
    path("networks/<slug:slug>/queue/<int:need_id>/", queue.candidates, name="candidates"),
    path("networks/<slug:slug>/queue/<int:need_id>/wave/", queue.wave, name="wave"),
    path("networks/<slug:slug>/queue/<int:need_id>/confirm/", queue.confirm, name="confirm-need"),
    path(
        "networks/<slug:slug>/queue/<int:need_id>/hold/<int:wave_id>/",
        queue.hold_wave,
        name="hold-wave",
    ),
    path("networks/<slug:slug>/matching/", queue.settings_page, name="settings"),
    path("i/<str:token>/", answers.answer, name="answer"),
    path("v/<str:token>/cancel/", visits.cancel, name="cancel"),
    path("v/<str:token>/confirm/", visits.confirm, name="confirm"),
    path("v/<str:token>/afterwards/", visits.afterwards, name="afterwards"),
]
