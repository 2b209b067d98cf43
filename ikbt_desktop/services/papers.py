"""The papers that keep a clinic open: the recovery key, and the code of its computers."""

from dataclasses import dataclass
from datetime import datetime

from ikbt_desktop.clinic.workdays import LOCAL
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.facts import Imprint, Letterhead, RecoverySheetFacts


@dataclass(frozen=True, repr=False)
class Founded:
    """What first start gives to print. The keys are shown once and never written to disk."""

    recovery_key: str  # groups with check characters
    device_code: str | None
    recovery_sheet: bytes  # a PDF with both


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
    """The keys and the sheet that carries them; `number` counts the sheets of this clinic."""
    local = at.astimezone(LOCAL)
    facts = RecoverySheetFacts(
        letterhead=Letterhead(clinic_name, contact),
        imprint=Imprint(
            document_id=f"{number}",
            version=number,
            printed_at=local,
            printed_by=by,
            signature=None,
            demo=demo,
        ),
        created=local.date(),
        key_number=str(number),
        groups=tuple(recovery_key.split("-")),
        device_groups=() if device_code is None else tuple(device_code.split("-")),
    )
    return Founded(recovery_key, device_code, printing.printed(facts))
