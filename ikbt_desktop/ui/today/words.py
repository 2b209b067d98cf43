"""What each kind of task is called: neutral in the list, exact in the pane beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.lifecycles import NextAction
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.services.worklist import Task
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.reception import words as referral_words
from ikbt_desktop.ui.reception.words import DOT, caption, near_day, spoken, visit_time

Fact = tuple[str, str]

_DOCUMENTS: Mapping[str, str] = {
    "treatment_summary": mark("TaskWords", "Treatment summary"),
    "record_text": mark("TaskWords", "Record text"),
    "patient_letter": mark("TaskWords", "Letter to the patient"),
    "referrer_reply": mark("TaskWords", "Reply to the referrer"),
    "acknowledgement": mark("TaskWords", "Confirmation of the referral"),
    "safety_plan": mark("TaskWords", "Safety plan"),
    "risk_assessment": mark("TaskWords", "In-depth assessment"),
    "decision_record": mark("TaskWords", "Decision as it was taken"),
}


@dataclass(frozen=True)
class TaskWords:
    """A task in words. `why` is a whole sentence; `facts` are what the pane lists below it."""

    title: str
    reason: str
    why: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class _Seen:
    """A task and what is needed to speak of it."""

    task: Task
    facts: Mapping[str, str]
    today: date
    cat: Catalogue

    def near(self, day: date) -> str:
        """A day in words."""
        return near_day(day, today=self.today)

    def moment(self, key: str) -> str:
        """A moment of the facts in words; empty when it is not there."""
        text = self.facts.get(key)
        return visit_time(datetime.fromisoformat(text), today=self.today) if text else ""

    def day(self, key: str) -> date | None:
        """A day of the facts."""
        text = self.facts.get(key)
        return date.fromisoformat(text) if text else None


def describe(task: Task, *, today: date, cat: Catalogue) -> TaskWords:
    """The words of a task; a kind without words is a bug (KeyError)."""
    return _DESCRIBERS[task.kind](_Seen(task, dict(task.facts), today, cat))


def due_pill(task: Task, *, today: date) -> PillValue:
    """When it falls due: red for contact today, rust when late, yellow today, grey later."""
    if task.kind == "risk":
        return PillValue(_deadline(task, today), State.ACUTE)
    if task.kind == "risk_soft" and task.late_days <= 0:
        return PillValue(_deadline(task, today), State.REVIEW, "clock")
    if task.due_on is None:
        # A protected person's visit: that there is one, and not when.
        return PillValue(say("TaskWords", "Time is booked"), State.NEUTRAL, "calendar")
    late = task.late_days
    if late > 0:
        return PillValue(say("TaskWords", "%n day(s) late", late), State.NOT_MET, "clock-alert")
    if late == 0:
        return PillValue(say("TaskWords", "Today"), State.REVIEW, "clock")
    return PillValue(say("TaskWords", "In %n day(s)", -late), State.NEUTRAL, "calendar")


def _deadline(task: Task, today: date) -> str:
    if task.due_at is None:
        return say("TaskWords", "Today")
    text = visit_time(task.due_at, today=today)
    return text[:1].upper() + text[1:]


def due_line(task: Task, *, today: date) -> str:
    """``idag, torsdag 8 oktober``."""
    day = task.due_on
    if day is None:
        return say("TaskWords", "The time stands in the record")
    near, whole = near_day(day, today=today), spoken(day)
    return whole if near == caption(day, today=today) else f"{near}, {whole}"


def program_pill(task: Task) -> PillValue | None:
    """``Depressionshjälpen, vecka 3``."""
    facts = dict(task.facts)
    program = facts.get("program")
    if program is None:
        return None
    text = program
    if "week" in facts:
        text = say("TaskWords", "{program}, week {week}").format(
            program=program, week=facts["week"]
        )
    return PillValue(text, State.NEUTRAL, icon="book-open")


def document_word(kind: str) -> str:
    """The name of a kind of document."""
    return say("TaskWords", _DOCUMENTS[kind]) if kind in _DOCUMENTS else kind


# --- kind by kind ----------------------------------------------------------------------------


def _due_sentence(seen: _Seen) -> str:
    day = seen.task.due_on
    if day is None:
        return ""
    if seen.task.late_days > 0:
        return say("TaskWords", "It should have been done {day}.").format(day=spoken(day))
    if seen.task.late_days == 0:
        return say("TaskWords", "It falls due today.")
    return say("TaskWords", "It falls due {day}.").format(day=spoken(day))


def _why(seen: _Seen, sentence: str) -> str:
    return " ".join(filter(None, (sentence, _due_sentence(seen))))


def _risk(seen: _Seen) -> TaskWords:
    attempts = int(seen.facts["attempts"])
    at = datetime.fromisoformat(seen.facts["raised_at"])
    raised = local_time(at) if local_day(at) == seen.today else seen.moment("raised_at")
    tried = (
        say("TaskWords", "%n attempt(s) to reach", attempts)
        if attempts
        else say("TaskWords", "nobody has tried yet")
    )
    noted = say("TaskWords", "Noted {time}").format(time=raised)
    title, why = (
        (
            say("TaskWords", "Needs contact today"),
            say(
                "TaskWords",
                "Contact the patient by {deadline}. It stays here until it is assessed and signed.",
            ),
        )
        if seen.task.kind == "risk"
        else (
            say("TaskWords", "To follow up today"),
            say(
                "TaskWords",
                "Follow up by {deadline}. It stays here until it is assessed and signed.",
            ),
        )
    )
    return TaskWords(
        title,
        f"{noted}{DOT}{tried}",
        why.format(deadline=_deadline(seen.task, seen.today).lower()),
        ((say("TaskWords", "Noted"), raised), (say("TaskWords", "Attempts"), str(attempts))),
    )


def _risk_contact(seen: _Seen) -> TaskWords:
    attempts = int(seen.facts["attempts"])
    when = _deadline(seen.task, seen.today)
    tried = say("TaskWords", "%n attempt(s) to reach", attempts) if attempts else ""
    return TaskWords(
        say("TaskWords", "Agreed contact"),
        DOT.join(filter(None, (when, tried))),
        _why(seen, say("TaskWords", "The contact was promised when the last case was closed.")),
        ((say("TaskWords", "Agreed"), when), (say("TaskWords", "Attempts"), str(attempts))),
    )


def _feedback(seen: _Seen) -> TaskWords:
    report, draft = seen.day("report_on"), seen.moment("draft_at")
    program = seen.facts["program"]
    reason, sentence = program, say("TaskWords", "Feedback is given every seventh day.")
    if report is not None:
        reason = say("TaskWords", "The week was reported {day}").format(day=seen.near(report))
        sentence = f"{reason}."
    facts: list[Fact] = []
    if draft:
        begun = say("TaskWords", "Changed {when}").format(when=draft)
        facts.append((say("TaskWords", "Draft"), begun))
        reason = f"{reason}{DOT}" + say("TaskWords", "draft begun")
    facts.append((say("TaskWords", "Then"), say("TaskWords", "Signing opens the next section")))
    title = say("TaskWords", "Write feedback, week {week}").format(week=seen.facts["week"])
    return TaskWords(title, reason, _why(seen, sentence), tuple(facts))


def _measure(seen: _Seen) -> TaskWords:
    code = seen.facts["instrument"]
    known = seen.cat.instruments.get(code)
    name = (known.name if known else code).replace("-", "\N{NON-BREAKING HYPHEN}")
    due = caption(seen.task.due_on or seen.today, today=seen.today)
    reason = say("TaskWords", "{form} was expected {day}").format(form=name, day=due)
    title = say("TaskWords", "Missing measure, week {week}").format(week=seen.facts["week"])
    why = say("TaskWords", "{reason}. Enter it, or ask the patient for it.").format(reason=reason)
    return TaskWords(title, reason, why, ((say("TaskWords", "Form"), name),))


def _screening(seen: _Seen) -> TaskWords:
    changed = seen.moment("changed_at")
    reason = say("TaskWords", "Begun, last changed {when}").format(when=changed)
    sentence = say("TaskWords", "The assessment is not signed. Everything typed is kept.")
    facts = [(say("TaskWords", "Last changed"), changed)]
    unclear = int(seen.facts.get("unclear", "0"))
    if unclear:
        told = say("TaskWords", "%n answer(s) to find out", unclear)
        reason = f"{told}{DOT}{reason[:1].lower()}{reason[1:]}"
        facts.append((say("TaskWords", "Unclear"), told))
    return TaskWords(
        say("TaskWords", "Finish the assessment"), reason, _why(seen, sentence), tuple(facts)
    )


def _find_out(seen: _Seen) -> TaskWords:
    known = seen.cat.criteria.by_id
    titles = [known[rule].title for rule in seen.facts["rules"].split(",") if rule in known]
    noted = seen.day("noted_on")
    day = caption(noted, today=seen.today) if noted is not None else ""
    facts = [(say("TaskWords", "Unclear"), title) for title in titles]
    facts.append((say("TaskWords", "Noted"), day))
    sentence = say("TaskWords", "Somebody answered Unclear. Find it out and answer the question.")
    return TaskWords(
        say("TaskWords", "Find out what is unclear"),
        ", ".join(titles),
        _why(seen, sentence),
        tuple(facts),
    )


def _answer(seen: _Seen) -> TaskWords:
    referrer, received = seen.facts["referrer"], seen.day("received_on")
    day = caption(received, today=seen.today) if received is not None else ""
    return TaskWords(
        say("TaskWords", "Answer the referrer"),
        say("TaskWords", "{referrer}, referral {day}").format(referrer=referrer, day=day),
        _why(seen, say("TaskWords", "The decision is made and the referrer waits for the reply.")),
        ((say("TaskWords", "Referrer"), referrer), (say("TaskWords", "Received"), day)),
    )


def _referral_step(seen: _Seen) -> TaskWords:
    action, state = seen.facts["action"], referral_words.state_word(seen.facts["state"])
    title = referral_words.action_word(action)
    visit = seen.moment("visit_at")
    if action == NextAction.SCREEN and visit:
        title = say("TaskWords", "Assessment {when}").format(when=visit)
    referrer = seen.facts.get("referrer") or say("TaskWords", "Self-referral")
    sentence = say("TaskWords", "The referral is: {state}.").format(state=state.lower())
    facts = [(say("TaskWords", "Referrer"), referrer)]
    if visit:
        facts.append((say("TaskWords", "Visit"), visit))
    return TaskWords(title, f"{state}{DOT}{referrer}", _why(seen, sentence), tuple(facts))


def _assign(seen: _Seen) -> TaskWords:
    step = _referral_step(seen)
    sentence = say("TaskWords", "The assessment is done and the patient waits for a program.")
    return TaskWords(step.title, step.reason, _why(seen, sentence), step.facts)


def _file_document(seen: _Seen) -> TaskWords:
    document = document_word(seen.facts["document"])
    reason = say("TaskWords", "{document}, version {version}").format(
        document=document, version=seen.facts["version"]
    )
    sentence = say("TaskWords", "The document is made and not yet in the journal.")
    facts = ((say("TaskWords", "Document"), reason),)
    return TaskWords(
        say("TaskWords", "File the PDF in the journal"), reason, _why(seen, sentence), facts
    )


def _send_text(seen: _Seen) -> TaskWords:
    signed = seen.near(seen.task.due_on or seen.today)
    reason = say("TaskWords", "Signed {day}, not marked as sent").format(day=signed)
    sentence = say(
        "TaskWords",
        "The text is signed. Copy it at the feedback desk, paste it into Stöd och behandling and "
        "tick it as sent.",
    )
    return TaskWords(say("TaskWords", "Send the signed feedback"), reason, sentence)


def _summary(seen: _Seen) -> TaskWords:
    if "week" in seen.facts:
        sentence = say("TaskWords", "Every section has its feedback; the treatment is still open.")
        title = say("TaskWords", "End the treatment and sum it up")
        return TaskWords(title, seen.facts["program"], _why(seen, sentence))
    sentence = say("TaskWords", "The treatment has ended and has no signed summary.")
    return TaskWords(
        say("TaskWords", "Write the treatment summary"),
        seen.facts["program"],
        _why(seen, sentence),
    )


def _end_pause(seen: _Seen) -> TaskWords:
    until = caption(seen.task.due_on or seen.today, today=seen.today)
    reason = say("TaskWords", "{program}, paused until {day}").format(
        program=seen.facts["program"], day=until
    )
    sentence = say("TaskWords", "The pause is over. End it or set another day.")
    return TaskWords(say("TaskWords", "End the pause"), reason, sentence)


def _follow_up(seen: _Seen) -> TaskWords:
    sentence = say("TaskWords", "A follow-up was planned when the treatment ended.")
    return TaskWords(
        say("TaskWords", "Follow up the treatment"), seen.facts["program"], _why(seen, sentence)
    )


def _week_check(seen: _Seen) -> TaskWords:
    week = seen.facts["check_week"]
    sentence = say(
        "TaskWords",
        "The course check of week {week} found the course below what was expected. It stays here "
        "until one action is chosen.",
    ).format(week=week)
    title = say("TaskWords", "Course check, week {week}").format(week=week)
    reason = say("TaskWords", "Below expectation")
    return TaskWords(title, f"{reason}{DOT}{seen.facts['program']}", _why(seen, sentence))


def _deterioration_check(seen: _Seen) -> TaskWords:
    sentence = say(
        "TaskWords",
        "A measure is worse than before. It stays here until one action is chosen.",
    )
    reason = say("TaskWords", "A measure is worse")
    return TaskWords(
        say("TaskWords", "Look at the course"),
        f"{reason}{DOT}{seen.facts['program']}",
        _why(seen, sentence),
    )


_CHOSEN: Mapping[str, str] = {
    "call": mark("TaskWords", "phone call"),
    "simplify": mark("TaskWords", "simpler plan"),
    "change_program": mark("TaskWords", "change of program"),
    "meeting": mark("TaskWords", "meeting"),
}


def _check_result(seen: _Seen) -> TaskWords:
    chosen = say("TaskWords", _CHOSEN[seen.facts["chosen"]])
    sentence = say("TaskWords", "An action was chosen at the course check: {action}.").format(
        action=chosen
    )
    reason = say("TaskWords", "Action: {action}").format(action=chosen)
    return TaskWords(
        say("TaskWords", "Tell what became of the action"),
        f"{reason}{DOT}{seen.facts['program']}",
        _why(seen, sentence),
    )


_LADDER: Mapping[str, str] = {
    "reminder": mark("TaskWords", "Remind the patient"),
    "phone": mark("TaskWords", "Call the patient"),
    "letter": mark("TaskWords", "Write to the patient"),
    "proposal_to_close": mark("TaskWords", "Decide whether to end"),
}


def _inactivity(seen: _Seen) -> TaskWords:
    step, days = seen.facts["step"], int(seen.facts["days"])
    title = say("TaskWords", _LADDER[step]) if step in _LADDER else step
    silent = say("TaskWords", "%n day(s) without a sign", days)
    sentence = say(
        "TaskWords",
        "The patient has not been heard of. The text is ready; tell what came of it.",
    )
    if step == "proposal_to_close":
        sentence = say(
            "TaskWords",
            "The ladder has come to its end. A clinician decides; answers about risk come first.",
        )
    facts = ((say("TaskWords", "Silent"), silent),)
    return TaskWords(title, f"{silent}{DOT}{seen.facts['program']}", _why(seen, sentence), facts)


def _log_check(seen: _Seen) -> TaskWords:
    month = seen.facts["month"]
    sentence = say(
        "TaskWords",
        "Rows of the month are drawn and judged one by one; the head of unit or an administrator"
        " signs. Nobody judges their own readings.",
    )
    title = say("TaskWords", "Check of the access log")
    return TaskWords(title, month, _why(seen, sentence), ((say("TaskWords", "Month"), month),))


_DESCRIBERS: Mapping[str, Callable[[_Seen], TaskWords]] = {
    "risk": _risk,
    "risk_soft": _risk,
    "risk_contact": _risk_contact,
    "feedback": _feedback,
    "measure": _measure,
    "screening": _screening,
    "find_out": _find_out,
    "referral_answer": _answer,
    "referral_step": _referral_step,
    "assign": _assign,
    "file_document": _file_document,
    "send_text": _send_text,
    "summary": _summary,
    "end_pause": _end_pause,
    "follow_up": _follow_up,
    "week_check": _week_check,
    "deterioration_check": _deterioration_check,
    "check_result": _check_result,
    "inactivity": _inactivity,
    "log_check": _log_check,
}
KINDS = tuple(_DESCRIBERS)


def local_time(at: datetime) -> str:
    """``14:32`` in Swedish time."""
    return f"{at.astimezone(LOCAL):%H:%M}"
