"""Who a person is: by address, by name."""

from ecotone.accounts.models import User


def find_person(email: str) -> User | None:
    """The active person with the address, in any spelling of its case, or None."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()
