"""The states of everything that moves, who must do what in each, and the moves there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import MoveRefused


class Lifecycle(StrEnum):
    """The kinds of thing that have states."""

    REFERRAL = "referral"
    SCREENING = "screening"
    TREATMENT = "treatment"
    FEEDBACK = "feedback"
    DOCUMENT = "document"
    RISK_CASE = "risk_case"


class ReferralState(StrEnum):
    """Inkommen, Granskas, Bokad bedömning, Bedömd, I kö, Pågår, Avslutad, Hänvisad, Återkallad."""

    RECEIVED = "received"
    REVIEWING = "reviewing"
    VISIT_BOOKED = "visit_booked"
    ASSESSED = "assessed"
    WAITING = "waiting"
    RUNNING = "running"
    CLOSED = "closed"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"


class ScreeningState(StrEnum):
    """Påbörjad, Väntar på medsignatur, Signerad, Avbruten."""

    OPEN = "open"
    AWAITING_COSIGNATURE = "awaiting_cosignature"
    SIGNED = "signed"
    DISCONTINUED = "discontinued"


class TreatmentState(StrEnum):
    """Planerad, Pågår, Pausad, Avslutad, Makulerad."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    VOIDED = "voided"


class FeedbackState(StrEnum):
    """Utkast, Signerad."""

    DRAFT = "draft"
    SIGNED = "signed"


class DocumentState(StrEnum):
    """Skapad, Införd i journalen."""

    MADE = "made"
    FILED = "filed"


class RiskCaseState(StrEnum):
    """Öppen, Stängd, Stängd som felregistrering."""

    OPEN = "open"
    CLOSED = "closed"
    CLOSED_AS_MISTAKE = "closed_as_mistake"


class NextAction(StrEnum):
    """What a non-final state waits for."""

    REVIEW_REFERRAL = "review_referral"
    BOOK_VISIT = "book_visit"
    SCREEN = "screen"
    QUEUE_OR_REPLY = "queue_or_reply"
    ASSIGN_PROGRAM = "assign_program"
    FOLLOW_TREATMENT = "follow_treatment"
    FINISH_SCREENING = "finish_screening"
    COSIGN = "cosign"
    START_TREATMENT = "start_treatment"
    GIVE_FEEDBACK = "give_feedback"
    END_PAUSE = "end_pause"
    SIGN_FEEDBACK = "sign_feedback"
    FILE_DOCUMENT = "file_document"
    ASSESS_RISK = "assess_risk"


@dataclass(frozen=True)
class Stage:
    """One state: where it can go, what it waits for and whose turn it is. Final: none of these."""

    moves: tuple[str, ...] = ()
    next_action: NextAction | None = None
    owner: Role | None = None

    @property
    def is_final(self) -> bool:
        """Whether nothing more is waited for."""
        return not self.moves


_R, _S, _T = ReferralState, ScreeningState, TreatmentState
_AWAY = (_R.REDIRECTED, _R.WITHDRAWN)
_DONE = Stage()

STAGES: Mapping[Lifecycle, Mapping[str, Stage]] = MappingProxyType(
    {
        Lifecycle.REFERRAL: {
            _R.RECEIVED: Stage(
                (_R.REVIEWING, *_AWAY), NextAction.REVIEW_REFERRAL, Role.COORDINATOR
            ),
            _R.REVIEWING: Stage(
                (_R.VISIT_BOOKED, *_AWAY), NextAction.BOOK_VISIT, Role.RECEPTIONIST
            ),
            # A visit that came to nothing is booked anew from the review.
            _R.VISIT_BOOKED: Stage(
                (_R.ASSESSED, _R.REVIEWING, *_AWAY), NextAction.SCREEN, Role.CLINICIAN
            ),
            # A decision to wait for something leads to a new visit.
            _R.ASSESSED: Stage(
                (_R.WAITING, _R.VISIT_BOOKED, *_AWAY), NextAction.QUEUE_OR_REPLY, Role.CLINICIAN
            ),
            _R.WAITING: Stage(
                (_R.RUNNING, _R.ASSESSED, *_AWAY), NextAction.ASSIGN_PROGRAM, Role.COORDINATOR
            ),
            # Back to the queue when an assignment is undone or voided.
            _R.RUNNING: Stage((_R.CLOSED, _R.WAITING), NextAction.FOLLOW_TREATMENT, Role.CLINICIAN),
            _R.CLOSED: _DONE,
            _R.REDIRECTED: _DONE,
            _R.WITHDRAWN: _DONE,
        },
        Lifecycle.SCREENING: {
            _S.OPEN: Stage(
                (_S.SIGNED, _S.AWAITING_COSIGNATURE, _S.DISCONTINUED),
                NextAction.FINISH_SCREENING,
                Role.CLINICIAN,
            ),
            _S.AWAITING_COSIGNATURE: Stage(
                (_S.SIGNED, _S.OPEN), NextAction.COSIGN, Role.COORDINATOR
            ),
            _S.SIGNED: _DONE,
            _S.DISCONTINUED: _DONE,
        },
        Lifecycle.TREATMENT: {
            _T.PLANNED: Stage((_T.RUNNING, _T.VOIDED), NextAction.START_TREATMENT, Role.CLINICIAN),
            _T.RUNNING: Stage(
                (_T.PAUSED, _T.ENDED, _T.VOIDED), NextAction.GIVE_FEEDBACK, Role.CLINICIAN
            ),
            _T.PAUSED: Stage(
                (_T.RUNNING, _T.ENDED, _T.VOIDED), NextAction.END_PAUSE, Role.CLINICIAN
            ),
            _T.ENDED: _DONE,
            _T.VOIDED: _DONE,
        },
        Lifecycle.FEEDBACK: {
            FeedbackState.DRAFT: Stage(
                (FeedbackState.SIGNED,), NextAction.SIGN_FEEDBACK, Role.CLINICIAN
            ),
            FeedbackState.SIGNED: _DONE,
        },
        Lifecycle.DOCUMENT: {
            DocumentState.MADE: Stage(
                (DocumentState.FILED,), NextAction.FILE_DOCUMENT, Role.RECEPTIONIST
            ),
            DocumentState.FILED: _DONE,
        },
        Lifecycle.RISK_CASE: {
            RiskCaseState.OPEN: Stage(
                (RiskCaseState.CLOSED, RiskCaseState.CLOSED_AS_MISTAKE),
                NextAction.ASSESS_RISK,
                Role.CLINICIAN,
            ),
            RiskCaseState.CLOSED: _DONE,
            RiskCaseState.CLOSED_AS_MISTAKE: _DONE,
        },
    }
)

# Signing, and what rests on a signature, cannot be taken back.
UNDOABLE = frozenset({Lifecycle.REFERRAL, Lifecycle.DOCUMENT})


def stage(lifecycle: Lifecycle, state: str) -> Stage:
    """What the state means; an unknown state is a bug (KeyError)."""
    return STAGES[lifecycle][state]


def ensure_move(lifecycle: Lifecycle, state: str, wanted: str) -> None:
    """Raise `MoveRefused` unless the life cycle has this step."""
    if wanted not in stage(lifecycle, state).moves:
        raise MoveRefused(lifecycle, state, wanted)


def ensure_undo(lifecycle: Lifecycle, state: str, earlier: str) -> None:
    """Raise `MoveRefused` unless the step from `earlier` to `state` may be taken back."""
    if lifecycle not in UNDOABLE or state not in stage(lifecycle, earlier).moves:
        raise MoveRefused(lifecycle, state, earlier)
