from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "ecotone.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_load_code_lists, sender=self)


def _load_code_lists(**kwargs: Any) -> None:
    """Keep the controlled lists as they ship, after each migration."""
    from ecotone.core.codelists.loading import load_code_lists

    load_code_lists()
