from typing import Any, cast

from django.conf import LazySettings


def use_templates(settings: LazySettings, templates: dict[str, str]) -> None:
    """Let the test bring templates of its own, by name, beside those of the rooms."""
    engine = cast("dict[str, Any]", settings.TEMPLATES[0])
    loaders = [
        ("django.template.loaders.locmem.Loader", templates),
        "django.template.loaders.app_directories.Loader",
    ]
    settings.TEMPLATES = [{**engine, "OPTIONS": {**engine["OPTIONS"], "loaders": loaders}}]
