"""The one chart of this room."""

from django.utils.translation import gettext as _

from ecotone.core.api import code_label
from ecotone.core.charts import BarRow, Bars, bars
from ecotone.networks.selectors.network_pages import NetworkPage

KINDS_SHOWN = 7


def sectors_chart(page: NetworkPage) -> Bars:
    """The organisations of a network by kind: the commonest, and the rest together."""
    rows = [BarRow(code_label("sector", sector), count) for sector, count in page.sectors]
    if len(rows) > KINDS_SHOWN + 1:
        rest = sum(count for _sector, count in page.sectors[KINDS_SHOWN:])
        rows = [*rows[:KINDS_SHOWN], BarRow(_("Other kinds"), rest)]
    return bars(
        title=_("Organisations by kind"),
        description=_("How many organisations of each kind are in the network today."),
        rows=rows,
    )
