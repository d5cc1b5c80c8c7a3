"""``python -m ecotone``: the command line without the script."""

from ecotone.config.cli import app

app(prog_name="ecotone")
