"""Lays resources/ inside the package when it is built; everything else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

PACKAGE = "ikbt_desktop"
ROOT = Path(__file__).resolve().parent


class BuildWithResources(build_py):
    """The shipped data files lie beside the package in a checkout, and inside it once built."""

    def run(self) -> None:
        """Build the modules, then copy the resources; an editable install reads the checkout."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / PACKAGE / "resources"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(ROOT / "resources", target)


setup(cmdclass={"build_py": BuildWithResources})
