"""The clinic's profile: how it is reached, the crisis numbers, and its settings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.protection import MEDIATION
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError, InvalidValue, StaleRecord
from ikbt_desktop.services.administration import (
    LOCK_AFTER,
    LOCK_LONGEST,
    LOCK_MINUTES,
    MOST_TRIES,
    SCREEN_HIDDEN,
    ClinicView,
)
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, Card
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Scroll
from ikbt_desktop.ui.record import words as record_words
from ikbt_desktop.ui.record.kept_form import KeptForm, Values

FEE, DAYS, WARN, LOCK = "fee_profile", "waiting_days", "warn_days", LOCK_MINUTES
TRIES, REGIONS = "escalation_after", "excluded_regions"
_CHOSEN = (FEE, SCREEN_HIDDEN)
_NO_FEE = "no-fee"
_TEXTS = (
    "name",
    "address",
    "phone",
    "email",
    "crisis_unit",
    "crisis_phone",
    "crisis_text",
    "escalation_text",
)


class ClinicRoom(Room):
    """One form; what is mandatory cannot be emptied."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._base: ClinicView | None = None
        self._theirs: ClinicView | None = None
        self._title = Label("", "h1")
        self._heads = [Label("", "h3") for _ in range(3)]
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._stale = InlineMessage(Tone.WARNING)
        self._stale.hide()
        self._take = Button("", Kind.TEXT)
        self._take.setObjectName("clinic_take_theirs")
        self._mine = Button("", Kind.TEXT)
        self._mine.setObjectName("clinic_keep_mine")
        self.blocks: dict[str, FieldBlock] = {}
        self.save = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.save.setObjectName("save_clinic")
        self._form = QWidget()
        self._build()
        self._draft = KeptForm(
            self._form, services, kind="clinic_form", subject_id="clinic", read=self._typed
        )
        self.save.clicked.connect(self._save)
        self._take.clicked.connect(self._take_theirs)
        self._mine.clicked.connect(self._keep_mine)
        self.retranslate()

    def _build(self) -> None:
        limits = self.services.catalogue.limits.waiting
        scroll = Scroll(gap=12, margins=(24, 16, 24, 16))
        ways = QWidget()
        flow = Flow(ways, gap=6)
        flow.addWidget(self._take)
        flow.addWidget(self._mine)
        self._stale.body.addWidget(ways)
        form = Column(self._form, gap=12)
        groups = (
            (
                ("name", LineEdit(width=420), False),
                ("address", TextEdit(lines=2), True),
                ("phone", LineEdit(width=210), True),
                ("email", LineEdit(width=320), True),
                (MEDIATION, TextEdit(lines=3), True),
            ),
            (
                ("crisis_unit", LineEdit(width=420), False),
                ("crisis_phone", LineEdit(width=210), False),
                ("crisis_text", TextEdit(lines=3), False),
                (TRIES, LineEdit(width=90), False),
                ("escalation_text", TextEdit(lines=3), True),
            ),
            (
                (FEE, ComboBox(width=420), False),
                *((limit.code, LineEdit(width=90), False) for limit in limits),
                (WARN, LineEdit(width=90), False),
                (LOCK, LineEdit(width=90), False),
                (SCREEN_HIDDEN, ComboBox(width=420), False),
                (REGIONS, LineEdit(width=420), True),
            ),
        )
        for head, group in zip(self._heads, groups, strict=True):
            card = Card(gap=10)
            card.body.addWidget(head)
            for key, field, optional in group:
                field.setObjectName(f"clinic_{key}")
                self.blocks[key] = FieldBlock("", field, optional=optional)
                card.body.addWidget(self.blocks[key])
            form.addWidget(card)
        scroll.body.put(self._title, self._trouble, self._stale, self._form, None)
        bar = ActionBar()
        bar.add_right(self.save)
        whole = Column(self, gap=0)
        whole.addWidget(scroll, 1)
        whole.addWidget(bar)
        self._bar = bar
        self._scroll = scroll

    # --- fields ------------------------------------------------------------------------------

    def _text(self, key: str) -> str:
        field = self.blocks[key].field
        if isinstance(field, TextEdit):
            return field.toPlainText()
        assert isinstance(field, LineEdit)
        return field.text()

    def _set_text(self, key: str, text: str) -> None:
        field = self.blocks[key].field
        if isinstance(field, TextEdit):
            field.setPlainText(text)
        elif isinstance(field, LineEdit):
            field.setText(text)

    def _typed(self) -> Values | None:
        """Everything that the form says, or None while it says what is kept."""
        if self._base is None:
            return None
        typed = self._now()
        return None if typed == self._shown(self._base) else typed

    def _now(self) -> dict[str, Any]:
        texts = {key: self._text(key) for key in self.blocks if key not in _CHOSEN}
        return {**texts, **{key: self._choice(key).value for key in _CHOSEN}}

    def _choice(self, key: str) -> ComboBox:
        field = self.blocks[key].field
        assert isinstance(field, ComboBox)
        return field

    def _shown(self, view: ClinicView) -> dict[str, Any]:
        """A profile as the fields say it."""
        settings = view.settings
        days: Mapping[str, int] = settings.get(DAYS, {})
        limits = self.services.catalogue.limits
        figures = {limit.code: str(days.get(limit.code, limit.days)) for limit in limits.waiting}
        return {
            **{key: str(getattr(view, key)) for key in _TEXTS},
            **figures,
            TRIES: str(view.escalation_after),
            WARN: str(settings.get(WARN, limits.warn_days)),
            LOCK: str(settings.get(LOCK, LOCK_AFTER)),
            FEE: settings.get(FEE, _NO_FEE),
            SCREEN_HIDDEN: settings.get(SCREEN_HIDDEN, True),
            MEDIATION: str(settings.get(MEDIATION, "")),
            REGIONS: ", ".join(settings.get(REGIONS, ())),
        }

    def _fill(self, values: Mapping[str, Any]) -> None:
        for key, value in values.items():
            if key in _CHOSEN:
                self._choice(key).set_value(value)
            elif key in self.blocks:
                self._set_text(key, str(value))
        for block in self.blocks.values():
            block.set_error("")

    # --- saving ------------------------------------------------------------------------------

    def _changed_view(self) -> ClinicView:
        """The profile as the form wants it. Raises `InvalidValue` for a figure that is none."""
        assert self._base is not None
        typed = self._now()
        limits = self.services.catalogue.limits.waiting
        settings = {
            **self._base.settings,
            FEE: typed[FEE],
            DAYS: {limit.code: _whole(typed[limit.code], limit.code) for limit in limits},
            WARN: _whole(typed[WARN], WARN),
            LOCK: _whole(typed[LOCK], LOCK, most=LOCK_LONGEST),
            SCREEN_HIDDEN: bool(typed[SCREEN_HIDDEN]),
            MEDIATION: typed[MEDIATION],
            REGIONS: [name.strip() for name in typed[REGIONS].split(",") if name.strip()],
        }
        return replace(
            self._base,
            **{key: typed[key] for key in _TEXTS},
            escalation_after=_whole(typed[TRIES], TRIES, most=MOST_TRIES),
            settings=settings,
        )

    def _save(self) -> None:
        for block in self.blocks.values():
            block.set_error("")
        self._trouble.hide()
        self._stale.hide()
        if self._base is None:
            return
        try:
            self._base = self.services.administration.change_clinic(self._changed_view())
        except StaleRecord:
            self._compare()
            return
        except InvalidValue as error:
            self._mark(error)
            return
        except IkbtError as error:
            self._say(error)
            return
        self._draft.forget()
        self._fill(self._shown(self._base))
        self._bar.say(self.tr("Saved"), icon="check", ink="ok")
        self.said.emit(self.tr("The clinic profile is saved."), None)
        self.changed.emit()

    def _mark(self, error: InvalidValue) -> None:
        block = self.blocks.get(error.field)
        if block is None:
            self._say(error)
            return
        block.show_problem(error)
        block.field.setFocus()
        self._scroll.ensureWidgetVisible(block)
        self._bar.say(
            say("ClinicRoom", "%n error(s) to correct", 1), icon="circle-alert", ink="error"
        )

    def _say(self, error: IkbtError) -> None:
        self._trouble.say(
            self.tr("Not saved. What you wrote is still here."), record_words.problem(error)
        )
        self._trouble.reveal()

    def _compare(self) -> None:
        self._theirs = self.services.administration.clinic()
        theirs, mine = self._shown(self._theirs), self._now()
        lines = [
            self.tr("{field}: theirs ”{theirs}”, yours ”{mine}”").format(
                field=self.blocks[key].label.text(), theirs=theirs[key], mine=mine[key]
            )
            for key in mine
            if theirs.get(key) != mine[key]
        ]
        self._stale.say(self.tr("Somebody else changed the profile meanwhile."), "\n".join(lines))
        self._stale.reveal()
        self._take.setFocus()

    def _take_theirs(self) -> None:
        if self._theirs is not None:
            self._base = self._theirs
            self._fill(self._shown(self._base))
            self._draft.forget()
            self._stale.hide()

    def _keep_mine(self) -> None:
        if self._theirs is not None and self._base is not None:
            self._base = replace(
                self._base, version=self._theirs.version, settings=self._theirs.settings
            )
        self._save()

    # --- the room ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the profile; a form under way keeps what is typed."""
        if self._base is not None and self._typed() is not None:
            return
        self._base = self.services.administration.clinic()
        self._fill(self._shown(self._base))
        kept = self._draft.kept()
        if kept is not None:
            self._fill(kept)
            self._bar.say(self.tr("Not saved yet: what you typed last time is here."))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Clinic profile"))
        for head, text in zip(
            self._heads,
            (self.tr("The clinic"), self.tr("When it is urgent"), self.tr("Settings")),
            strict=True,
        ):
            head.setText(text)
        labels = {
            "name": self.tr("The clinic's name"),
            "address": self.tr("Address"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
            "crisis_unit": self.tr("Nearest psychiatric emergency unit"),
            "crisis_phone": self.tr("Its phone number"),
            "crisis_text": self.tr("What patients and colleagues are told"),
            TRIES: self.tr("Tries without an answer before the clinic acts"),
            "escalation_text": self.tr("When nobody is reached: what the clinic does"),
            FEE: self.tr("Patient fee"),
            "first_assessment": self.tr("Days to the first assessment"),
            "treatment_start": self.tr("Days to the start of treatment"),
            WARN: self.tr("Warn when so many days are left"),
            LOCK: self.tr("Lock after so many minutes (1–60) without a key"),
            SCREEN_HIDDEN: self.tr("Screenshots and shared screens"),
            MEDIATION: self.tr("Forwarding address of the tax agency"),
            REGIONS: self.tr("Regions of registration that are left out"),
        }
        for key, block in self.blocks.items():
            block.set_label(labels.get(key, key))
        self.blocks["crisis_text"].set_help(self.tr("Shown beside 112 wherever a risk is flagged."))
        self.blocks[MEDIATION].set_help(
            self.tr(
                "Printed on letters to persons with protected identity, whose own address never is."
                " Take it from the tax agency's own pages."
            )
        )
        self.blocks[LOCK].set_help(
            self.tr(
                "Counted on the computer as a whole where it can tell: work in another program is "
                "work. After an hour without a key here it locks all the same, and always when the "
                "computer locks or sleeps."
            )
        )
        self.blocks[SCREEN_HIDDEN].set_help(
            self.tr(
                "Holds from the next unlocking, on Windows and macOS. Linux has no such thing: "
                "there the windows can always be pictured. Turning it off is written in the log."
            )
        )
        self._choice(SCREEN_HIDDEN).set_options(
            [
                (True, self.tr("The windows are left out (recommended)")),
                (False, self.tr("The windows can be seen, for remote help")),
            ]
        )
        self.blocks[REGIONS].set_help(
            self.tr(
                "Parted by commas; empty leaves out none. A patient who is registered there can "
                "be found suitable by nobody here (REG-1)."
            )
        )
        fees = self.services.catalogue.fees.values()
        self._choice(FEE).set_options([(profile.code, profile.name) for profile in fees])
        self.save.setText(self.tr("&Save"))
        self._take.setText(self.tr("Take &theirs"))
        self._mine.setText(self.tr("&Keep mine"))
        self.save.setVisible(self.services.actor.may(Permission.EDIT_CLINIC))

    def focus_first(self) -> None:
        """The first field."""
        self.blocks["name"].field.setFocus()

    def keep(self) -> None:
        """Keep what is typed."""
        self._draft.keep()


def _whole(text: object, field: str, *, most: int = 1000) -> int:
    """A whole number from 1. Raises `InvalidValue` "range"."""
    written = str(text).strip()
    if not (written.isascii() and written.isdigit()) or not 1 <= int(written) <= most:
        raise InvalidValue(field, "range", {"limit": most})
    return int(written)
