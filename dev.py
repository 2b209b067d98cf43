"""Sets up this checkout on a bare machine, then shows the demo clinic or runs the tests.

Only the standard library is imported, and nothing but Python 3.11 or newer is asked for: what a
newcomer lacks (an environment, packages, system libraries) is installed here, or one line says what
to type. The file is written in grammar that older versions parse, so that they reach the sentence
below instead of a syntax error.
"""

import ctypes
import hashlib
import importlib.util
import io
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

# A tuple, because linters drop the plain comparison as always false.
if tuple(sys.version_info[:2]) < (3, 11):
    sys.exit(
        f"iKBT Desktop needs Python 3.11 or newer; this is {sys.version.split()[0]} "
        f"({sys.executable}). Start dev.py with a newer one, for example: python3.11 dev.py demo"
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
READY = VENV / "ready.json"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
PROGRAMS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if WINDOWS else "python")
WALK_FOLDER = ROOT / "demo-output"


class Stop(Exception):
    """What the person at the keyboard must be told before anything can go on."""


class Need(NamedTuple):
    """One thing outside Python, and the Debian package that brings it."""

    name: str  # a library's soname, a program, or a file's absolute path
    package: str


# What the PySide6 wheel asks of the system (its own DT_NEEDED entries, Qt 6.11).
QT = (
    Need("libEGL.so.1", "libegl1"),
    Need("libGL.so.1", "libgl1"),
    Need("libX11.so.6", "libx11-6"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libfreetype.so.6", "libfreetype6"),
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libgthread-2.0.so.0", "libglib2.0-0"),
    Need("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
    Need("libbrotlidec.so.1", "libbrotli1"),
    Need("libbrotlicommon.so.1", "libbrotli1"),
    Need("libzstd.so.1", "libzstd1"),
    Need("libz.so.1", "zlib1g"),
    Need("libstdc++.so.6", "libstdc++6"),
)
# What its platform plugins ask for besides.
X11 = (
    Need("libxcb.so.1", "libxcb1"),
    Need("libX11-xcb.so.1", "libx11-xcb1"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-glx.so.0", "libxcb-glx0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-image.so.0", "libxcb-image0"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-randr.so.0", "libxcb-randr0"),
    Need("libxcb-render.so.0", "libxcb-render0"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
    Need("libxcb-shm.so.0", "libxcb-shm0"),
    Need("libxcb-sync.so.1", "libxcb-sync1"),
    Need("libxcb-util.so.1", "libxcb-util1"),
    Need("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1"),
    Need("libXss.so.1", "libxss1"),  # how long nobody touched the computer
)
WAYLAND = (
    Need("libwayland-client.so.0", "libwayland-client0"),
    Need("libwayland-cursor.so.0", "libwayland-cursor0"),
    Need("libwayland-egl.so.1", "libwayland-egl1"),
)
PLUGINS = {"": (), "native": (), "x11": X11, "wayland": WAYLAND + X11}
# Independent judges that the tests ask: of windows on a real X server, of text in PDF, of PDF/A,
# of a printed code's picture, of a real keyring, of what reaches the disk.
JUDGES = (
    Need("Xvfb", "xvfb"),
    Need("xauth", "xauth"),
    Need("pdftotext", "poppler-utils"),
    Need("qpdf", "qpdf"),
    Need("java", "default-jre-headless"),
    Need("/usr/share/java/preflight.jar", "libpdfbox2-java"),
    Need("/usr/share/java/javax.activation.jar", "libactivation-java"),
    Need("/usr/share/java/jaxb-api.jar", "libjaxb-api-java"),
    Need("dbus-run-session", "dbus"),
    Need("gnome-keyring-daemon", "gnome-keyring"),
    Need("zbarimg", "zbar-tools"),
    Need("strace", "strace"),
)


def say(text: str) -> None:
    """One line on the screen, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def surroundings(environment: dict[str, str]) -> dict[str, str]:
    """What the program is started in; Qt wants UTF-8, which bare machines often do not set."""
    spoken = next(
        (environment[k] for k in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(k)), ""
    )
    if WINDOWS or "utf" in spoken.lower():
        return environment
    return {**environment, "LC_ALL": "C.UTF-8" if LINUX else "en_US.UTF-8"}


class Progress:
    """One line that moves on a terminal; in a log, a new line now and then."""

    _LOG_SECONDS = 5.0

    def __init__(self, label: str) -> None:
        self._label = label
        self._moving = sys.stdout.isatty()
        self._width = 0
        self._started = self._shown_at = time.monotonic()
        say(f"{label} …") if not self._moving else self.show("…")

    def show(self, text: str) -> None:
        """Where the work stands."""
        if self._moving:
            line = f"{self._label}: {text}"[: shutil.get_terminal_size().columns - 1]
            sys.stdout.write("\r" + line.ljust(self._width))
            sys.stdout.flush()
            self._width = len(line)
        elif time.monotonic() - self._shown_at >= self._LOG_SECONDS:
            say(f"  {text}")
            self._shown_at = time.monotonic()

    def done(self, text: str = "done") -> None:
        """The last word, with the time that it took."""
        self._close(f"{self._label}: {text} ({time.monotonic() - self._started:.0f} s)")

    def failed(self) -> None:
        """The last word when it did not work; the reason follows elsewhere."""
        self._close(f"{self._label}: failed")

    def _close(self, line: str) -> None:
        say(("\r" if self._moving else "") + line.ljust(self._width))


# --- what the machine has, and what it lacks


def is_present(name: str) -> bool:
    """Whether the loader, the PATH or the disk knows it."""
    if name.startswith("/"):
        return Path(name).exists()
    if ".so" in name:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True
    return shutil.which(name) is not None


def lacking(needs: Iterable[Need], present: Callable[[str], bool] = is_present) -> tuple[Need, ...]:
    """The needs that the machine does not meet."""
    return tuple(need for need in needs if not present(need.name))


def packages_of(needs: Iterable[Need]) -> tuple[str, ...]:
    """Each Debian package once, in the order of the tables."""
    return tuple(dict.fromkeys(need.package for need in needs))


def line_to_type(packages: Sequence[str], *, has_sudo: bool) -> str:
    """The one line that brings the packages, for someone who has the administrator's password."""
    names = " ".join(packages)
    if has_sudo:
        return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"
    return f"su -c 'apt-get update && apt-get install -y --no-install-recommends {names}'"


def display_of(environment: dict[str, str], platform: str) -> str:
    """Which window system would show us: "native", "wayland", "x11" or "" for none."""
    if environment.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal", "vnc"}:
        return ""
    if not platform.startswith("linux"):
        return "native"
    if environment.get("WAYLAND_DISPLAY"):
        return "wayland"
    return "x11" if environment.get("DISPLAY") else ""


def x_server_answers() -> bool:
    """Whether DISPLAY leads to a server; a variable left from elsewhere would end in an abort."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # not known yet: the library comes with the set-up
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def environment_needs() -> tuple[Need, ...]:
    """Debian parts ensurepip from Python; a pip that can work for another Python stands in."""
    if importlib.util.find_spec("venv") and (can_bring_pip() or can_lend_pip()):
        return ()
    return (ensurepip_need(),)


def ensurepip_need() -> Need:
    """The part of Python that Debian keeps in a package of its own."""
    own = Path("/usr/bin/python3").resolve() == Path(base_python()).resolve()
    version = "3" if own else f"3.{sys.version_info.minor}"
    return Need("ensurepip", f"python{version}-venv")


def can_bring_pip() -> bool:
    """Whether `python -m venv` can put a pip of its own into the environment."""
    return importlib.util.find_spec("ensurepip") is not None


def can_lend_pip() -> bool:
    """Whether this Python's pip knows --python (22.3, October 2022)."""
    if importlib.util.find_spec("pip") is None:
        return False
    asked = [sys.executable, "-m", "pip", "--version"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    found = re.match(r"pip (\d+)\.(\d+)", answer)
    return found is not None and (int(found[1]), int(found[2])) >= (22, 3)


def base_python() -> str:
    """The Python below this one, when dev.py is started with that of an environment."""
    return str(getattr(sys, "_base_executable", sys.executable))


# --- system packages


def administrator() -> list[str] | None:
    """The words before a command that make it the administrator's, or None if we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def provide(needs: Sequence[Need], *, present: Callable[[str], bool] = is_present) -> None:
    """Install what is lacking, all at once, or stop with the one line to type."""
    absent = lacking(needs, present)
    if not absent:
        return
    names = ", ".join(need.name for need in absent)
    if shutil.which("apt-get") is None:
        raise Stop(
            f"This system lacks: {names}\n"
            "Install what brings them (on Debian: "
            f"{' '.join(packages_of(absent))}), then start again."
        )
    packages = packages_of(absent)
    rights = administrator()
    line = line_to_type(packages, has_sudo=shutil.which("sudo") is not None)
    if rights is None:
        raise Stop(f"Some system packages are missing. Type this, then start again:\n\n{line}\n")
    install_packages(packages, rights=rights, line=line)
    still = lacking(absent, present)
    if still:
        raise Stop(f"apt finished, yet these are missing: {', '.join(n.name for n in still)}")


def install_packages(packages: Sequence[str], *, rights: list[str], line: str) -> None:
    """With apt, quietly; a failure is met by finishing broken work and fetching fresh lists."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    finish = ["dpkg", "--configure", "-a"]
    refresh = ["apt-get", "update"]
    mend = ["apt-get", "-f", "-y", "install"]
    attempts: list[list[list[str]]] = [[install], [finish, refresh, mend], [install]]
    attempts += [[finish, mend], [install]]  # packages that need each other may need a second round
    if not apt_knows(packages):
        attempts = [[refresh], *attempts]
    progress = Progress(f"Installing {len(packages)} system packages")
    output: list[str] = []
    for attempt in attempts:
        codes = [run_apt(command, rights, progress, output) for command in attempt]
        if attempt == [install] and codes == [0]:
            progress.done()
            return
    progress.failed()
    tail = "\n".join(output[-30:])
    raise Stop(f"{tail}\n\napt could not install them. Type this, then start again:\n\n{line}\n")


def apt_knows(packages: Sequence[str]) -> bool:
    """Whether apt's lists name every package, so that they need not be fetched first."""
    asked = ["apt-cache", "policy", *packages]
    answer = subprocess.run(
        asked, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
    ).stdout
    return answer.count("Candidate: ") - answer.count("Candidate: (none)") == len(packages)


def run_apt(command: list[str], rights: list[str], progress: Progress, output: list[str]) -> int:
    """One command of apt or dpkg; its status lines move the progress, the rest is kept."""
    if command[0] == "apt-get":
        waiting = ["-o", "DPkg::Lock::Timeout=120", "-o", "APT::Status-Fd=1", "-q"]
        command = ["apt-get", *waiting, *command[1:]]
    environment = ["env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C"]
    output.append("$ " + " ".join(command))
    with subprocess.Popen(
        [*rights, *environment, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as running:
        for line in running.stdout or ():
            status = apt_status(line)
            if status:
                progress.show(status)
            else:
                output.append(line.rstrip())
    return running.returncode


def apt_status(line: str) -> str:
    """What a line of APT::Status-Fd says, in words; empty for any other line."""
    found = re.match(r"(dlstatus|pmstatus):([^:]*(?::\w+)?):([\d.]+):(.*)", line)
    if found is None:
        return ""
    step = "fetching" if found[1] == "dlstatus" else found[4].strip() or found[2]
    return f"{float(found[3]):3.0f} % {step}"


# --- the environment


def locked_names(lock: str) -> tuple[str, ...]:
    """The packages that a lock file pins, in its order."""
    return tuple(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock, flags=re.MULTILINE))


def fingerprint() -> dict[str, str]:
    """What an environment was made from; any change means that it must be made anew."""
    return {
        "lock": hashlib.sha256(LOCK.read_bytes()).hexdigest(),
        "version": f"3.{sys.version_info.minor}",
        "interpreter": str(PYTHON.resolve()),
        "place": str(ROOT),
    }


def is_ready() -> bool:
    """Whether the environment was finished, for this lock, and has lost nothing since."""
    try:
        written = json.loads(READY.read_text(encoding="utf-8"))
        there = {entry.name for entry in Path(written["folder"]).iterdir()}
        return (
            PYTHON.exists()
            and written["made_from"] == fingerprint()
            and there.issuperset(written["contents"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def mark_ready() -> None:
    """Written last: an interrupted set-up leaves no mark and is made anew."""
    folder = site_packages()
    written = {
        "made_from": fingerprint(),
        "folder": str(folder),
        "contents": sorted(entry.name for entry in folder.iterdir()),
    }
    READY.write_text(json.dumps(written, indent=1), encoding="utf-8")


def site_packages() -> Path:
    """Where the environment's packages lie."""
    inside = (
        "Lib/site-packages" if WINDOWS else f"lib/python3.{sys.version_info.minor}/site-packages"
    )
    return VENV / inside


def set_up() -> None:
    """Make the environment unless it is ready."""
    if is_ready():
        return
    started = time.monotonic()
    pip = make_environment()
    install_locked(pip)
    compile_program()
    mark_ready()
    say(f"Ready after {time.monotonic() - started:.0f} s. The next start takes no set-up time.")


def compile_program() -> None:
    """As pip does with the packages: a window must not wait while a room of it is compiled.

    Where nothing may be written the program compiles as it goes.
    """
    command = [str(PYTHON), "-m", "compileall", "-q", str(ROOT / "ikbt_desktop")]
    subprocess.run(command, capture_output=True, check=False)


def make_environment() -> list[str]:
    """A fresh .venv; the answer is the command that works as its pip."""
    progress = Progress("Making .venv")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
    except OSError as failure:
        progress.failed()
        raise Stop(
            f"The old .venv cannot be removed ({failure}). Close the programs that run from it, "
            "then start again."
        ) from failure
    lent = not can_bring_pip()
    make = [base_python(), "-m", "venv", *(["--without-pip"] if lent else []), str(VENV)]
    made = subprocess.run(make, capture_output=True, text=True, check=False)
    if made.returncode:
        progress.failed()
        raise Stop(f"{made.stdout}{made.stderr}\nPython could not make the environment {VENV}.")
    progress.done()
    if lent:
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    return [str(PYTHON), "-m", "pip"]


def install_locked(pip: list[str]) -> None:
    """Everything that the lock pins, each file checked against its hash."""
    total = len(locked_names(LOCK.read_text(encoding="utf-8")))
    command = [
        *pip,
        *("install", "--require-hashes", "--only-binary", ":all:", "--no-input"),
        *("--disable-pip-version-check", "--progress-bar", "off", "-r", str(LOCK)),
    ]
    # A person's own settings for pip must not send the packages elsewhere.
    environment = {**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    progress = Progress("Installing Python packages")
    count = PipCount(total)
    output: list[str] = []
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
    ) as running:
        try:
            for line in lines_and_ticks(running):
                if line is not None:
                    output.append(line.rstrip())
                    count.read(line)
                count.look(site_packages())
                progress.show(str(count))
        except KeyboardInterrupt:
            running.terminate()
            running.wait()
            raise
    if running.returncode:
        progress.failed()
        tail = "\n".join(output[-12:])
        raise Stop(f"{tail}\n\npip could not install the packages; the lines above say why.")
    progress.done(f"{count.total} of {count.total}")


class PipCount:
    """Counts what pip has fetched, then what lies installed."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._fetched = 0
        self._installed = 0
        self._installing = False

    def read(self, line: str) -> None:
        """Take in one line of pip's output."""
        if line.startswith("Ignoring "):  # not for this system or this Python
            self.total -= 1
        elif line.startswith("Collecting "):
            self._fetched += 1
        elif line.startswith("Installing collected packages"):
            self._installing = True

    def look(self, folder: Path) -> None:
        """Count what has come into the folder; pip says nothing while it installs."""
        if self._installing:
            self._installed = sum(1 for _ in folder.glob("*.dist-info"))

    def __str__(self) -> str:
        if self._installing:
            return f"{min(self._installed, self.total)} of {self.total} installed"
        return f"{min(self._fetched, self.total)} of {self.total} fetched"


def lines_and_ticks(running: subprocess.Popen[str]) -> Iterable[str | None]:
    """The output line by line, with None when half a second went by without one."""
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        try:
            for line in running.stdout or ():
                lines.put(line)
        except ValueError:  # closed under us, because the person interrupted
            pass
        lines.put(None)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    while reader.is_alive() or not lines.empty():
        try:
            line = lines.get(timeout=0.5)
        except queue.Empty:
            yield None
            continue
        if line is None:
            return
        yield line


# --- the commands


def demo(arguments: list[str]) -> int:
    """Start the demo clinic, or drive it offscreen where nothing can show it."""
    offscreen = "--offscreen" in arguments
    passed_on = [argument for argument in arguments if argument != "--offscreen"]
    display = "" if offscreen else display_of(dict(os.environ), sys.platform)
    if display == "x11" and not x_server_answers():
        say(f"No X server answers at DISPLAY={os.environ['DISPLAY']}.")
        display = ""
    provide_all(QT + PLUGINS[display] if LINUX else ())
    set_up()
    if display:
        say("The demo clinic opens in a window of its own.")
        return subprocess.run(
            [str(PYTHON), "-m", "ikbt_desktop", "--demo", *passed_on],
            cwd=ROOT,
            env=surroundings(dict(os.environ)),
            check=False,
        ).returncode
    return walk(passed_on)


def walk(arguments: list[str]) -> int:
    """The whole walk through the real windows, without a display."""
    say("No display: the walk is driven offscreen, with pictures of each step.")
    ended = subprocess.run(
        [str(PYTHON), "-m", "ikbt_desktop.demo.walk", "--out", str(WALK_FOLDER), *arguments],
        cwd=ROOT,
        env={**surroundings(dict(os.environ)), "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    ).returncode
    if ended == 0:
        pictures = len(list(WALK_FOLDER.rglob("*.png")))
        papers = len(list(WALK_FOLDER.rglob("*.pdf")))
        say(f"{pictures} pictures and {papers} PDF in {WALK_FOLDER}")
        say(f"Open {WALK_FOLDER / 'index.html'} to see them in order.")
    else:
        say(f"The walk broke off (exit code {ended}); the lines above say why.")
    return ended


class Check(NamedTuple):
    """One step of the tests that is not pytest."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("ruff check", ("-m", "ruff", "check", ".")),
    Check("ruff format", ("-m", "ruff", "format", "--check", ".")),
    Check("mypy", ("-m", "mypy")),
    Check("import contracts", (str(PROGRAMS / "lint-imports"),)),
    Check("translations", ("tools/translations.py", "check")),
)


def test(arguments: list[str]) -> int:
    """Every check, then pytest; one that fails does not hide the next."""
    provide_all(QT + X11 + JUDGES if LINUX else (), judges_may_lack=True)
    set_up()
    # All tests: those of the clinical rules run once, watched, and the others after them.
    checks = CHECKS if arguments else (*CHECKS, clinic_check(os.environ))
    failed = run_checks(checks)
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "checks.txt"
        notes.write_text(closing_words(failed, checks), encoding="utf-8")
        say("── pytest")
        wanted = arguments or [f"--ignore={CLINIC_TESTS}"]
        tests = subprocess.run(
            [str(PYTHON), "-m", "pytest", *pytest_options(os.environ), *wanted],
            cwd=ROOT,
            env={**surroundings(dict(os.environ)), "IKBT_CHECKS": str(notes)},
            check=False,
        ).returncode
    return tests or (1 if failed else 0)


def check(arguments: list[str]) -> int:
    """The checks without the tests; what stands before a commit."""
    if arguments:
        raise Stop("check takes no arguments")
    provide_all(QT if LINUX else ())
    set_up()
    failed = run_checks(CHECKS)
    say(closing_words(failed, CHECKS))
    return 1 if failed else 0


def run_checks(checks: Sequence[Check]) -> list[str]:
    """Run them all; the answer names those that failed."""
    failed = []
    for one in checks:
        started = time.monotonic()
        command, first = one.command, one.command[0]
        as_python = first == "-m" or first.endswith(".py")
        ended = subprocess.run(
            [str(PYTHON), *command] if as_python else command,
            cwd=ROOT,
            # Some draw boxes, whatever the console speaks.
            env={**surroundings(dict(os.environ)), "PYTHONUTF8": "1"},
            check=False,
        ).returncode
        outcome = "passed" if ended == 0 else "FAILED"
        say(f"── {one.name}: {outcome} ({time.monotonic() - started:.1f} s)")
        if ended:
            failed.append(one.name)
    return failed


def closing_words(failed: Sequence[str], checks: Sequence[Check]) -> str:
    """How the checks went, in one line."""
    if failed:
        return f"Checks FAILED: {', '.join(failed)} ({len(failed)} of {len(checks)})"
    return f"Checks passed: {', '.join(one.name for one in checks)}"


CLINIC_TESTS = "tests/clinic"


def clinic_check(environment: os._Environ[str] | dict[str, str]) -> Check:
    """The tests of the clinical rules, which by themselves must take every branch of them."""
    watched = ("--cov=ikbt_desktop.clinic", "--cov-branch", "--cov-fail-under=100")
    report = ("-q", "--cov-report=term-missing:skip-covered")
    options = pytest_options(environment)
    return Check(
        "every branch of clinic/",
        ("-m", "pytest", *options, *watched, *report, CLINIC_TESTS),
    )


def pytest_options(environment: os._Environ[str] | dict[str, str]) -> list[str]:
    """Several processes where there are processors; where CI runs, a skip is a failure."""
    processors = len(os.sched_getaffinity(0)) if LINUX else os.cpu_count() or 1
    workers = min(processors, 4)
    plugins = ("closing", "no_skips", "windows")
    options = [word for name in plugins for word in ("-p", f"tests.plugins.{name}")]
    if workers > 1:
        options += ["-n", str(workers), "--dist", "worksteal"]
    if environment.get("CI", "").lower() in {"1", "true", "yes"}:
        options += ["--no-skips", "--continue-on-collection-errors"]
    return options


def setup(arguments: list[str]) -> int:
    """Only make ready, for someone who works in an editor."""
    if arguments:
        raise Stop("setup takes no arguments")
    provide_all(QT + PLUGINS[display_of(dict(os.environ), sys.platform)] if LINUX else ())
    set_up()
    say(f"Ready: {PYTHON}")
    return 0


def lock(arguments: list[str]) -> int:
    """Write the lock files anew; --upgrade takes the newest versions."""
    provide((ensurepip_need(),), present=is_present_or_python)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run_or_stop([base_python(), "-m", "venv", str(place)])
        python = place / PYTHON.relative_to(VENV)
        run_or_stop([str(python), "-m", "pip", "install", "-q", "uv"])
        for target, extra, limits in LOCKS:
            compile_lock([str(python), "-m", "uv"], target, extra, limits, arguments)
    return 0


# The installer's tools are apart: nobody needs them to work on the program.
LOCKS: tuple[tuple[Path, str, tuple[str, ...]], ...] = (
    (LOCK, "dev", ()),
    (ROOT / "installers" / "requirements.lock", "build", ("-c", "requirements.lock")),
)


def compile_lock(
    uv: list[str], target: Path, extra: str, limits: Sequence[str], arguments: list[str]
) -> None:
    """One lock for every system and every Python from 3.11, with all hashes and no address."""
    run_or_stop(
        [
            *(*uv, "pip", "compile", "pyproject.toml", "-q", "--universal"),
            *("--python-version", "3.11", "--generate-hashes", "--extra", extra, *limits),
            *("--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header"),
            *("-o", str(target), *arguments),
        ]
    )
    pinned = target.read_text(encoding="utf-8")
    if "://" in pinned:
        raise Stop(f"{target.name} names an address; only versions and hashes belong in it.")
    target.write_text(f"# Written by: python3 dev.py lock\n{pinned}", encoding="utf-8")
    say(f"{target.relative_to(ROOT)}: {len(locked_names(pinned))} packages")


def installer(arguments: list[str]) -> int:
    """Build the program for people without Python, on the system that it shall run on."""
    needs = (ensurepip_need(), *(QT + X11 if LINUX else ()))
    provide(needs, present=is_present_or_python)
    place = ROOT / "build" / "installer-venv"
    python = place / PYTHON.relative_to(VENV)
    say("Making the installer's own environment …")
    run_or_stop([base_python(), "-m", "venv", "--clear", str(place)])
    pinned = str(ROOT / "installers" / "requirements.lock")
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    run_or_stop([*pip, "--require-hashes", "--only-binary", ":all:", "-r", pinned])
    spec = str(ROOT / "installers" / "ikbt-desktop.spec")
    run_or_stop([str(python), "-m", "PyInstaller", "--noconfirm", "--clean", spec, *arguments])
    say("The packed program tests itself and tells its versions, for the release's checklist:")
    told = ROOT / "dist" / "self-check.txt"
    run_or_stop([str(packed_program()), "self-check", "--to", str(told)])
    say(told.read_text(encoding="utf-8"))
    say("Starting the packed program on a training clinic of its own …")
    ensure_packed_runs(packed_program())
    say(f"The program is in {ROOT / 'dist'}; installers/README.md says how to pack it.")
    return 0


def packed_program() -> Path:
    """Where PyInstaller leaves it."""
    return ROOT / "dist" / "ikbt-desktop" / f"ikbt-desktop{'.exe' if WINDOWS else ''}"


def ensure_packed_runs(program: Path) -> None:
    """The packed program makes its training clinic: rules, database, keys and documents are in it.

    A module that the packing left out shows only now: many are imported late, by name.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**surroundings(dict(os.environ)), "QT_QPA_PLATFORM": "offscreen"}
        started = subprocess.Popen(
            [str(program), "--demo", "--data-dir", folder],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        made, until = Path(folder) / "clinic.db", time.monotonic() + 120
        try:
            while not made.exists() and started.poll() is None and time.monotonic() < until:
                time.sleep(0.5)
            if not made.exists():
                raise Stop("The packed program starts but cannot make a clinic: a part is missing.")
        finally:
            started.kill()
            started.wait()


def translations(arguments: list[str]) -> int:
    """Gather, fill and check the texts of the screen."""
    provide_all(QT if LINUX else ())
    set_up()
    tool = [str(PYTHON), "tools/translations.py", *(arguments or ["check"])]
    return subprocess.run(tool, cwd=ROOT, check=False).returncode


def bench(arguments: list[str]) -> int:
    """What is quick and what is large, as ratios to the same work done bare."""
    provide_all(QT if LINUX else ())
    set_up()
    command = [str(PYTHON), "tests/benchmarks/run.py", *arguments]
    environment = {**surroundings(dict(os.environ)), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def provide_all(needs: Sequence[Need], *, judges_may_lack: bool = False) -> None:
    """What the system must bring, the making of the environment included, in one go."""
    asked = list(needs)
    if not is_ready():
        asked += environment_needs()
    if judges_may_lack and shutil.which("apt-get") is None:
        absent = lacking(JUDGES)
        if absent:
            say(f"Tests that ask {', '.join(n.name for n in absent)} will be skipped.")
        asked = [need for need in asked if need not in JUDGES]
    provide(asked, present=is_present_or_python)


def is_present_or_python(name: str) -> bool:
    """As is_present; ensurepip is looked for where Python keeps its modules."""
    if name == "ensurepip":
        importlib.invalidate_caches()
        return can_bring_pip()
    return is_present(name)


def run_or_stop(command: list[str]) -> None:
    """A command that must succeed for the next to make sense."""
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Stop(f"This did not work: {' '.join(command)}")


COMMANDS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "demo": (demo, "the demo clinic; with no display, pictures of the walk in demo-output/"),
    "test": (test, "every check and every test; what follows goes to pytest"),
    "check": (check, "the checks without the tests"),
    "setup": (setup, "only make .venv ready"),
    "translations": (translations, "texts of the screen: check, update, todo, fill, compile"),
    "bench": (bench, "speed and size as ratios; names of benchmarks may follow"),
    "lock": (lock, "write the lock files anew; --upgrade takes the newest versions"),
    "installer": (installer, "build the program for this system with PyInstaller"),
}


def usage() -> str:
    """What there is to type."""
    python = "py" if WINDOWS else "python3"
    lines = [f"  {python} dev.py {name:<13} {text}" for name, (_, text) in COMMANDS.items()]
    return "\n".join(["Usage:", *lines])


def main(arguments: list[str]) -> int:
    """Do what was asked; the answer is the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console may lack a sign, never the message
    asked = arguments[0] if arguments else ""
    if asked not in COMMANDS:
        say(usage())
        return 0 if asked in {"-h", "--help", "help"} else 2
    try:
        return COMMANDS[asked][0](arguments[1:])
    except Stop as stop:
        sys.stdout.flush()
        sys.stderr.write(f"\n{stop}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted. Start again to go on.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
