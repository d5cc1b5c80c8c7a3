"""What a network's country asks of visitors, for somebody to read and confirm."""

from dataclasses import dataclass

from django.utils.translation import get_language

from ecotone.core.api import code_label
from ecotone.networks.countries import CONTACT_CLASSES, find_country_pack
from ecotone.networks.countries.wording import draft_banner, requirement_words
from ecotone.networks.models import Network
from ecotone.networks.selectors.clearances import requirement_of


@dataclass(frozen=True)
class CountryRules:
    """One line a contact class, and the banner while nobody has confirmed them."""

    country: str
    rows: list[tuple[str, str]]
    banner: str


def country_rules(network: Network) -> CountryRules | None:
    """The rules that hold in the network today; None for a network over several countries."""
    pack = find_country_pack(network.country)
    if pack is None:
        return None
    country = pack.names.get(get_language() or "en") or pack.names["en"]
    rows = [
        (
            code_label("contact_class", letter),
            requirement_words(requirement_of(network, network.country, letter)),
        )
        for letter in CONTACT_CLASSES
    ]
    banner = "" if network.country_pack_confirmed_on else draft_banner(country)
    return CountryRules(country, rows, banner)
