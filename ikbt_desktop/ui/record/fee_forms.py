"""The patient's twelve months as they are shown at the desk, and one contact's fee taken away."""

from collections.abc import Sequence
from datetime import date

from ikbt_desktop.errors import Incomplete, InvalidValue
from ikbt_desktop.services.fees import FeeRow, NewPeriod, PeriodView
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import meanwhile
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.record.kept_form import Values
from ikbt_desktop.ui.record.signed_form import SignedForm


class PeriodForm(SignedForm):
    """Since when the twelve months count, what is paid elsewhere, and a free card."""

    def __init__(self, services: Services, patient_id: str, period: PeriodView | None) -> None:
        version = "new" if period is None else f"{period.id}/{period.version}"
        super().__init__(
            services,
            name="fee_period",
            subject_id=f"{patient_id}/{version}",
            patient_id=patient_id,
        )
        self._patient, self._period = patient_id, period
        self.starts = self.date_field("fee_starts_on")
        self.opening = LineEdit("0", width=110)
        self.opening.setObjectName("fee_opening_sum")
        self.opening.setMaxLength(7)
        self.card = self.date_field("fee_card_until")
        self.blocks = {
            "starts_on": FieldBlock("", self.starts),
            "opening_sum": FieldBlock("", self.opening),
            "free_card_until": FieldBlock("", self.card, optional=True),
        }
        self.fields.put(*self.blocks.values())
        if period is not None:
            self.starts.set_date(period.starts_on)
            self.opening.setText(str(period.opening_sum))
            self.card.set_date(period.free_card_until)
        self.retranslate()
        self.begin()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.blocks["starts_on"].set_label(self.tr("First visit of the twelve months"))
        self.blocks["opening_sum"].set_label(self.tr("Paid elsewhere, kronor"))
        self.blocks["free_card_until"].set_label(self.tr("Free card through"))
        self.save.setText(self.tr("&Save"))

    def values(self) -> Values:
        """What is typed."""
        return {
            "starts": self.starts.text(),
            "opening": self.opening.text(),
            "card": self.card.text(),
        }

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        self.starts.setText(str(kept.get("starts", "")))
        self.opening.setText(str(kept.get("opening", "")))
        self.card.setText(str(kept.get("card", "")))

    def catch_up(self) -> Sequence[str]:
        """The period as a colleague left it, beside what is typed."""
        periods = self.services.fees.account(self._patient).periods
        mine = self._period
        theirs = next((one for one in periods if mine is not None and one.id == mine.id), None)
        if theirs is None:
            return ()
        self._period = theirs
        kept = {
            "starts_on": theirs.starts_on.isoformat(),
            "opening_sum": str(theirs.opening_sum),
            "free_card_until": _day(theirs.free_card_until),
        }
        typed = {
            "starts_on": _day(self.starts.date),
            "opening_sum": self.opening.text(),
            "free_card_until": _day(self.card.date),
        }
        labels = {name: block.label.text() for name, block in self.blocks.items()}
        return meanwhile.lines((labels[name], kept[name], typed[name]) for name in kept)

    def act(self) -> str:
        """Keep the period."""
        if self.starts.date is None:
            raise Incomplete(("starts_on",))
        if self.card.text().strip() and self.card.date is None:
            raise InvalidValue("free_card_until", "no_day")
        period = self._period
        self.services.fees.keep_period(
            self._patient,
            NewPeriod(
                starts_on=self.starts.date,
                opening_sum=_kronor(self.opening.text()),
                free_card_until=self.card.date,
                period_id=None if period is None else period.id,
                version=0 if period is None else period.version,
            ),
        )
        return self.tr("The twelve months are saved; fees that are charged already stay.")


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _kronor(text: str) -> int:
    """Whole kronor as people write them. Raises `InvalidValue` of the field."""
    plain = "".join(text.split()).removesuffix("kr")
    if not plain.isascii() or not plain.isdigit():
        raise InvalidValue("opening_sum", "format")
    return int(plain)


class WaiveForm(SignedForm):
    """Why one contact is not charged, or is charged after all."""

    def __init__(self, services: Services, row: FeeRow) -> None:
        word = "again" if row.is_waived else "waive"
        super().__init__(
            services,
            name=f"fee_{word}",
            subject_id=row.contact_id,
            patient_id=row.patient_id,
        )
        self._row = row
        self.reason = LineEdit()
        self.reason.setObjectName("fee_reason")
        self.reason.setMaxLength(200)
        self.blocks = {"reason": FieldBlock("", self.reason)}
        self.fields.put(*self.blocks.values())
        self.retranslate()
        self.begin()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.blocks["reason"].set_label(self.tr("Reason"))
        again = self._row.is_waived
        self.save.setText(self.tr("&Charge after all") if again else self.tr("Do &not charge"))

    def values(self) -> Values:
        """What is typed."""
        return {"reason": self.reason.text()}

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        self.reason.setText(str(kept.get("reason", "")))

    def act(self) -> str:
        """Sign the change."""
        fees, row = self.services.fees, self._row
        if row.is_waived:
            fees.charge_again(row.contact_id, self.reason.text())
            return self.tr("The contact is charged after all.")
        fees.waive(row.contact_id, self.reason.text())
        return self.tr("The contact is not charged; the reason stands in the list.")
