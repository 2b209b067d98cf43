"""What a screening keeps while it is written, and its state as it stands with forms and risk."""

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ikbt_desktop.clinic import risk
from ikbt_desktop.clinic.screening import DRAFTS, ScreeningState
from ikbt_desktop.models import Measurement, Patient, RiskCase, Screening, User
from ikbt_desktop.services import risk_watch
from ikbt_desktop.services.kept_forms import Answers
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_STATE_KEYS = frozenset(ScreeningState.__dataclass_fields__)


@dataclass(frozen=True)
class PendingForm:
    """Digits keyed in so far, not yet a measurement."""

    answers: Answers
    answered_on: date
    version: str = ""  # of the instrument whose digits they are


@dataclass(frozen=True)
class Content:
    """The kept content. `state` is as entered; measures and risk are added by `live`.

    `texts` are edited texts by decision and kind, `read` the digests of the texts as they were
    read: a text that changes afterwards is unread again.
    """

    state: ScreeningState
    pending: Mapping[str, PendingForm] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)
    judged_by: Mapping[str, str] = field(default_factory=dict)
    """The versions of the criteria and of the program when it was last written in."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Content":
        """Read what `plain` wrote; an empty mapping is a screening without answers."""
        return cls(
            state=ScreeningState.of({key: kept[key] for key in _STATE_KEYS & kept.keys()}),
            pending={
                code: PendingForm(
                    tuple(form["answers"]),
                    date.fromisoformat(form["answered_on"]),
                    form.get("version", ""),
                )
                for code, form in kept.get("pending", {}).items()
            },
            texts=kept.get("texts", {}),
            read=kept.get("read", {}),
            judged_by=kept.get("judged_by", {}),
        )

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it: the state's own keys, and beside them what is not yet part of it."""
        return {
            **self.state.plain(),
            "pending": {
                code: {
                    "answers": list(form.answers),
                    "answered_on": form.answered_on.isoformat(),
                    "version": form.version,
                }
                for code, form in self.pending.items()
            },
            "texts": {decision: dict(texts) for decision, texts in self.texts.items()},
            "read": dict(self.read),
            "judged_by": dict(self.judged_by),
        }

    def edited(self, decision: str | None) -> Mapping[str, str]:
        """The texts that somebody wrote for this decision."""
        return self.texts.get(decision or "", {})

    def with_texts(self, texts: Mapping[str, str], decision: str | None) -> "Content":
        """With edited texts for a decision; those of another decision are kept for it."""
        kept = {**self.edited(decision), **texts}
        return dataclasses.replace(self, texts={**self.texts, decision or "": kept})

    def with_pending(self, code: str, form: PendingForm | None) -> "Content":
        """With other digits under way, or none."""
        others = {key: value for key, value in self.pending.items() if key != code}
        if form is not None:
            others[code] = form
        return dataclasses.replace(self, pending=others)

    def still_read(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """The kinds of text that were read as they stand now."""
        return tuple(kind for kind in DRAFTS if kind in texts and self._was_read(kind, texts[kind]))

    def _was_read(self, kind: str, text: str) -> bool:
        return self.read.get(kind) == digest(text)


def digest(text: str) -> str:
    """A short sign of a text, to tell whether it has changed."""
    return hashlib.sha256(text.encode()).hexdigest()


def measured(work: UnitOfWork, screening: Screening) -> dict[str, Measurement]:
    """The valid measurements of the screening by instrument."""
    found = work.find(
        Measurement, screening_id=screening.id, is_current=True, order_by=("created_at",)
    )
    return {kept.instrument: kept for kept in found}


def live(
    work: UnitOfWork, screening: Screening, content: Content, patient: Patient
) -> ScreeningState:
    """The state with what others keep: finished forms, digits under way, sex, signed risk."""
    finished = measured(work, screening)
    forms: dict[str, Sequence[int | None]] = {
        code: tuple(kept.answers) for code, kept in finished.items()
    }
    forms |= {code: form.answers for code, form in content.pending.items()}
    versions = {code: kept.instrument_version for code, kept in finished.items()}
    versions |= {code: form.version for code, form in content.pending.items()}
    answers: dict[str, Any] = dict(content.state.answers)
    answers["sex"] = patient.legal_sex
    answers["deepened_assessment"] = risk_watch.deepened_assessment(
        work, patient_id=patient.id, screening_id=screening.id
    )
    return dataclasses.replace(
        content.state,
        answers={key: value for key, value in answers.items() if value is not None},
        measurements=forms,
        versions=versions,
        acute_action={**_noted_action(work, screening), **content.state.acute_action},
    )


def _noted_action(work: UnitOfWork, screening: Screening) -> dict[str, str]:
    """The note of action that stands in the risk case (ACU-1), so that nobody writes it twice."""
    case = standing_case(work, screening)
    if case is None or case.level != risk.ACUTE or not case.action_note.strip():
        return {}
    owner = work.get(User, case.owner_id).name if case.owner_id else ""
    moment = case.signed_at or case.opened_at
    return {
        "who": case.signed_by_name or owner,
        "when": moment.isoformat(),
        "what": case.action_note,
    }


def standing_case(work: UnitOfWork, screening: Screening) -> RiskCase | None:
    """What the decision rests on: an open red case, else the assessment that was signed here.

    A soft case that is open comes last: it takes nothing from an assessment that is there.
    """
    patient_id = screening.patient_id
    return (
        risk_watch.pressing_case(work, patient_id)
        or risk_watch.closed_for(work, patient_id=patient_id, screening_id=screening.id)
        or risk_watch.open_case(work, patient_id)
    )
