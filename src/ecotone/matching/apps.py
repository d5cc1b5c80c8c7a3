from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "ecotone.matching"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ecotone.accounts.api import LeavingRule, register_leaving_rule
        from ecotone.matching.selectors.people import volunteers_of
        from ecotone.matching.services.leaving import close_offers, needs_in_the_way
        from ecotone.networks.api import register_volunteer_source

        register_volunteer_source("matching", volunteers_of)

        register_leaving_rule(LeavingRule("matching", needs_in_the_way, close_offers))
