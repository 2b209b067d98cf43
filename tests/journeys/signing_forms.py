"""What is signed, put in force or made anew: the rest of the forms that save, filled in by hand."""

from ikbt_desktop.clinic.log_checks import Verdict
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.pages import Place, View
from tests.journeys.forms import DESK, Do, Form, Hands, administration, click, fill_in, patient_tab
from tests.journeys.robot import settle


def _wait() -> None:
    while background.is_busy():
        background.wait()
        settle()
    settle()


# --- the log check -------------------------------------------------------------------------------


def draw_month(hands: Hands) -> None:
    """The rows of the month that ended last, drawn."""
    administration("log_check")(hands)
    hands.click("draw_rows")
    _wait()


def choose_row(hands: Hands) -> None:
    """A row that waits for a verdict, and a note about it."""
    draw_month(hands)
    fill_in(hands, (("check_note", "Hade tid samma dag."),))


def judge_month(hands: Hands) -> None:
    """Every row has its verdict; the month waits to be signed."""
    draw_month(hands)
    checks = hands.tour.services.log_checks
    month = next(row.month for row in checks.months() if row.drawn)
    for row in checks.check(month).rows:
        if not row.own:
            checks.judge(row.id, Verdict.EXPECTED, "", version=row.version)
    administration("log")(hands)
    administration("log_check", ("check_conclusion", "Inget att anmärka."))(hands)


# --- rules and programs --------------------------------------------------------------------------


def try_figure(hands: Hands) -> None:
    """Another figure of the intake, tried on past cases, with its reason."""
    administration("rules", ("figure_hours_at_least", "2"))(hands)
    hands.click("try_rules")
    _wait()
    fill_in(hands, (("rule_reason", "Beslut i ledningsgruppen."),))


def write_program(hands: Hands) -> None:
    """A program written anew in the form, looked over, with its reason."""
    administration(
        "knowledge", ("knowledge_edit_program", "!"), ("program_target", "Vuxna med oro.")
    )(hands)
    hands.click("knowledge_look_over")
    fill_in(hands, (("knowledge_reason", "Ny målgrupp."),))


# --- keys ----------------------------------------------------------------------------------------


def ask_for_key(hands: Hands) -> None:
    """The question whether a new recovery key is wanted is answered with yes."""
    hands.click("renew_key")
    hands.click("renew_act")


def type_new_key(hands: Hands) -> None:
    """A new recovery key, typed from its paper."""
    administration("recovery")(hands)
    ask_for_key(hands)
    _wait()
    shown = hands.find("new_recovery_key")
    assert isinstance(shown, Label)
    hands.type_into("typed_key", shown.text())


# --- the family ----------------------------------------------------------------------------------


def guardian(button: str, *fields: tuple[str, str]) -> Do:
    """A form about the first guardian."""

    def _fill(hands: Hands) -> None:
        patient_tab("Sagolund", "overview")(hands)
        family = hands.tour.services.guardians.of_patient(hands.patient("Sagolund"))
        hands.click(f"{button}_{family.guardians[0].id[:8]}")
        fill_in(hands, fields)

    return _fill


# --- summaries -----------------------------------------------------------------------------------


def _close_of(name: str) -> Do:
    def _fill(hands: Hands) -> None:
        who = hands.patient(name)
        treatment = hands.tour.services.treatments.of_patient(who)[0]
        hands.go(Place(View.CLOSING, patient_id=who, record_id=treatment.id))

    return _fill


def _decision(hands: Hands) -> None:
    who = hands.patient("Fabelqvist")
    hands.go(Place(View.PATIENT, patient_id=who))
    taken = hands.tour.services.decisions.of_patient(who)[0]
    hands.go(Place(View.DECISION, patient_id=who, record_id=taken.screening_id))


SIGNING = {
    "phrase": Form(
        "maria",
        DESK(
            ("own_phrases", "!"), ("phrase_name", "tack"), ("phrase_text", "Tack för att du skrev.")
        ),
        click("save_phrase"),
        "phrase",
    ),
    "consent": Form(
        "rut",
        guardian(
            "consent",
            ("consent_stance", "#0"),
            ("consent_how", "#1"),
            ("consent_note", "Ringde själv."),
        ),
        click("consent_form_save"),
        "consent",
    ),
    "log check, verdict": Form("tore", choose_row, click("verdict_explained"), "log_check_row"),
    "log check, signed": Form("tore", judge_month, click("sign_check"), "log_check"),
    "rules in force": Form("alva", try_figure, click("enforce_rules"), "file_order"),
    "program form": Form("alva", write_program, click("knowledge_enforce"), "kept_file"),
    "new recovery key": Form("alva", administration("recovery"), ask_for_key, "key_file_copy"),
    "recovery key typed": Form("alva", type_new_key, click("confirm_key"), "key_file_copy"),
    "summary signed": Form(
        "hanna", patient_tab("Testlund, Maja", "documents"), click("sign_summary"), "document"
    ),
    "summary corrected": Form(
        "maria",
        patient_tab("Diktorp", "documents", ("correction_reason", "Fel datum.")),
        click("sign_summary"),
        "document",
    ),
    "summary signed at the closing": Form(
        "hanna", _close_of("Testlund, Maja"), click("close_treatment"), "document"
    ),
    "decision as a document": Form("maria", _decision, click("export_decision"), "document"),
}
