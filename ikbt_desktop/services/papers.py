"""The papers that keep a clinic open: the recovery key, and the code of its computers."""

from dataclasses import dataclass
from datetime import datetime

from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.facts import DeviceSheetFacts, Imprint, Letterhead, RecoverySheetFacts


@dataclass(frozen=True, repr=False)
class Founded:
    """What first start gives to print. The keys are shown once and never written to disk."""

    recovery_key: str  # groups with check characters
    device_code: str | None
    recovery_sheet: bytes  # two PDFs, because the papers are kept in different places
    device_sheet: bytes | None = None


def printed(
    *,
    clinic_name: str,
    contact: str,
    recovery_key: str,
    device_code: str | None,
    number: int,
    by: str,
    at: datetime,
    demo: bool,
) -> Founded:
    """The keys and the sheets that carry them; `number` counts the sheets of this clinic."""
    facts = RecoverySheetFacts(
        letterhead=Letterhead(clinic_name, contact),
        imprint=_imprint(number=number, by=by, at=at, demo=demo),
        created=at.astimezone(LOCAL).date(),
        key_number=str(number),
        groups=tuple(recovery_key.split("-")),
    )
    device = None
    if device_code is not None:
        device = device_sheet(
            clinic_name=clinic_name,
            contact=contact,
            device_code=device_code,
            number=number,
            by=by,
            at=at,
            demo=demo,
        )
    return Founded(recovery_key, device_code, printing.printed(facts), device)


def device_sheet(
    *,
    clinic_name: str,
    contact: str,
    device_code: str,
    number: int,
    by: str,
    at: datetime,
    demo: bool,
) -> bytes:
    """The paper of the clinic's computers."""
    facts = DeviceSheetFacts(
        letterhead=Letterhead(clinic_name, contact),
        imprint=_imprint(number=number, by=by, at=at, demo=demo),
        created=at.astimezone(LOCAL).date(),
        code_number=str(number),
        groups=tuple(device_code.split("-")),
    )
    return printing.printed(facts)


def _imprint(*, number: int, by: str, at: datetime, demo: bool) -> Imprint:
    return Imprint(
        document_id=f"{number}",
        version=number,
        printed_at=at.astimezone(LOCAL),
        printed_by=by,
        signature=None,
        demo=demo,
    )
