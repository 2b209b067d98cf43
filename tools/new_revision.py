"""Writes the next schema revision: what the models say, less what the revisions already make.

Before the first release `--first` writes revision 0001 anew; afterwards revisions only grow, and
`HEAD` in storage/migrate.py counts them.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from alembic import command
from sqlcipher3 import dbapi2

from ikbt_desktop.storage import migrate, revisions

_VERSIONS = Path(migrate.__file__).resolve().parent / "migrations" / "versions"


def write(message: str, *, number: int) -> None:
    """Compare an empty file at the present head with the models and write the difference."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    engine = migrate.engine_over(connection)
    with engine.begin() as opened:
        config = revisions.config_for(opened)
        if number > 1:
            command.upgrade(config, "head")
        config.set_main_option("file_template", "r%%(rev)s")
        command.revision(config, message, autogenerate=True, rev_id=f"{number:04d}")
    connection.close()
    for arguments in (["format", "--quiet"], ["check", "--fix", "--quiet"]):
        subprocess.run(  # noqa: S603 - our own formatter over our own folder
            [sys.executable, "-m", "ruff", *arguments, str(_VERSIONS)], check=True
        )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message", help="what changes, in a few words")
    parser.add_argument("--first", action="store_true", help="write revision 0001 anew")
    options = parser.parse_args()
    if options.first:
        (_VERSIONS / "r0001.py").unlink(missing_ok=True)
    write(options.message, number=revisions.count() + 1)


if __name__ == "__main__":
    main()
