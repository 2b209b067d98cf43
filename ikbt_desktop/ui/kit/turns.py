"""Work done in several turns of the loop, so that the window never stands still for long.

``Turns(window, failed=…).run(first, second, …)`` does each step in a turn of its own: the window
paints and hears between them. A key or a click that comes meanwhile finds everything done: the rest
is done first, and then it is heard. So it is with ``finish()``, for whoever needs the whole.

What a step is built of may be cut smaller: ``part(build_one)`` within a step is a turn of its own,
done in order before the next step; anywhere else it is done at once. Code after ``part`` may not
count upon it, but in a ``part`` of its own.
"""

from collections import deque
from collections.abc import Callable
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from ikbt_desktop.errors import IkbtError
from ikbt_desktop.ui.kit import ear

Act = Callable[[], object]
_at_work: list["Turns"] = []
_waiting: "WeakSet[Turns]" = WeakSet()
"""Those with something left; a window that is closed is not kept by it."""


def part(act: Act) -> None:
    """Do a part of what is built: in a turn of its own within a step, else at once."""
    if _at_work:
        _at_work[-1].cut(act)
    else:
        act()


def finish() -> None:
    """Do now what is left anywhere: for whoever looks at a window as a whole."""
    _finish_all(lambda _: True)


def _finish_all(concerned: Callable[["Turns"], bool]) -> None:
    """The last step of one row may begin another: nothing is left afterwards."""
    while left := [each for each in _waiting if concerned(each) and each.can_go_on]:
        for each in left:
            each.finish()


def are_done() -> bool:
    """Whether every window is as its hands want it."""
    return all(each.is_idle or not isValid(each) for each in _waiting)


class _Hands(QObject):
    """Hears, for all rows, what a person does; the rest is then done first.

    Composed signs (an accent, another script) come to the field alone, not by way of its window.
    """

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._hears = False
        self._field: QObject | None = None
        application.focusObjectChanged.connect(self._follow)

    def hear(self, event: QEvent) -> bool:
        """What comes to a window."""
        if event.type() in ear.DONE_BY_HANDS:
            _finish_all(lambda each: not each.is_idle)
        return False

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod:
            _finish_all(lambda each: not each.is_idle)
        return False

    def attend(self) -> None:
        """Listen exactly while somebody waits and nobody is at work."""
        wanted = not _at_work and not are_done()
        if wanted is self._hears:
            return
        self._hears = wanted
        if wanted:
            ear.listen(self)
        else:
            ear.leave(self)
        self._follow(QGuiApplication.focusObject())

    def _follow(self, field: QObject | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = field if self._hears else None
        if self._field is not None:
            self._field.installEventFilter(self)


_hands: list[_Hands] = []


def _attend() -> None:
    application = QCoreApplication.instance()
    if not isinstance(application, QGuiApplication):
        return
    if not _hands or not isValid(_hands[0]):
        _hands[:] = [_Hands(application)]
    _hands[0].attend()


class Turns(QObject):
    """One row of steps. `failed` hears an `IkbtError`; the steps after it are not done.

    What is `idle` is nobody's next step: hands do not wait for it, nor it for them.
    """

    def __init__(
        self, owner: QObject, *, failed: Callable[[IkbtError], None], idle: bool = False
    ) -> None:
        super().__init__(owner)
        self._failed, self.is_idle = failed, idle
        self._left: deque[Act] = deque()
        self._parts: list[Act] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._turn)

    @property
    def can_go_on(self) -> bool:
        """Whether its window is there, and none of its steps is being done."""
        return isValid(self) and self not in _at_work

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self._left and self not in _at_work

    def run(self, *steps: Act) -> None:
        """Do these, each in a turn of its own, after all that is left of the last ones."""
        self.finish()
        self._left.extend(steps)
        self._wait()

    def after(self, act: Act) -> None:
        """Do this when nothing is left: now, or as the last step."""
        if self.is_done:
            act()
        else:
            self._left.append(act)

    def finish(self) -> None:
        """Do what is left, now. Within a step nothing happens: it is being done."""
        while self._left and self not in _at_work:
            self._step()
        self._wait()

    def drop(self) -> None:
        """Forget what is left."""
        self._left.clear()
        self._parts.clear()
        self._wait()

    def cut(self, act: Act) -> None:
        """Add a part of the step that is being done; `part` calls it."""
        self._parts.append(act)

    def _turn(self) -> None:
        if self._left:
            self._step()
        self._wait()

    def _step(self) -> None:
        act = self._left.popleft()
        _at_work.append(self)
        _attend()
        try:
            act()
        except IkbtError as error:
            self.drop()
            self._failed(error)
        except BaseException:
            self.drop()
            raise
        finally:
            _at_work.remove(self)
            self._left.extendleft(reversed(self._parts))
            self._parts.clear()

    def _wait(self) -> None:
        """Come back as long as something is left, and hear meanwhile what hands do."""
        if self._left:
            _waiting.add(self)
            self._next.start()
        else:
            _waiting.discard(self)
            self._next.stop()
        _attend()
