"""Two colleagues at the same row, every kind of row that can be edited: the other saves first.

Mine is told so with what is otherwise now, every word of mine stays, and nothing is written over
unseen. Then I decide: the same press (or the button that is offered) lets mine hold.

What has tests of its own beside its window: referral steps (test_referrals_page), a screening
(test_wizard), a risk assessment (test_risk_page), feedback (test_feedback_desk).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.pages import Place, View
from tests.journeys import colleagues as they
from tests.journeys.colleagues import WORDS, Act, Colleague
from tests.journeys.forms import FORMS, Do, Form, Hands, administration, click, of_task
from tests.journeys.refusals import kept
from tests.journeys.robot import settle
from tests.journeys.signing_forms import SIGNING, guardian

_SAME = "ändrade samma sak"
_BY_THE_WAY = frozenset({"draft", "audit_entry"})
_LISTS = frozenset({"correct_which"})  # goes on to theirs, which mine would correct


@dataclass(frozen=True)
class Meeting:
    """My form, what the colleague does before me, and what I am told."""

    form: Form
    login: str
    first: Act
    told: tuple[str, ...] = (_SAME,)
    theirs: str = ""
    """What they wrote and I am shown, where the two can be compared."""
    again: Do | None = None
    """How mine may hold after all; nothing means by the same press."""
    mine_may_hold: bool = True


def _rename_unit(hands: Hands) -> None:
    units = hands.tour.services.units
    units.add("Ungdomsenheten")
    administration("units")(hands)
    hands.click(f"rename_{units.rows()[-1].id[:8]}")
    hands.type_into("unit_name", "Enheten för unga")


def _lift(hands: Hands) -> None:
    who = hands.patient("Fantasén")
    hands.go(Place(View.PATIENT, patient_id=who))
    (block,) = hands.tour.services.blocks.of_patient(who)
    hands.click(f"lift_{block.id[:8]}")
    hands.type_into("lift_form_reason", "Patienten ringde.")


def _void(hands: Hands) -> None:
    hands.tab("Exempelsson", "treatment")
    (view,) = hands.tour.services.treatments.of_patient(hands.patient("Exempelsson"))
    hands.click(f"void_{view.id[:8]}")
    hands.type_into("void_form_reason", "Fel program.")


def _amend(hands: Hands) -> None:
    of_task(View.FEEDBACK, "feedback", "Exempelsson")(hands)
    hands.click("open_history")
    hands.click("amend_1")
    hands.type_into("amended_text", "Hej Karin! Rättat.")
    hands.type_into("amend_reason", "Fel vecka.")


def _correct(hands: Hands) -> None:
    of_task(View.MEASURE, "feedback", "Exempelsson")(hands)
    hands.choose_words("instrument", "MADRS")
    hands.settle(0.3)
    hands.choose_words("correct_which", "2026")
    hands.settle(0.3)
    hands.type_into("correction_reason", "Fel siffra.")


def _form(login: str, fill: Do, save: str, table: str) -> Form:
    return Form(login, fill, click(save), table)


_GUARDIAN = guardian("edit", ("guardian_phone", "070-174 06 61"))
_NO_GUARDIAN = guardian("end", ("guardian_end_reason", "Dom i tingsrätten."))

MEETINGS: Mapping[str, Meeting] = {
    # The record
    "contact card": Meeting(
        FORMS["contact card"],
        "hanna",
        they.changes_contact,
        told=("Någon annan ändrade kontaktuppgifterna",),
        theirs="ny@exempel.example",
        again=click("keep_mine"),
    ),
    "protection": Meeting(FORMS["protection"], "hanna", they.changes_contact),
    "guardian": Meeting(
        _form("rut", _GUARDIAN, "guardian_form_save", "guardian"),
        "hanna",
        they.changes_guardian,
        theirs="070-174 06 99",
    ),
    "guardian no longer": Meeting(
        _form("rut", _NO_GUARDIAN, "guardian_end_form_save", "guardian"),
        "hanna",
        they.changes_guardian,
    ),
    "block": Meeting(
        _form("maria", _lift, "lift_form_save", "access_block"),
        "tore",
        they.lifts_block,
        mine_may_hold=False,
    ),
    "fee period": Meeting(FORMS["fee period"], "hanna", they.changes_period, theirs="777"),
    # Treatment
    "pause": Meeting(FORMS["pause"], "hanna", they.pauses, mine_may_hold=False),
    "void": Meeting(_form("maria", _void, "void_form_save", "treatment"), "hanna", they.pauses),
    "what the patient sent": Meeting(
        FORMS["what the patient sent"], "hanna", they.reports_week, theirs=WORDS
    ),
    "closing": Meeting(FORMS["closing"], "hanna", they.writes_closing, theirs=WORDS),
    "feedback corrected": Meeting(
        _form("maria", _amend, "sign_amendment", "feedback_note"),
        "hanna",
        they.amends,
        theirs=WORDS,
    ),
    "measure corrected": Meeting(
        _form("maria", _correct, "save_measure", "measurement"), "hanna", they.corrects_measure
    ),
    "safety plan": Meeting(FORMS["safety plan"], "hanna", they.writes_plan, theirs=WORDS),
    "summary corrected": Meeting(SIGNING["summary corrected"], "hanna", they.signs_summary),
    "summary signed": Meeting(
        SIGNING["summary signed"], "maria", they.signs_first_summary, mine_may_hold=False
    ),
    # Administration
    "unit": Meeting(
        _form("alva", _rename_unit, "unit_form_save", "unit"),
        "alva",
        they.renames_unit,
        theirs=WORDS,
    ),
    "colleague": Meeting(FORMS["colleague"], "alva", they.changes_user, theirs=WORDS),
    "clinic profile": Meeting(
        FORMS["clinic profile"],
        "alva",
        they.changes_clinic,
        told=("Någon annan ändrade profilen",),
        theirs="ny@kvarnbacken.example",
        again=click("clinic_keep_mine"),
    ),
    "text of the ladder": Meeting(
        FORMS["text of the ladder"], "alva", they.changes_ladder_text, theirs=WORDS
    ),
    "log check, verdict": Meeting(SIGNING["log check, verdict"], "alva", they.judges, theirs=WORDS),
    "log check, signed over another verdict": Meeting(
        SIGNING["log check, signed"], "alva", they.judges_anew_before_signing
    ),
    "log check, signed": Meeting(
        SIGNING["log check, signed"],
        "alva",
        they.signs_check,
        told=("signerades av någon annan", "Inget att anmärka."),
        mine_may_hold=False,
    ),
    "program out of use": Meeting(
        FORMS["program out of use"],
        "alva",
        they.takes_program_out,
        told=(_SAME, "Det du skrev finns kvar"),
        mine_may_hold=False,
    ),
    "program form": Meeting(
        SIGNING["program form"],
        "alva",
        they.takes_program_out,
        told=(_SAME, "Det du skrev finns kvar"),
        mine_may_hold=False,
    ),
    "rules": Meeting(
        SIGNING["rules in force"],
        "alva",
        they.changes_rules,
        told=(_SAME, "Det du skrev finns kvar"),
        mine_may_hold=False,
    ),
}


@pytest.mark.parametrize("meeting", MEETINGS.values(), ids=MEETINGS)
def test_whoever_comes_second_is_told_keeps_every_word_and_writes_over_nothing_unseen(
    hands: Hands, meeting: Meeting
) -> None:
    form = meeting.form
    hands.tour.be(form.login)
    form.fill(hands)
    hands.page.keep()
    settle()
    folder, keys = (
        hands.tour.application._entry.folder,
        hands.tour.services.workplace.database.keys,
    )
    meeting.first(Colleague(hands, meeting.login))
    form.last(hands)
    before, held = kept(folder, keys), hands.held()
    told = _press(hands, form.save)
    for words in meeting.told:
        assert words in told, told
    assert meeting.theirs in told
    assert _lost(held, hands.held(), told) == {}
    now = kept(folder, keys)
    assert {table for table in before if now[table] != before[table]} <= _BY_THE_WAY
    assert hands.tour.application.window is not None
    if meeting.mine_may_hold:
        told = _press(hands, meeting.again or form.save)
        assert kept(folder, keys)[form.table] != before[form.table], told


def _press(hands: Hands, what: Do) -> str:
    what(hands)
    background.wait()
    settle()
    return hands.told()


def _lost(held: Mapping[str, object], now: Mapping[str, object], told: str) -> dict[str, object]:
    """What was typed and stands neither in its field nor in what is said."""
    return {
        name: value
        for name, value in held.items()
        if value and now.get(name) != value and name not in _LISTS and str(value) not in told
    }


def test_rules_changed_meanwhile_are_shown_and_my_figures_wait_to_be_tried_again(
    hands: Hands,
) -> None:
    form = SIGNING["rules in force"]
    hands.tour.be(form.login)
    form.fill(hands)
    they.changes_rules(Colleague(hands, "alva"))
    assert _SAME in _press(hands, form.save)
    assert not hands.find("enforce_rules").isEnabled()
    hands.click_words("Visa vad som gäller nu")
    settle()
    held = hands.held()
    assert held["figure_hours_at_least"] == "2"
    assert held["rule_reason"] == "Beslut i ledningsgruppen."
    assert "Dina siffror finns kvar" in hands.told()
    _press(hands, click("try_rules"))
    _press(hands, form.save)
    assert "är i kraft" in hands.told()


def test_a_program_changed_meanwhile_is_shown_and_my_form_waits_beside_it(hands: Hands) -> None:
    form = SIGNING["program form"]
    hands.tour.be(form.login)
    form.fill(hands)
    they.writes_program(Colleague(hands, "alva"))
    assert _SAME in _press(hands, form.save)
    hands.click_words("Visa vad som gäller nu")
    settle()
    assert hands.held()["knowledge_reason"] == "Ny målgrupp."
    hands.click("knowledge_edit_program")
    assert hands.held()["program_target"] == "Vuxna med oro."
    assert "Jämför innan du sätter din i kraft" in hands.told()
    hands.click("knowledge_look_over")
    assert "är i kraft" in _press(hands, form.save)
