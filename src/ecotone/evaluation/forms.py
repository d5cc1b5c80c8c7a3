"""The filters of a page of figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecotone.evaluation.selectors.network_page import NetworkFigures
from ecotone.evaluation.wording import level_words, place_words
from ecotone.networks.api import SchoolYear


class YearFilter(forms.Form):
    """One school year out of those on offer."""

    def __init__(self, *args: Any, years: list[SchoolYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"] = forms.ChoiceField(
            label=_("School year"),
            required=False,
            choices=[(year.label, year.label) for year in years],
        )


class FiguresFilter(YearFilter):
    """School year, municipality and level. Shows a choice; the selectors read it."""

    def __init__(self, *args: Any, page: NetworkFigures, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = {place.partition("/")[0] for place in page.places}
        self.fields["place"] = forms.ChoiceField(
            label=_("Municipality"),
            required=False,
            choices=[
                ("", gettext("All municipalities")),
                *(
                    (place, place_words(place, with_country=len(countries) > 1))
                    for place in page.places
                ),
            ],
        )
        self.fields["level"] = forms.ChoiceField(
            label=_("Level"),
            required=False,
            choices=[
                ("", gettext("All levels")),
                *((level, level_words(level)) for level in page.levels),
            ],
        )
