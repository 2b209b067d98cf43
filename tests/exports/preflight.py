"""Asks Apache PDFBox Preflight and qpdf about a file, as the receiving archive would."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

_JAVA = Path("/usr/share/java")
_JARS = (
    "preflight.jar",
    "pdfbox2.jar",
    "fontbox2.jar",
    "xmpbox.jar",
    "commons-logging.jar",
    "javax.activation.jar",
    "jaxb-api.jar",
)
_VALIDATOR = "org.apache.pdfbox.preflight.Validator_A1b"
_PACKAGES = "default-jre-headless libpdfbox2-java libactivation-java libjaxb-api-java"


def assert_archive(content: bytes, folder: Path) -> None:
    """Preflight says PDF/A-1b valid and qpdf finds nothing; skipped, with the reason, without them.

    With CI=true in the environment a missing tool is a failure: there the check must be real.
    """
    file = folder / "document.pdf"
    file.write_bytes(content)
    _ask_preflight(file)
    _ask_qpdf(file)


def _ask_preflight(file: Path) -> None:
    java = shutil.which("java")
    missing = [jar for jar in _JARS if not (_JAVA / jar).exists()]
    if java is None or missing:
        _without(
            f"Java or {', '.join(missing) or 'its command'} is missing: apt install {_PACKAGES}"
        )
    classes = os.pathsep.join(str(_JAVA / jar) for jar in _JARS)
    answer = _run([java, "-cp", classes, _VALIDATOR, str(file)])
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "is a valid PDF/A-1b file" in answer.stdout


def _ask_qpdf(file: Path) -> None:
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        _without("qpdf is missing: apt install qpdf")
    answer = _run([qpdf, "--check", str(file)])
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "No syntax or stream encoding errors found" in answer.stdout


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def _without(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
