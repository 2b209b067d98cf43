"""The receipt of a destroyed record: an archive file that names no patient."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.exports.destruction_facts import DestructionFacts, OlderCopies
from ikbt_desktop.exports.pdf import destruction
from ikbt_desktop.exports.wording import shipped
from ikbt_desktop.services.destruction import Kind
from tests.exports import reading
from tests.exports.invented import CLINIC, UNSIGNED
from tests.exports.preflight import assert_archive

ID = "0123456789abcdef0123456789abcdef"
FACTS = DestructionFacts(
    letterhead=CLINIC,
    imprint=UNSIGNED,
    record_id=ID,
    decision_number="3.4.2-12345/2026",
    decided_on=date(2026, 11, 1),
    destroyed_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    asked_by="Alva Påhittsson",
    asked_role="administrator",
    confirmed_by="Tore Fantasén",
    confirmed_role="coordinator",
    log_row=812,
    removed=tuple((kind.value, number) for number, kind in enumerate(Kind, start=1)),
    log_rows=220,
    log_reasons=3,
    older=(),
    set_aside=0,
)
LEFT = replace(
    FACTS,
    older=(
        OlderCopies("", 14, 1, date(2027, 11, 1)),
        OlderCopies("/media/sticka", 3, 0, None),
        OlderCopies("/media/borta", 0, 0, None),
    ),
    set_aside=2,
)


@pytest.mark.parametrize("facts", [FACTS, LEFT], ids=["nothing left", "copies left"])
def test_the_receipt_is_a_valid_archive_file_that_repeats_itself(
    facts: DestructionFacts, tmp_path: Path
) -> None:
    content = destruction.render(facts)
    assert content == destruction.render(facts)
    assert_archive(content, tmp_path)


def test_it_says_decision_persons_numbers_and_what_is_left() -> None:
    words = reading.whole(destruction.render(LEFT))
    for expected in (
        "IVO, diarienummer 3.4.2-12345/2026, 2026-11-01",
        "patientdatalagen 8 kap. 4 §",
        "Alva Påhittsson, administratör",
        "Tore Fantasén, samordnare",
        ID,
        "220 rader om detta id, varav 3",
        "Klinikens egen mapp: äldre säkerhetskopior som innehåller journalen: 14",
        "gallras omkring 2027-11-01",
        "/media/sticka: äldre säkerhetskopior som innehåller journalen: 3. När",
        "/media/borta: gick inte att nå",
        "innehåller journalen: 2",
    ):
        assert expected in words
    assert str(sum(count for _, count in FACTS.removed)) in words
    assert "Ingen äldre säkerhetskopia" in reading.whole(destruction.render(FACTS))


def test_every_kind_and_every_role_has_its_words() -> None:
    labels = shipped().of("destruction")
    for kind in Kind:
        assert labels(f"kind_{kind.value}")
    for role in Role:
        assert labels(f"role_{role.value}")
