"""Whatever is done in whatever order, no flagged answer is without somebody who must look at it.

The rules are worked out here once more, from the source and not from the program: EXC-3 of the
decision rules (total above 41, item 9 at least 4), a rise of two on item 9, CORE-10 item 6; and as
the softer level PHQ-9 item 9 at least 1.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from ikbt_desktop.clinic.instruments import Level
from ikbt_desktop.errors import IkbtError, Incomplete, InvalidValue, RuleRefused
from ikbt_desktop.models import RiskCase
from ikbt_desktop.services.closings import Closing
from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.services.risk_cases import RiskCaseView, RiskChanges
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.clinics import Clinic, invented_number
from tests.services.walk import Stages, Walk, make_stages

Answers = tuple[int | None, ...]
SEEING = ("maria", "hanna", "tore")  # two clinicians and the coordinator
FILTERS = ("all", "mine", "late", "feedback", "unsigned", "to_file")
LENGTH = {"madrs-s": 9, "core-10": 10, "phq-9": 9}
OPEN = {"risk", "risk_soft"}
HIGHEST = {"madrs-s": 6, "core-10": 4, "phq-9": 3}


def answers_of(code: str) -> st.SearchStrategy[Answers]:
    """Mostly calm, now and then high, with items left out; the risk item anywhere."""
    top = HIGHEST[code]
    each = st.sampled_from([None, 0, 0, 1, 1, 2, top])
    risky = st.none() | st.integers(0, top)
    if code == "core-10":
        return st.tuples(*[each] * 5, risky, *[each] * 4)
    whole = st.tuples(*[each] * (LENGTH[code] - 1), risky)
    return st.one_of(whole, st.just((top,) * LENGTH[code]), whole)


codes = st.sampled_from(["madrs-s", "madrs-s", "madrs-s", "core-10", "phq-9"])
filled = codes.flatmap(lambda code: st.tuples(st.just(code), answers_of(code)))
days_ago = st.integers(0, 12)
people = st.sampled_from(["maria", "hanna"])


@dataclass(frozen=True)
class Form:
    """A form as the test remembers it. `origin` stays through its corrections."""

    origin: str
    code: str
    answers: Answers
    day: date
    record_id: str = ""
    screening: bool = False


@dataclass(frozen=True)
class Broken:
    """A rule that a form breaks, and how badly."""

    origin: str
    rule: str
    value: int
    soft: bool = False


@cache
def _stages() -> tuple[Stages, Path]:
    root = Path(tempfile.mkdtemp(prefix="ikbt-risk-"))
    return make_stages(root), root


class RiskLoop(RuleBasedStateMachine):
    """A patient in a treatment, who is also being screened anew."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ikbt-risk-", dir=_stages()[1]))
        self.walk: Walk = _stages()[0].open("running", self.folder)
        self.clinic: Clinic = self.walk.clinic
        self.forms: dict[str, Form] = {}
        self.pending: dict[str, Form] = {}
        self.assessed: dict[tuple[str, str], int] = {}
        self.by_hand = False
        self.was_red = False
        self.signed_in: dict[str, Services] = {}
        self.screening_id: str | None = None

    def teardown(self) -> None:
        self.clinic.close()
        shutil.rmtree(self.folder)

    # --- who and where -----------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self.clinic.clock.today

    def of(self, login: str) -> Services:
        return self.signed_in.setdefault(login, self.clinic.services(login))

    def case(self) -> RiskCaseView | None:
        seen = self.of("maria").risk_cases.of_patient(self.walk.patient_id)
        return seen if seen is not None and seen.state == "open" else None

    @initialize()
    def a_screening_is_begun(self) -> None:
        row = self.clinic.reception.referrals.register(
            NewReferral(
                identity=invented_number(date(1993, 2, 12)),
                family_name="Provberg",
                given_name="Åsa",
                source="self_referral",
                received_on=self.today,
                patient_id=self.walk.patient_id,
            )
        )
        self.screening_id = self.of("maria").screenings.begin(row.id).id
        # The first screening of the walk left its form in the file.
        for kept in self.of("maria").measurements.of_patient(self.walk.patient_id):
            origin = f"screening:{kept.screening_id}:{kept.instrument}"
            self.forms[origin] = Form(
                origin, kept.instrument, kept.answers, kept.answered_on, kept.id, screening=True
            )

    # --- forms -------------------------------------------------------------------------------

    @rule(form=filled, ago=days_ago, login=people)
    def a_form_is_entered(self, form: tuple[str, Answers], ago: int, login: str) -> None:
        code, answers = form
        day = self.today - timedelta(days=ago)
        new = NewMeasurement(self.walk.patient_id, code, answers, day)
        try:
            recorded = self.of(login).measurements.record(new)
        except (Incomplete, InvalidValue):
            return
        origin = f"measurement:{recorded.row.id}"
        self.forms[origin] = Form(origin, code, answers, day, recorded.row.id)
        worse = [flag for flag in self.unmet() if flag.origin == origin]
        assert (recorded.risk_case_id is not None) or not worse

    @precondition(lambda self: bool(self.forms))
    @rule(data=st.data(), login=people)
    def a_form_is_corrected(self, data: st.DataObject, login: str) -> None:
        origin = data.draw(
            st.sampled_from(range(len(self.forms))).map(list(self.forms).__getitem__)
        )
        form = self.forms[origin]
        answers = data.draw(answers_of(form.code))
        seen = self.of(login).measurements.correct(form.record_id, answers, reason="läst fel")
        self.forms[origin] = replace(form, answers=answers, record_id=seen.row.id)

    @precondition(lambda self: any(origin in self.forms for origin, _ in self.assessed))
    @rule(login=people)
    def an_assessed_answer_turns_out_to_be_worse(self, login: str) -> None:
        met = {origin for origin, _ in self.assessed}
        form = next(form for form in self.forms.values() if form.origin in met)
        place = 5 if form.code == "core-10" else 8  # item 9 of both others
        worse = (*form.answers[:place], HIGHEST[form.code], *form.answers[place + 1 :])
        seen = self.of(login).measurements.correct(form.record_id, worse, reason="läst fel")
        self.forms[form.origin] = replace(form, answers=worse, record_id=seen.row.id)

    @precondition(lambda self: self.screening_id is not None)
    @rule(form=filled, ago=days_ago)
    def digits_are_keyed_in_the_wizard(self, form: tuple[str, Answers], ago: int) -> None:
        assert self.screening_id is not None
        code, answers = form
        day = self.today - timedelta(days=ago)
        screenings = self.of("maria").screenings
        view = screenings.open(self.screening_id)
        screenings.keep_answers(
            self.screening_id, code, answers, answered_on=day, version=view.version
        )
        origin = f"screening:{self.screening_id}:{code}"
        self.pending[code] = Form(origin, code, answers, day, screening=True)

    @precondition(lambda self: bool(self.pending))
    @rule(data=st.data())
    def a_form_of_the_wizard_is_finished(self, data: st.DataObject) -> None:
        assert self.screening_id is not None
        code = data.draw(st.sampled_from(sorted(self.pending)))
        screenings = self.of("maria").screenings
        view = screenings.open(self.screening_id)
        try:
            screenings.finish_form(self.screening_id, code, version=view.version)
        except (Incomplete, InvalidValue):
            return
        self._read_screening()

    @precondition(lambda self: self.screening_id is not None)
    @rule()
    def the_screening_is_broken_off(self) -> None:
        assert self.screening_id is not None
        screenings = self.of("maria").screenings
        view = screenings.open(self.screening_id)
        screenings.discontinue(self.screening_id, reason="Uteblev.", version=view.version)
        self._read_screening()
        self.pending.clear()
        self.screening_id = None

    def _read_screening(self) -> None:
        """What the wizard made of its digits is read back: which are measurements now."""
        kept_forms = self.of("maria").measurements.of_patient(self.walk.patient_id)
        for kept in sorted(kept_forms, key=lambda row: row.instrument):
            if kept.screening_id != self.screening_id or kept.corrected:
                continue
            origin = f"screening:{kept.screening_id}:{kept.instrument}"
            self.forms[origin] = Form(
                origin, kept.instrument, kept.answers, kept.answered_on, kept.id, screening=True
            )
            digits = self.pending.get(kept.instrument)
            if digits is not None and (digits.answers, digits.day) == (
                kept.answers,
                kept.answered_on,
            ):
                del self.pending[kept.instrument]

    # --- what else happens in a clinic -------------------------------------------------------

    @rule(login=st.sampled_from(SEEING), data=st.data())
    def something_else_happens(self, login: str, data: st.DataObject) -> None:
        """None of this may hide or close what is open."""
        data.draw(
            st.sampled_from(
                [
                    self._time_goes,
                    self._a_treatment_is_paused,
                    self._a_treatment_goes_on,
                    self._a_treatment_is_closed,
                    self._the_program_is_locked_and_opened,
                    self._a_case_is_opened_by_hand,
                    self._somebody_works_with_the_case,
                    self._a_case_that_lacks_something_stays_open,
                ]
            )
        )(login)

    def _time_goes(self, _login: str) -> None:
        self.clinic.clock.move(hours=30)

    def _a_treatment_is_paused(self, _login: str) -> None:
        seen, until = self.walk.view(), self.today + timedelta(days=14)
        with suppress(IkbtError):
            self.of("maria").treatments.pause(
                seen.id, until=until, reason="Resa", version=seen.version
            )

    def _a_treatment_goes_on(self, _login: str) -> None:
        seen = self.walk.view()
        with suppress(IkbtError):
            self.of("maria").treatments.resume(seen.id, version=seen.version)

    def _a_treatment_is_closed(self, _login: str) -> None:
        seen, open_case = self.walk.view(), self.case()
        ended = Closing("as_planned", self.today, "Bakgrund.", "Bättre.", ("Plan.",), ())
        with suppress(IkbtError):
            self.of("maria").treatments.close(seen.id, ended, version=seen.version)
            assert open_case is None  # an open case refuses the closing

    def _the_program_is_locked_and_opened(self, login: str) -> None:
        """Nothing is remembered in the program itself."""
        self.signed_in.clear()
        self.clinic.database.dispose()
        self.clinic.database = Database.open(self.clinic.folder, self.clinic.template.keys)
        assert self.of(login).risk_cases.open_count() in {0, 1}

    def _a_case_is_opened_by_hand(self, login: str) -> None:
        self.of(login).risk_cases.open_by_hand(self.walk.patient_id, reason="Ringde.")
        self.by_hand = True

    def _somebody_works_with_the_case(self, login: str) -> None:
        case, cases = self.case(), self.of(login).risk_cases
        if case is None:
            return
        seen = cases.take(case.id, version=case.version)
        cases.save(case.id, RiskChanges(level="high"), version=seen.version)
        cases.write_safety_plan(case.id, {"people": "Syster Sana"})
        for kind in ("no_answer", "message", "answered"):
            cases.attempt(case.id, kind)

    def _a_case_that_lacks_something_stays_open(self, login: str) -> None:
        case = self.case()
        if case is None or case.missing == ("signature",):
            return
        with pytest.raises(Incomplete):
            self.of(login).risk_cases.close(case.id, version=case.version)

    # --- the case ----------------------------------------------------------------------------

    @precondition(lambda self: self.case() is not None)
    @rule(login=st.sampled_from(SEEING), level=st.sampled_from(["low", "high", "acute"]))
    def a_case_is_assessed_and_signed(self, login: str, level: str) -> None:
        case, cases = self.case(), self.of(login).risk_cases
        assert case is not None
        saved = cases.save(case.id, self._everything(level), version=case.version)
        cases.close(case.id, version=saved.version)
        for flag in self.broken():
            key = (flag.origin, flag.rule)
            self.assessed[key] = max(self.assessed.get(key, 0), flag.value)
        self.by_hand = self.was_red = False

    @precondition(lambda self: self.case() is not None)
    @rule(login=st.sampled_from(SEEING))
    def a_case_is_closed_as_a_mistake(self, login: str) -> None:
        case = self.case()
        assert case is not None
        standing = list(self.unmet())
        try:
            self.of(login).risk_cases.close_as_mistake(
                case.id, reason="läst fel", version=case.version
            )
        except RuleRefused:
            return
        assert standing == []
        self.by_hand = self.was_red = False

    def _everything(self, level: str) -> RiskChanges:
        written: dict[str, Any] = {
            "questions": "Tankar ja, planer nej",
            "risk_factors": ["loss"],
            "protective_factors": [],
            "scales": "MADRS-S",
        }
        return RiskChanges(
            assessment=written,
            level=level,
            plan="Telefon imorgon.",
            informed="Hanna Testmark",
            next_contact_at=self.clinic.clock() + timedelta(days=1),
            action_note="Följde till akuten." if level == "acute" else None,
        )

    # --- the rules, worked out once more -----------------------------------------------------

    def broken(self) -> Iterator[Broken]:
        """Every rule that some form breaks as it stands now."""
        for form in [*self.forms.values(), *self.pending.values()]:
            yield from self._broken_by(form)

    def _broken_by(self, form: Form) -> Iterator[Broken]:
        if form.code == "phq-9" and (form.answers[8] or 0) >= 1:
            yield Broken(form.origin, "item 9", form.answers[8] or 0, soft=True)
        if form.code == "core-10" and (form.answers[5] or 0) >= 1:
            yield Broken(form.origin, "item 6", form.answers[5] or 0)
        if form.code != "madrs-s":
            return
        known, nine = sum(answer or 0 for answer in form.answers), form.answers[8]
        if known > 41:
            yield Broken(form.origin, "total", known)
        if nine is None:
            return
        if nine >= 4:
            yield Broken(form.origin, "item 9", nine)
        before = self._nine_before(form)
        if before is not None and nine - before >= 2:
            yield Broken(form.origin, "rise", nine)

    def _nine_before(self, form: Form) -> int | None:
        """The last known answer to item 9 of an earlier day, not of the very same form."""
        known = [
            (other.day, other.answers[8])
            for other in self.forms.values()
            if other.code == form.code
            and other.origin != form.origin
            and other.day < form.day
            and other.answers[8] is not None
        ]
        return max(known, default=(None, None))[1]

    def unmet(self) -> Iterator[Broken]:
        """Broken rules that no signed assessment has met at this value."""
        for flag in self.broken():
            if self.assessed.get((flag.origin, flag.rule), -1) < flag.value:
                yield flag

    # --- what always holds -------------------------------------------------------------------

    @invariant()
    def no_flagged_answer_is_without_an_open_case(self) -> None:
        unmet = list(self.unmet())
        case = self.case()
        if unmet or self.by_hand:
            assert case is not None, unmet
        if case is None:
            return
        kinds = {flag.rule for flag in case.flags if flag.retracted_at is None}
        wanted = {"rise" if flag.rule == "rise" else flag.rule.split()[0] for flag in unmet}
        assert wanted <= kinds
        # A red answer presses at once, and keeps pressing until the case is signed.
        self.was_red |= self.by_hand or any(not flag.soft for flag in unmet)
        if self.was_red:
            assert case.is_pressing
        assert case.is_pressing == any(flag.level is Level.RED for flag in case.flags)

    @invariant()
    def there_is_never_more_than_one(self) -> None:
        with UnitOfWork(self.clinic.workplace("maria"), reading=True) as work:
            assert work.count(RiskCase, patient_id=self.walk.patient_id, state="open") <= 1

    @invariant()
    def everybody_who_treats_has_it_first_and_no_filter_hides_it(self) -> None:
        case = self.case()
        kind = "risk" if case is not None and case.is_pressing else "risk_soft"
        wanted = [] if case is None else [(kind, case.id)]
        for login in SEEING:
            services = self.of(login)
            assert services.risk_cases.open_count() == len(wanted)
            for chosen in FILTERS:
                tasks = services.worklist.tasks(chosen=chosen)
                first = [(task.kind, task.subject_id) for task in tasks[: len(wanted)]]
                assert first == wanted
                assert not OPEN & {task.kind for task in tasks[len(wanted) :]}
            banner = services.caseload.banner(self.walk.patient_id)
            assert banner.contact_today is ("risk" in dict(wanted))
            assert banner.follow_up_today is ("risk_soft" in dict(wanted))
        assert not OPEN & {task.kind for task in self.of("rut").worklist.tasks()}


RiskLoop.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=16,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestTheRiskLoop = RiskLoop.TestCase
