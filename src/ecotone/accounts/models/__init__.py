from ecotone.accounts.models.clearances import Clearance
from ecotone.accounts.models.consents import Consent
from ecotone.accounts.models.roles import Affiliation, RoleGrant
from ecotone.accounts.models.users import User

__all__ = ["Affiliation", "Clearance", "Consent", "RoleGrant", "User"]
