from ecotone.config.cli.console import out
from ecotone.config.cli.home import DEFAULT_HOME, HomeOption, open_home


def migrate(home: HomeOption = DEFAULT_HOME) -> None:
    """Bring the database up to date after an upgrade. Safe to repeat."""
    open_home(home)
    from ecotone.config.cli.database import bring_up_to_date

    bring_up_to_date(always=True)
    out.print("The database is up to date.")
