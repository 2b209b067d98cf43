"""The painted parts behave: keys, names, plain text, sizes."""

import time

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.errors import InvalidValue, MistypedKey
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.banner import Banner
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.digit_row import DigitRow
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll
from ikbt_desktop.ui.kit.parts_page import PartsPage
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.progress import Progress
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.kit.status_row import StatusItem, StatusRow
from ikbt_desktop.ui.kit.toast import Toast
from ikbt_desktop.ui.kit.tokens import SCALES, State
from tests.ui.robots import in_sight


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> theme.Theme:
    found = theme.current()
    found.choose(scheme=theme.Scheme.LIGHT, scale=1.0)
    language.install("sv")
    return found


@pytest.mark.parametrize(
    ("size", "scale"), [((1366, 689), 1.0), ((1024, 640), 1.0), ((1366, 689), 2.0)]
)
@pytest.mark.parametrize("words", ["sv", "en"])
def test_no_word_is_clipped_on_the_page_of_parts(
    qtbot: QtBot, look: theme.Theme, size: tuple[int, int], scale: float, words: str
) -> None:
    language.install(words)
    look.choose(scale=scale)
    page = PartsPage()
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    QApplication.processEvents()
    parts: list[Label | QAbstractButton] = [
        *page.findChildren(Label),
        *page.findChildren(QAbstractButton),
    ]
    for part in parts:
        if not part.isVisible():
            continue
        wraps = isinstance(part, Label) and part.wordWrap()
        needed = part.heightForWidth(part.width()) if wraps else part.sizeHint().height()
        assert part.height() >= needed, part.text()
        assert wraps or part.width() >= part.sizeHint().width(), part.text()
    for pill in page.findChildren(Pill):
        assert pill.width() >= pill.sizeHint().width(), pill.value.text
    look.choose(scale=1.0)


def test_every_pill_has_an_icon_and_a_word(qtbot: QtBot) -> None:
    page = PartsPage()
    qtbot.addWidget(page)
    pills = page.findChildren(Pill)
    assert len(pills) >= 12
    for pill in pills:
        assert pill.value.text
        assert pill.value.shown_icon
        assert pill.accessibleName() == pill.value.text


def test_a_label_draws_markup_as_the_letters_that_it_is(qtbot: QtBot) -> None:
    label = Label('<img src="x.png"><b>Å</b>')
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    plain = Label("x" * 10)
    qtbot.addWidget(plain)
    assert label.sizeHint().width() > plain.sizeHint().width()


@pytest.mark.parametrize("scale", SCALES)
def test_a_button_grows_with_its_words_at_every_scale(
    qtbot: QtBot, look: theme.Theme, scale: float
) -> None:
    button = Button("Registrera remiss", Kind.PRIMARY, hint="Ctrl+Enter")
    qtbot.addWidget(button)
    look.choose(scale=scale)
    assert button.sizeHint().width() > button.fontMetrics().horizontalAdvance("Registrera remiss")
    assert button.sizeHint().height() >= button.fontMetrics().height()
    look.choose(scale=1.0)


def test_a_busy_button_ignores_further_presses(qtbot: QtBot) -> None:
    button = Button("&Signera")
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.set_busy("Signerar …")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.press()
    assert not pressed
    button.set_busy("")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_presses_the_primary_from_anywhere(qtbot: QtBot, key: Qt.Key) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = Button("Signera", Kind.PRIMARY, key="Ctrl+Enter", parent=window)
    with qtbot.waitActive(window):
        window.show()
    with qtbot.waitSignal(button.clicked, timeout=1000):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def test_no_answer_fills_no_part_and_is_none(qtbot: QtBot) -> None:
    answer = SegmentedAnswer([("yes", "Ja"), ("no", "Nej"), ("unsure", "Oklart")], name="Tid")
    qtbot.addWidget(answer)
    assert answer.value is None
    told: list[object] = []
    answer.answered.connect(told.append)
    answer.set_value("no")
    assert answer.value == "no"
    assert told == []
    answer.answer("unsure")
    assert told == ["unsure"]
    answer.clear()
    assert answer.value is None


def test_arrows_move_the_answer_and_backspace_takes_it_back(qtbot: QtBot) -> None:
    answer = SegmentedAnswer([("yes", "Ja"), ("no", "Nej")])
    qtbot.addWidget(answer)
    with qtbot.waitActive(answer):
        answer.show()
    parts = answer.findChildren(QAbstractButton)
    QTest.mouseClick(parts[0], Qt.MouseButton.LeftButton)
    parts[0].setFocus()
    QTest.keyClick(parts[0], Qt.Key.Key_Right)
    assert answer.value == "no"
    QTest.keyClick(parts[1], Qt.Key.Key_Backspace)
    assert answer.value is None


def test_a_digit_that_is_not_allowed_changes_nothing(qtbot: QtBot) -> None:
    digits = DigitRow([0, 2, 4], name="9")
    qtbot.addWidget(digits)
    refused: list[int] = []
    digits.refused.connect(refused.append)
    QTest.keyClick(digits, Qt.Key.Key_3)
    assert digits.value is None
    assert refused == [3]
    QTest.keyClick(digits, Qt.Key.Key_0)
    assert digits.value == 0
    QTest.keyClick(digits, Qt.Key.Key_Backspace)
    assert digits.value is None


def test_esc_and_enter_are_the_safe_choice_of_a_dialog(qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        dialog = Dialog(None, "Makulera?", "Det går inte att ångra.", safe="Behåll", act="Makulera")
        qtbot.addWidget(dialog)
        dialog.open()
        QApplication.processEvents()
        with qtbot.waitSignal(dialog.rejected, timeout=1000):
            QTest.keyClick(dialog.safe, key)


def test_where_the_text_grows_the_field_that_one_is_at_stays_in_sight(qtbot: QtBot) -> None:
    page = Scroll()
    qtbot.addWidget(page)
    fields = [LineEdit() for _ in range(12)]
    for field in fields:
        page.body.addWidget(field)
    page.resize(500, 560)
    page.show()
    page.activateWindow()
    fields[-1].setFocus()
    qtbot.waitUntil(lambda: fields[-1].hasFocus() and in_sight(fields[-1]))
    theme.current().choose(scale=2.0)
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() > 0 and in_sight(fields[-1]))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_toast_makes_room_for_the_long_name_of_a_file(qtbot: QtBot, scale: float) -> None:
    theme.current().choose(scale=scale)
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(1180, 600)
    pane.show()
    toast = Toast(pane)
    toast.say("Sparad som Behandlingssammanfattning-2026-12-03-0A43-896C.pdf.", undo=False)
    QApplication.processEvents()
    (words,) = toast.findChildren(Label)
    assert words.width() >= words.minimumSizeHint().width()
    assert pane.rect().contains(toast.geometry())


def test_a_toast_tells_that_it_was_undone_and_goes(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(600, 400)
    pane.show()
    toast = Toast(pane)
    toast.say("Remissen är flyttad till I kö.")
    assert toast.isVisible()
    assert toast.geometry().right() < pane.width()
    with qtbot.waitSignal(toast.undone, timeout=1000):
        QTest.mouseClick(toast.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_the_toast_moves_up_from_the_button_that_is_pressed_next(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(900, 560)
    button = QPushButton("Skriv återkoppling", pane)
    button.setGeometry(700, 440, 180, 34)
    pane.show()
    toast = Toast(pane)
    toast.say("Depressionshjälpen är tilldelat.")
    assert not toast.geometry().intersects(button.geometry())
    assert toast.geometry().top() > pane.height() // 2
    button.move(100, 440)
    before = toast.geometry()
    toast.say("Depressionshjälpen är tilldelat.")
    assert toast.geometry().top() > before.top()


def test_the_toast_gives_way_to_a_button_that_comes_while_it_stands(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(900, 560)
    pane.show()
    toast = Toast(pane)
    toast.say("Remissen är flyttad till Granskas.")
    low = toast.geometry()
    button = QPushButton("Boka bedömning", pane)
    button.setGeometry(low.adjusted(20, 4, -20, -2))
    button.show()
    qtbot.waitUntil(lambda: not toast.geometry().intersects(button.geometry()), timeout=2000)
    button.hide()
    qtbot.waitUntil(lambda: toast.geometry() == low, timeout=2000)


def test_a_button_that_is_scrolled_out_of_sight_moves_no_toast(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(900, 560)
    scroll = Scroll()
    scroll.setParent(pane)
    scroll.setGeometry(500, 0, 400, 100)
    scroll.body.addSpacing(470)
    scroll.body.put(QPushButton("Boka bedömning"))
    pane.show()
    toast = Toast(pane)
    toast.say("Remissen är flyttad till Granskas.")
    assert toast.geometry().bottom() > 480


def test_a_megabyte_without_a_space_is_pasted_whole_and_at_once(qtbot: QtBot) -> None:
    field = TextEdit()
    qtbot.addWidget(field)
    field.resize(440, 80)
    field.show()
    data = QMimeData()
    data.setText("x" * 1_000_000)
    began = time.monotonic()
    field.insertFromMimeData(data)
    QApplication.processEvents()
    assert time.monotonic() - began < 20  # broken over its lines it takes more than a minute
    assert field.toPlainText() == data.text()


def test_a_field_opens_no_window_of_its_own(qtbot: QtBot, qapp: QApplication) -> None:
    windows = _Windows()
    qapp.installEventFilter(windows)
    block = FieldBlock("Telefon", LineEdit(), optional=True)
    qtbot.addWidget(block)
    block.show()
    qapp.removeEventFilter(windows)
    assert windows.shown == [block]
    assert "valfritt" in [label.text() for label in block.findChildren(Label) if label.isVisible()]


class _Windows(QObject):
    """Remembers every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.shown += [watched] if watched.isWindow() else []
        return False


def test_a_text_that_ends_before_the_card_does_is_given_all_its_lines(qtbot: QtBot) -> None:
    card = QWidget()
    qtbot.addWidget(card)
    text = Label("Ett brev med många ord som bryts där brevet slutar. " * 12, wrap=True)
    text.setMaximumWidth(300)
    Column(card).put(text, None)
    card.resize(1200, 900)
    card.show()
    QApplication.processEvents()
    assert text.width() == 300
    assert text.height() >= text.heightForWidth(300)


def test_pills_go_below_before_a_name_is_cut(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1400, 300)
    banner = Banner(parent=window)
    window.show()
    for width, folded in ((1300, False), (700, True), (1300, False)):
        banner.setGeometry(0, 0, width, 100)
        banner.show_patient(
            name="Exempelsson, Karin",
            age="33 år",
            number="19930212-2382",
            pills=[PillValue("Ångesthjälpen ung, vecka 3 av 8", State.NEUTRAL, icon="book-open")],
            flags=[PillValue("Återkoppling 3 dagar sen", State.NOT_MET)],
        )
        QApplication.processEvents()
        names = [label for label in banner.findChildren(Label) if label.isVisible()]
        assert all(label.width() >= label.sizeHint().width() for label in names)
        pills = [pill for pill in banner.findChildren(Pill) if pill.isVisible()]
        assert len(pills) == 2
        name = next(label for label in names if label.text().startswith("Exempelsson"))
        below = [rect.y() > name.geometry().bottom() for rect in _inside(pills, banner)]
        assert below == [folded, folded]


@pytest.mark.parametrize("width", [1366, 900, 700, 520])
def test_the_status_row_leaves_out_words_before_it_cuts_one(qtbot: QtBot, width: int) -> None:
    theme.current().choose(scheme=theme.Scheme.LIGHT, scale=2.0)
    try:
        window = QWidget()
        qtbot.addWidget(window)
        row = StatusRow(parent=window)
        person = StatusItem("user", "Rut Låtsasdal", rank=1)
        saved = StatusItem("check", "Sparat 08:30")
        lock = StatusItem("lock", "Låser om 10 min", rank=2)
        row.add_left(person)
        row.add_right(saved, lock)
        window.resize(width, 80)
        window.show()
        row.show_contacts("1 behöver kontakt idag")
        row.setGeometry(0, 0, width, 60)
        _settle()
        for label in (one for one in row.findChildren(Label) if one.isVisible()):
            assert label.width() >= label.sizeHint().width()
        assert row.contact.width() >= row.contact.sizeHint().width()
        spoken = [one.has_words for one in (saved, person, lock)]
        assert spoken == sorted(spoken)  # the least needed gives up its words first
        assert [one.toolTip() == "" for one in (saved, person, lock)] == spoken
        row.setGeometry(0, 0, 2000, 60)
        _settle()
        assert all(one.has_words for one in (saved, person, lock))
    finally:
        theme.current().choose(scheme=theme.Scheme.LIGHT, scale=1.0)


def test_a_text_that_may_break_stands_level_with_what_is_beside_it(qtbot: QtBot) -> None:
    line = QWidget()
    qtbot.addWidget(line)
    text = Label("Görs hemuppgifterna?", wrap=True)
    Row(line).put(text, Button("Ja", Kind.PRIMARY))
    assert text.alignment() & Qt.AlignmentFlag.AlignVCenter


def _settle() -> None:
    for _ in range(3):  # rows within rows take their places one turn after the other
        QApplication.processEvents()


def _inside(pills: list[Pill], banner: Banner) -> list[QRect]:
    return [QRect(pill.mapTo(banner, QPoint(0, 0)), pill.size()) for pill in pills]


def test_the_parts_of_an_answer_can_be_returned_to_by_name(qtbot: QtBot) -> None:
    answer = SegmentedAnswer([("yes", "Ja"), ("no", "Nej")])
    qtbot.addWidget(answer)
    answer.setObjectName("suitable")
    assert answer.findChild(QAbstractButton, "suitable_no") is not None


@pytest.fixture
def tall(qtbot: QtBot, look: theme.Theme) -> Scroll:
    """Fields below each other at 200 %, more than the window holds."""
    look.choose(scale=2.0)
    scroll = Scroll(gap=12, margins=(24, 18, 24, 18))
    for number in range(8):
        scroll.body.addWidget(FieldBlock(f"Fält {number}", LineEdit()))
    qtbot.addWidget(scroll)
    scroll.resize(800, 400)
    scroll.show()
    QApplication.processEvents()
    return scroll


def test_what_is_wrong_with_the_field_in_focus_is_scrolled_into_sight(
    qtbot: QtBot, tall: Scroll
) -> None:
    block = tall.findChildren(FieldBlock)[-1]
    block.set_error("Skriv något här.")
    block.field.setFocus()

    def _is_seen() -> bool:
        foot = block.mapTo(tall.viewport(), QPoint(0, block.height())).y()
        return 0 < foot <= tall.viewport().height()

    qtbot.waitUntil(_is_seen)


def test_an_error_at_another_field_moves_nothing(tall: Scroll) -> None:
    first, *_, last = tall.findChildren(FieldBlock)
    first.field.setFocus()
    last.set_error("Skriv något här.")
    for _ in range(3):
        QApplication.processEvents()
    assert tall.verticalScrollBar().value() == 0


@pytest.mark.parametrize(
    ("typed", "group", "marked"),
    [
        ("AB12C-DE34F-GH56J", 2, "DE34F"),
        ("ab12cde34fgh56j", 3, "gh56j"),
        ("AB12C DE3", 2, "DE3"),
        ("AB12C", 3, ""),
    ],
)
def test_a_mistyped_group_of_a_key_is_marked_in_its_field(
    qtbot: QtBot, typed: str, group: int, marked: str
) -> None:
    field = LineEdit(typed)
    block = FieldBlock("Nyckel", field)
    qtbot.addWidget(block)
    block.show_problem(MistypedKey(group))
    assert field.selectedText() == marked


def test_the_last_figure_of_a_progress_is_never_cut(qtbot: QtBot, look: theme.Theme) -> None:
    for scale in SCALES:
        look.choose(scale=scale)
        progress = Progress()
        qtbot.addWidget(progress)
        progress.show_count("Säkerhetskopierar", done=0, total=100)
        progress.show()
        QApplication.processEvents()
        label = next(one for one in progress.findChildren(Label) if "%" in one.text())
        room = label.width()
        progress.show_count("Säkerhetskopierar", done=100, total=100)
        assert room >= label.fontMetrics().horizontalAdvance("100\u00a0%")


def test_what_is_to_be_chosen_is_not_asked_to_be_written(qtbot: QtBot) -> None:
    block = FieldBlock("Relation", ComboBox())
    qtbot.addWidget(block)
    block.show_problem(InvalidValue("relation", "empty"))
    assert block.error == "Välj något här."
