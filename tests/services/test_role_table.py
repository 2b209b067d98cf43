"""The table of role and verb in docs/roles.md: every cell stated, and every cell tried."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from ikbt_desktop.clinic.course_check import Action, CheckKind
from ikbt_desktop.clinic.data_files import FileKind
from ikbt_desktop.clinic.guardians import ConsentForm, Relation, Stance
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError, NotPermitted
from ikbt_desktop.services.blocks import NewBlock
from ikbt_desktop.services.course_checks import NewCheck
from ikbt_desktop.services.guardians import GuardianChanges, NewConsent
from ikbt_desktop.services.keys import NewDeviceCode
from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewAttachment, NewVisit
from ikbt_desktop.services.rule_trials import Trial
from ikbt_desktop.services.treatment_weeks import WeekReportView
from ikbt_desktop.storage import vault
from tests.clinics import invented_number
from tests.roles import LOGINS, stated
from tests.services import verbs
from tests.services.walk import RED, Walk

# Handed an open unit of work by another service: no verb of the screen.
_INSIDE = frozenset({"course_checks.seen"})


# They change the keys under the open file: asked last, when no line of the log is to be read more.
_LAST = ("keys.new_device_code", "keys.prepare", "keys.take_device_code", "keys.carry_out")


def test_every_verb_of_every_service_has_a_row_and_no_row_is_of_a_verb_that_is_gone() -> None:
    assert set(stated()) == set(verbs.verbs()) - _INSIDE


@pytest.mark.parametrize("login", LOGINS)
def test_each_cell_is_as_the_table_says(running: Walk, tmp_path: Path, login: str) -> None:
    known, own = _known(running, tmp_path), _own(running, tmp_path)
    menu, role = running.clinic.services(login), LOGINS[login]
    wrong = []
    table = stated()
    for verb in [*(verb for verb in table if verb not in _LAST), *_LAST]:
        cells = table[verb].may
        last = verb in _LAST and cells[role]
        before = 0 if last else running.clinic.refusals()
        may = _asked(menu, verb, known, own.get(verb, {}))
        logged = 0 if last else running.clinic.refusals() - before
        if (may, logged) != (cells[role], 0 if cells[role] else 1):
            wrong.append(f"{verb}: allowed {may}, refusals logged {logged}")
    assert wrong == []


def _asked(menu: Services, verb: str, known: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
    try:
        verbs.ask(menu, verb, known, own)
    except NotPermitted:
        return False
    except (IkbtError, OSError, AssertionError, KeyError, ValueError):
        return True  # past the door: what was asked for cannot be, which other tests are about
    return True


# --- what the verbs are asked with ---------------------------------------------------------------


def _known(walk: Walk, folder: Path) -> dict[str, Any]:
    """What must be real in whatever verb asks for it."""
    clinic = walk.clinic
    clinic.clock.move(days=1)
    walk.measure(*RED)
    case = clinic.clinician.risk_cases.of_patient(walk.patient_id)
    decided = clinic.clinician.decisions.of_patient(walk.patient_id)
    assert case is not None
    return {
        "patient_id": walk.patient_id,
        "referral_id": walk.referral_id,
        "treatment_id": walk.treatment_id,
        "screening_id": decided[0].screening_id,
        "case_id": case.id,
        "identity": invented_number(date(1990, 1, 1)),
        "program": "depressionshjalpen",
        "instrument": "madrs-s",
        "source": "self_referral",
        "received_on": walk.today,
        "changed": clinic.administrator.administration.clinic(),
        "path": folder,
    }


def _own(walk: Walk, folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """What a verb looks at before it asks for the role, verb by verb."""
    clinic, today = walk.clinic, walk.today
    hanna = clinic.actor("hanna").user_id
    starts_at = datetime.combine(today + timedelta(days=3), time(9), tzinfo=LOCAL)
    guardian = GuardianChanges("Ek", "Mona", next(iter(Relation)).value)
    consent = NewConsent(next(iter(Stance)).value, next(iter(ConsentForm)).value, today)
    limits = clinic.catalogue.files[FileKind.LIMITS, "limits"]
    figure = clinic.administrator.rule_trials.figures(limits.key)[0]
    changes = {figure.figure: (figure.value or 0) + 1}
    read = clinic.administrator.rule_trials.drafted(limits.key, changes)
    written = folder / "limits.toml"
    written.write_text(read.file.text, encoding="utf-8")
    files = clinic.administrator.own_files
    code = vault.new_device_code()
    choice = files.cutoffs("isi")[0]
    shipped = clinic.catalogue.files[FileKind.INSTRUMENT, "isi"]
    other = shipped.text.replace(f'version = "{shipped.version}"', 'version = "klinik-1"', 1)
    kept = files.put_in_force(files.read(FileKind.INSTRUMENT, other), reason="Egen text.")
    form = {"kind": FileKind.INSTRUMENT, "code": "isi"}
    file = {**form, "version": kept.version}
    return {
        "blocks.place": {"new": NewBlock("patient", "Granne.", hanna)},
        "course_checks.record": {
            "new": NewCheck(CheckKind.WEEK, Action.CALL, "x", {}, today + timedelta(days=7))
        },
        "feedback_notes.sign": {"channel": "message"},
        "guardians.add": {"new": guardian},
        "guardians.change": {"changes": guardian},
        "guardians.offer_support": {"support": "offered"},
        "guardians.record_consent": {"new": consent},
        "inactivity.keep_text": {"step": "reminder", "text": ""},
        "keys.take_device_code": {"new": NewDeviceCode(code, b""), "typed": code},
        "measurements.record": {"new": NewMeasurement(walk.patient_id, "madrs-s", (0,) * 9, today)},
        "own_files.cutoffs": {"code": "isi"},
        "own_files.put_back": file,
        "own_files.put_in_force": {"read": read, "tried": read.file},
        "own_files.read": {"kind": FileKind.LIMITS, "text": read.file.text},
        "own_files.read_path": {"kind": FileKind.LIMITS, "path": written},
        "own_files.take_out_of_use": {"kind": FileKind.PROGRAM, "code": "sovhjalpen"},
        "own_files.text_of": file,
        "own_files.use_shipped": form,
        "own_files.with_cutoff": {"code": "isi", "choice": choice},
        "referrals.attach": {"attachment": NewAttachment("Brev", b"%PDF-1.7\n")},
        "referrals.book_visit": {"visit": NewVisit(walk.referral_id, hanna, starts_at, "physical")},
        "risk_cases.write_safety_plan": {"content": {"people": "Syster"}},
        "rule_trials.drafted": {"key": limits.key, "changes": changes},
        "rule_trials.put_in_force": {"trial": Trial(read, 0, (), 0)},
        "rule_trials.run": {"read": read},
        "screenings.draft_texts": {"decision": "suitable"},
        "treatments.add_event": {"kind": "other"},
        "treatments.report_week": {"report": WeekReportView(1, today, "done", "", "", ())},
    }
