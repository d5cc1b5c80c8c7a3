from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "ecotone.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ecotone.accounts.api import LeavingRule, register_leaving_rule
        from ecotone.activities.contacts import coming_contacts, forget_words, visits_in_the_way
        from ecotone.networks.api import register_contact_source

        register_contact_source("activities", coming_contacts)
        register_leaving_rule(LeavingRule("activities", visits_in_the_way, forget_words))
