"""When an organisation is in a network."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecotone.core.forms import DateInput
from ecotone.networks.models import Network


class MembershipForm(forms.Form):
    """Into which network, from which day."""

    network = forms.ModelChoiceField(
        label=_("Network"), queryset=Network.objects.none(), empty_label=_("Choose a network")
    )
    since = forms.DateField(label=_("From"), widget=DateInput)

    def __init__(self, *args: Any, among: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].queryset = (  # type: ignore[attr-defined]
            Network.objects.filter(pk__in=list(among)).order_by("name", "id")
        )


class EndMembershipForm(forms.Form):
    """The last day."""

    until = forms.DateField(label=_("Last day"), widget=DateInput)
