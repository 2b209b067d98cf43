"""What a colleague does meanwhile, in a second session in the same file."""

import tomllib
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta

from ikbt_desktop.clinic.data_files import INTAKE, FileKind
from ikbt_desktop.clinic.log_checks import Verdict
from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.clinic.writing import written
from ikbt_desktop.models import User
from ikbt_desktop.services.administration import UserChanges
from ikbt_desktop.services.caseload import PatientChanges
from ikbt_desktop.services.fees import NewPeriod
from ikbt_desktop.services.guardians import GuardianChanges, GuardianView
from ikbt_desktop.services.log_checks import CheckView
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.treatments import TreatmentView, WeekReportView
from ikbt_desktop.storage.unit_of_work import open_reading
from ikbt_desktop.ui.administration.knowledge_room import KnowledgeRoom
from ikbt_desktop.ui.administration.log_check_room import LogCheckRoom
from ikbt_desktop.ui.administration.users_room import UsersRoom
from ikbt_desktop.ui.treatment.measure_page import MeasurePage
from tests.doors import let_in
from tests.journeys.forms import Hands

WORDS = "Kollegans ord."
KARIN = "Exempelsson, Karin"
Act = Callable[["Colleague"], object]


class Colleague:
    """Somebody else's verbs, and where my hands are."""

    def __init__(self, hands: Hands, login: str) -> None:
        mine = hands.tour.services
        with open_reading(mine.workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            (user,) = work.find(User, login=login)
            actor = Actor(user.id, user.name, Role(user.role), user.title)
        self.hands = hands
        self.services = Services.of(replace(mine.workplace, actor=actor), mine.catalogue)

    def patient(self, name: str = KARIN) -> str:
        found = self.hands.patient(name)
        let_in(self.services.workplace, found)
        return found

    def treatment(self, name: str = KARIN) -> TreatmentView:
        return self.services.treatments.of_patient(self.patient(name))[0]

    def guardian(self) -> GuardianView:
        return self.services.guardians.of_patient(self.patient("Sagolund")).guardians[0]

    def check(self) -> CheckView:
        checks = self.services.log_checks
        return checks.check(next(row.month for row in checks.months() if row.drawn))


# --- the record --------------------------------------------------------------------------------


def changes_contact(they: Colleague) -> None:
    caseload = they.services.caseload
    details = caseload.details(they.patient())
    kept = {field.name: getattr(details, field.name) for field in fields(PatientChanges)}
    changes = PatientChanges(**{**kept, "email": "ny@exempel.example"})
    caseload.change(details.id, changes, version=details.version)


def changes_guardian(they: Colleague) -> None:
    person = they.guardian()
    changes = GuardianChanges(
        person.family_name, person.given_name, person.relation, phone="070-174 06 99"
    )
    they.services.guardians.change(person.id, changes, version=person.version)


def lifts_block(they: Colleague) -> None:
    block = they.services.blocks.of_patient(they.patient("Fantasén"))[0]
    they.services.blocks.lift(block.id, WORDS, version=block.version)


def changes_period(they: Colleague) -> None:
    who = they.patient()
    period = they.services.fees.account(who).periods[0]
    they.services.fees.keep_period(
        who,
        NewPeriod(period.starts_on, 777, None, period_id=period.id, version=period.version),
    )


def pauses(they: Colleague) -> None:
    view = they.treatment()
    until = they.hands.tour.clock.today + timedelta(days=9)
    they.services.treatments.pause(view.id, until=until, reason=WORDS, version=view.version)


def reports_week(they: Colleague) -> None:
    view = they.treatment()
    desk = they.services.feedback_notes.desk(view.id)
    they.services.treatments.report_week(
        view.id,
        WeekReportView(
            section=desk.section,
            reported_on=they.hands.tour.clock.today,
            homework="done",
            homework_note="",
            reflection=WORDS,
            agreed=(),
            version=0 if desk.report is None else desk.report.version,
        ),
    )


def writes_closing(they: Colleague) -> None:
    view, treatments = they.treatment(), they.services.treatments
    seen = treatments.closing_draft(view.id)
    treatments.keep_closing(view.id, replace(seen, result=WORDS), seen=seen)


def amends(they: Colleague) -> None:
    notes = they.services.feedback_notes
    note = next(note for note in notes.history(they.treatment().id) if note.section == 1)
    notes.amend(note.id, WORDS, reason=WORDS)


def corrects_measure(they: Colleague) -> None:
    they.patient()
    page = they.hands.page
    assert isinstance(page, MeasurePage)
    row = page._corrected
    assert row is not None
    they.services.measurements.correct(row.id, row.answers, reason=WORDS)


def writes_plan(they: Colleague) -> None:
    who, case = they.hands.task("risk")
    let_in(they.services.workplace, who)
    they.services.risk_cases.write_safety_plan(case, {"people": WORDS})


def signs_summary(they: Colleague) -> None:
    view = they.treatment("Diktorp")
    they.services.documents.sign_summary(view.id, correction_reason=WORDS)


def signs_first_summary(they: Colleague) -> None:
    they.services.documents.sign_summary(they.treatment("Testlund, Maja").id)


# --- administration ----------------------------------------------------------------------------


def renames_unit(they: Colleague) -> None:
    units = they.services.units
    row = units.rows()[-1]
    units.rename(row.id, WORDS, version=row.version)


def changes_user(they: Colleague) -> None:
    room = they.hands.page.findChild(UsersRoom)
    assert room is not None
    assert room._chosen is not None
    user = room._chosen
    kept = {field.name: getattr(user, field.name) for field in fields(UserChanges)}
    they.services.administration.change_user(
        user.id, UserChanges(**{**kept, "title": WORDS}), version=user.version
    )


def changes_clinic(they: Colleague) -> None:
    administration = they.services.administration
    administration.change_clinic(replace(administration.clinic(), email="ny@kvarnbacken.example"))


def changes_ladder_text(they: Colleague) -> None:
    they.services.inactivity.keep_text("reminder", WORDS)


def judges(they: Colleague) -> None:
    room = they.hands.page.findChild(LogCheckRoom)
    assert room is not None
    assert room._row is not None
    row = next(one for one in they.check().rows if one.id == room._row.id)
    they.services.log_checks.judge(row.id, Verdict.FOLLOW_UP, WORDS, version=row.version)


def judges_anew_before_signing(they: Colleague) -> None:
    row = next(one for one in they.check().rows if not one.own)
    they.services.log_checks.judge(row.id, Verdict.EXPLAINED, WORDS, version=row.version)


def signs_check(they: Colleague) -> None:
    view = they.check()
    they.services.log_checks.sign(view.month, WORDS, version=view.version)


def takes_program_out(they: Colleague) -> None:
    room = they.hands.page.findChild(KnowledgeRoom)
    assert room is not None
    they.services.own_files.take_out_of_use(FileKind.PROGRAM, room._code, reason=WORDS)


def changes_rules(they: Colleague) -> None:
    trials, key = they.services.rule_trials, (FileKind.CRITERIA, INTAKE)
    figures = {
        one.figure: 2.5 if one.figure.name == "hours_noted_below" else one.value or 0.0
        for one in trials.figures(key)
    }
    trial = trials.run(trials.drafted(key, figures), lambda *_: None)
    trials.put_in_force(trial, reason=WORDS)


def writes_program(they: Colleague) -> None:
    room = they.hands.page.findChild(KnowledgeRoom)
    assert room is not None
    files, key = they.services.own_files, (FileKind.PROGRAM, room._code)
    values = tomllib.loads(they.services.catalogue.files[key].text)
    values |= {"target": WORDS, "version": files.next_version(key)}
    files.put_in_force(files.read(FileKind.PROGRAM, written(values)), reason=WORDS)
