"""The main job through the real windows, referral to PDF: clicks and keys, pictures and the file.

    python -m ikbt_desktop.demo.walk --out FOLDER

It drives what a person sees, never a service. The training clinic lies in a folder of its own that
is thrown away afterwards, and its clock stands on a day in October so that the pictures stay alike.
"""

import argparse
import html
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea

from ikbt_desktop.clinic import catalogue, identity
from ikbt_desktop.demo import clinic as training
from ikbt_desktop.demo.robot import Picture, Robot, WalkStopped
from ikbt_desktop.errors import InvalidIdentity
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.sign_in import Entry
from ikbt_desktop.ui.application import Application
from ikbt_desktop.ui.entry.front import Front
from ikbt_desktop.ui.kit import background, collector, language, theme
from ikbt_desktop.ui.kit.theme import Scheme
from ikbt_desktop.ui.pages import View
from ikbt_desktop.ui.record.outbox_page import OutboxPage

BEGINNING = datetime(2026, 10, 8, 6, 30, tzinfo=UTC)
"""Half past eight on a Thursday morning in Sweden."""
SIZE = (1366, 689)
"""What the title bar and the task bar leave of a screen of 1366×768."""
FAMILY, GIVEN = "Vandringsson", "Disa"
BORN = date(1991, 5, 20)
TAKEN = date(1993, 2, 12)
"""The birth date of somebody who is registered already."""
QUESTION = "Önskar bedömning och KBT via internet. Nedstämd sedan i våras, sover dåligt."
REASON = (
    "Lämplig trots medelhög risk: tydlig plan, tätare kontakt första två veckorna. "
    "MADRS-S varje vecka. Nytt ställningstagande vecka 4."
)
FEEDBACK = (
    (
        "Hej Disa! Du gick ut två gånger trots att lusten saknades, och du märkte att det var "
        "lättare andra gången. Prova att välja en tid i förväg."
    ),
    (
        "Hej Disa! Fint jobbat den här veckan. Du skrev att morgnarna är tyngst. Planera en sak "
        "före klockan tio tre dagar. Nästa avsnitt öppnas nu, och jag svarar igen på torsdag."
    ),
    (
        "Hej Disa! Bra att du ringde din bror fast det tog emot. Öva vidare på samma sätt och "
        "skriv hur det gick. Vi hörs på torsdag."
    ),
)
REFLECTIONS = (
    "Gick ut två gånger fast jag inte hade lust. Det var lättare andra gången.",
    "Morgnarna är tyngst. Ringde inte min bror som jag tänkt.",
    "Ringde min bror. Det kändes bra efteråt.",
)
DESK = {
    1: "Nytt sedan sist till vänster, texten till höger, råden under.",
    3: "Vecka 3: ändringen sedan sist, och förra återkopplingen att läsa om till vänster.",
}
RESULT = (
    "Patienten genomförde sju av sju avsnitt. Nedstämdheten minskade tydligt; regelbundna "
    "aktiviteter före lust var det som hjälpte mest. Sömnen är bättre men fortfarande ojämn."
)
PLAN = "Vidmakthållandeplan skriven med patienten.\nÅter till remittenten om besvären kommer igen."
CTRL = Qt.KeyboardModifier.ControlModifier
YES, NO = 0, 1
INTAKE = "334233234"  # item 9 is 4: the in-depth assessment is unavoidable
WEEKS = ("433333323", "333232322", "322222222", "222222211", "221112111", "211111111", "111101010")


@dataclass
class Clock:
    """Time that the walk moves on, from day to day."""

    moment: datetime = BEGINNING

    def __call__(self) -> datetime:
        """What the program is told."""
        return self.moment

    def pass_days(self, days: int) -> None:
        """The same hour some days later."""
        self.moment += timedelta(days=days)

    def pass_minutes(self, minutes: int) -> None:
        """A little later the same day."""
        self.moment += timedelta(minutes=minutes)


def test_number(born: date) -> str:
    """An invented number of the published test series (birth numbers 238 and up) that is valid."""
    for serial in range(238, 240):
        for check in range(10):
            digits = f"{born:%Y%m%d}{serial:03d}{check}"
            with suppress(InvalidIdentity):
                return identity.parse(digits, today=BEGINNING.date()).formatted
    raise AssertionError("one of ten check digits fits")


@dataclass
class Walk:
    """One patient from the envelope to the journal."""

    out: Path
    folder: DataFolder
    say: Callable[[str], None]
    clock: Clock = field(default_factory=Clock)

    def start(self) -> None:
        """Make the training clinic and show its sign-in."""
        known = catalogue.load()
        self.say("Making the training clinic …")
        self.front = Front(demo=True)
        self.front.resize(*SIZE)
        self.front.show()
        entry = Entry(self.folder, demo=True, clock=self.clock, catalogue=known, workstation="walk")
        self.application = Application(
            self.front,
            entry,
            clock=self.clock,
            make_training=lambda afresh: training.ensure(
                self.folder, self.clock, known, afresh=afresh
            ),
        )
        self.robot = Robot(self.front, self.out, said=self.say)
        self.application.begin()
        collector.begin()
        collector.spare()
        background.give_way()
        self.robot.wait(lambda: self.robot.sees("person_maria"), "the persons to be offered")

    # --- persons -----------------------------------------------------------------------------

    def be(self, login: str) -> None:
        """Sign in as somebody of the training clinic."""
        robot = self.robot
        if self.application.window is not None:
            self.application.switch_user()
            robot.settle()
        robot.click(f"person_{login}")
        robot.press(Qt.Key.Key_Return, on=f"person_{login}")
        robot.wait(lambda: self.application.window is not None, f"{login} to be let in")
        robot.settle(0.2)

    def go(self, view: View) -> None:
        """To a room by its key Alt+n."""
        window = self.application.window
        assert window is not None
        rooms = [room.view for room in window.rooms]
        key = Qt.Key(Qt.Key.Key_1.value + rooms.index(view))
        self.robot.press(key, modifier=Qt.KeyboardModifier.AltModifier)
        self.robot.settle(0.1)

    # --- the steps ---------------------------------------------------------------------------

    def reception(self) -> None:
        """Rut registers the referral and books the visit."""
        robot = self.robot
        robot.picture("sign-in", "Övningsklinikens inloggning: personer att vara, inget lösenord.")
        self.be("rut")
        self.go(View.REFERRALS)
        robot.press(Qt.Key.Key_R, modifier=CTRL)
        robot.type_into("identity", test_number(TAKEN))
        robot.picture("duplicate", "Numret finns redan: personen visas innan namnet är skrivet.")
        number = test_number(BORN)
        robot.type_into("identity", number[:-1] + str((int(number[-1]) + 1) % 10))
        robot.type_into("family_name", FAMILY)
        robot.picture("wrong-check-digit", "Fel kontrollsiffra: felet står vid fältet.")
        robot.type_into("identity", number)
        robot.type_into("given_name", GIVEN)
        robot.type_into("referrer", "Vårdcentralen Ekliden")
        robot.type_into("received_on", "31/11")
        robot.press(Qt.Key.Key_Tab, on="received_on")
        robot.picture("impossible-date", "Ett datum som inte finns förklaras.")
        robot.type_into("received_on", "idag")
        robot.type_into("question", QUESTION)
        robot.picture("referral-form", "Ny remiss: kön och ålder lästa ur numret.")
        robot.press(Qt.Key.Key_Return, modifier=CTRL)
        robot.wait(lambda: not robot.sees("register"), "the referral to be registered")
        robot.picture("referral-registered", "Remissen är registrerad och vårdgarantin räknas.")
        self._book()

    def _book(self) -> None:
        robot = self.robot
        robot.open_row("referrals", FAMILY)
        robot.click("step_review")
        robot.click("step_book")
        robot.type_into("act_day", "idag")
        robot.type_into("act_time", "10:00")
        robot.choose_words("act_clinician_id", "Maria Skenfors")
        robot.picture("book-visit", "Reception bokar bedömningssamtalet.")
        robot.click("act_go")
        robot.wait(lambda: not robot.sees("act_go"), "the visit to be booked")
        robot.picture("visit-booked", "Varje remiss säger nästa steg, ansvarig och dag.")

    def screening(self) -> None:
        """Maria screens; the flag of the form makes the risk page unavoidable."""
        robot = self.robot
        self.clock.pass_minutes(150)
        self.be("maria")
        robot.picture("todo", "Att göra: räknas ur hela kliniken, den röda raden först.")
        with robot.looking(scale=2.0):
            robot.picture("todo-200", "Att göra med 200 % text.")
        with robot.looking(scheme=Scheme.DARK):
            robot.picture("todo-dark", "Att göra i mörkt tema.")
        self.go(View.REFERRALS)
        robot.open_row("referrals", FAMILY)
        robot.click("step_screen")
        robot.wait(lambda: robot.sees("visit_on"), "the wizard to open")
        robot.picture(
            "wizard-visit", "Guiden börjar med bedömningssamtalet, förslaget är bokningen."
        )
        robot.click_words("Använd bokat besök")
        self._next()
        robot.type_into(
            "contact_reason", "Nedstämdhet, initiativlöshet och sömnbesvär sedan våren."
        )
        robot.type_into("diagnosis_search", "F32.1")
        robot.press(Qt.Key.Key_Return, on="diagnosis_search")
        robot.picture("wizard-reason", "Sökorsak och diagnos ur ICD-10-SE.")
        self._next()
        self._criteria()
        self._medicines()
        self._questionnaire()
        self._risk()
        self._decide()

    def _next(self) -> None:
        self.robot.click("next")

    def _answer(self, **places: int) -> None:
        for key, place in places.items():
            self.robot.click(f"{key}_{place}")

    def _criteria(self) -> None:
        robot = self.robot
        self._answer(cbt_suitable=YES, somatic_suspicion=NO)
        robot.type_into("hours_per_week", "2")
        robot.press(Qt.Key.Key_Tab, on="hours_per_week")
        robot.type_into("concentration_minutes", "45")
        robot.press(Qt.Key.Key_Tab, on="concentration_minutes")
        self._answer(swedish_text=YES, swedish_speech=YES, device=0, connection=YES)
        robot.picture("wizard-criteria", "Inklusionskriterier: utfallet står där ögat går ned.")
        self._answer(motivation=0)
        self._next()
        self._answer(
            hindering_condition=NO,
            substance_abuse=NO,
            acutely_suicidal=NO,
            other_treatment=NO,
            severe_complex_longstanding=NO,
        )
        robot.picture("wizard-exclusion", "Exklusionskriterier.")
        self._next()

    def _medicines(self) -> None:
        robot = self.robot
        robot.click("add_medicine")
        robot.choose_words("medicine_1_kind", "Bensodiazepin")
        robot.type_into("medicine_1_name", "Sobril")
        robot.press(Qt.Key.Key_Tab, on="medicine_1_name")
        robot.click("medicine_1_frequent_1")
        robot.click("medicine_1_disturbs_sleep_1")
        robot.picture("wizard-medicines", "Läkemedel: utfallet följer det program som väljs.")
        self._next()

    def _questionnaire(self) -> None:
        robot = self.robot
        robot.digits(INTAKE)
        robot.picture("wizard-madrs", "Nio siffror, ingen mus. Fråga 9 är 4: flaggan är öppen nu.")
        robot.click_words("Gå till fördjupad bedömning")

    def _risk(self) -> None:
        robot = self.robot
        robot.wait(lambda: robot.sees("attempt_answered"), "the risk page")
        robot.picture("risk-begun", "Fördjupad bedömning: 112 och klinikens nummer först.")
        robot.click("attempt_answered")
        robot.type_into("risk_questions", "Tankar finns, inga planer, inga försök. Ingen tillgång.")
        self._head("risk_factors", "risk_factor_sleep_loss", "risk_factor_loss")
        self._head(
            "protective_factors",
            "protective_factor_relatives_friends",
            "protective_factor_hope",
            "protective_factor_seeks_help",
        )
        self._head("scales", "risk_scales_propose")
        robot.click("risk_level_medium")
        robot.type_into("risk_next_contact", "2026-10-09 10:00")
        robot.type_into("risk_informed", "Tore Fantasén")
        robot.type_into("risk_plan", "Säkerhetsplan skriven tillsammans. Telefon imorgon 10:00.")
        robot.press(Qt.Key.Key_Tab, on="risk_plan")
        robot.picture("risk-assessed", "Fem rubriker i ordning; det som saknas står till höger.")
        robot.click_words("Signera bedömning")
        robot.wait(lambda: robot.button("Nästa") is not None, "the assessment to be signed")
        robot.picture("risk-signed", "Bedömningen är signerad; vägen vidare är öppen igen.")
        self._next()
        robot.wait(lambda: robot.sees("program_depressionshjalpen"), "the assessment to be signed")

    def _head(self, heading: str, *names: str) -> None:
        if not self.robot.sees(names[0]):
            self.robot.click(f"open_{heading}")
        for name in names:
            self.robot.click(name)

    def _decide(self) -> None:
        robot = self.robot
        robot.click("program_depressionshjalpen")
        robot.picture("wizard-program", "Programmet väljs; läkemedlets utfall räknas om.")
        self._next()
        robot.wait(lambda: robot.sees("decision_suitable"), "the decision page")
        robot.click("decision_suitable")
        robot.type_into("decision_reason", REASON)
        robot.press(Qt.Key.Key_Tab, on="decision_reason")
        for kind in ("record_text", "patient_letter", "referrer_reply"):
            robot.click(f"open_{kind}")
            robot.wait(lambda: robot.sees("text_read"), "the text to open")
            if kind == "record_text":
                robot.picture(
                    "decision-text", "Journaltexten är skriven; den läses och kan ändras."
                )
            robot.click("text_read")
            if robot.sees("close_text"):
                robot.click("close_text")
        robot.picture("decision", "Talar för, talar emot, saknas; sedan det egna beslutet.")
        robot.click("next")
        robot.wait(
            lambda: robot.button("Tilldela program") is not None, "the decision to be signed"
        )
        robot.picture("decision-signed", "Beslutet är signerat och tre texter ligger i utkorgen.")

    def assignment(self) -> None:
        """The fit matrix, the plan week by week, and the clinician."""
        robot = self.robot
        robot.click_words("Tilldela program")
        robot.wait(lambda: robot.sees("fit_matrix"), "the assignment panel")
        robot.picture(
            "assign-begun", "Program som kolumner, kriterier som rader; inget är förvalt."
        )
        robot.press(Qt.Key.Key_Home, on="fit_matrix")
        robot.press(Qt.Key.Key_Return, on="fit_matrix")
        robot.click("clinician_0")
        robot.click("agreed")
        robot.picture("assign", "Planen ritad vecka för vecka, behandlaren och överenskommelsen.")
        with robot.looking(scheme=Scheme.DARK):
            robot.picture("assign-dark", "Samma panel i mörkt tema.")
        robot.click("assign")
        robot.wait(lambda: robot.sees("course_chart"), "the program to be assigned")
        robot.picture("patient-begun", "Patientens sida: veckorna och nästa åtgärd.")

    def week(self, number: int) -> None:
        """One week: the form by digits, what the patient sent in, the feedback, the signature."""
        robot = self.robot
        self.clock.pass_days(7)
        self.be("maria")
        self._open_patient()
        robot.click_words("Ny mätning")
        robot.wait(lambda: robot.sees("answers"), "the form to open")
        robot.digits(WEEKS[number - 1])
        if number == 1:
            robot.picture("measure", "Veckans MADRS-S: summa, vägledande nivå och ändring.")
        robot.click("save_measure")
        robot.settle(0.3)
        self._open_patient()
        robot.click_words("Skriv återkoppling")
        robot.wait(lambda: robot.sees("feedback_text"), "the desk to open")
        robot.click("open_report")
        robot.choose_first("homework", min(number, 2) - 1 if number == 4 else 0)
        robot.type_into("reflection", REFLECTIONS[(number - 1) % len(REFLECTIONS)])
        robot.click("save_report")
        robot.type_into("feedback_text", FEEDBACK[(number - 1) % len(FEEDBACK)])
        if number == 1:
            robot.type_into("feedback_text", " ;bo", clear=False)
            robot.picture("feedback-phrases", "Fraser med semikolon, Tabb infogar.")
            robot.press(Qt.Key.Key_Tab, on="feedback_text")
        robot.settle(1.4)
        if number in {1, 3}:
            robot.picture("feedback", DESK[number])
        robot.press(Qt.Key.Key_Return, modifier=CTRL, on="feedback_text")
        robot.wait(lambda: robot.sees("sent"), "the feedback to be signed")
        if number == 1:
            robot.picture(
                "feedback-signed", "Signerat: nästa avsnitt är öppet, texten är kopierad."
            )
        robot.click("sent")

    def _open_patient(self) -> None:
        robot = self.robot
        robot.press(Qt.Key.Key_K, modifier=CTRL)
        robot.type_into("search_everything", FAMILY)
        robot.press(Qt.Key.Key_Return, on="search_everything")
        robot.wait(lambda: robot.sees("course_chart"), "the patient to open")

    def closing(self) -> None:
        """The end: the form, the summary read and signed, the PDF out, the tick."""
        robot = self.robot
        self.clock.pass_days(7)
        self.be("maria")
        self._open_patient()
        robot.settle(0.3)
        robot.picture("patient", "Förloppet: samma bild på skärmen och i PDF:en.")
        robot.press(Qt.Key.Key_T, on="course_chart")
        robot.picture(
            "patient-table", "Tabellen bakom diagrammet, för tangentbord och skärmläsare."
        )
        robot.press(Qt.Key.Key_T, on="course_chart")
        robot.click_words("Avsluta")
        robot.wait(lambda: robot.sees("end_reason"), "the closing form")
        robot.choose_words("end_reason", "Slutförd som planerat")
        robot.type_into("result", RESULT)
        robot.type_into("plan", PLAN)
        robot.settle(0.3)
        robot.picture("closing", "Avslut: orsak, resultat, plan och uppföljning.")
        robot.click("close_treatment")
        robot.wait(lambda: robot.button("Signera sammanfattningen") is not None, "the closing")
        if not robot.sees("page_count"):
            robot.click("preview_summary")
        robot.wait(lambda: robot.sees("page_count"), "the preview")
        robot.settle(1.0)
        robot.picture("summary-preview", "Sammanfattningen förhandsvisas i programmet, som utkast.")
        robot.click("close_treatment")
        robot.wait(lambda: robot.button("Signera sammanfattningen") is None, "the signature")
        self._export()

    def _export(self) -> None:
        """Reception cannot open the summary; the clinician writes the file, reception ticks it."""
        robot = self.robot
        self.go(View.OUTBOX)
        robot.go_to_row("outbox", FAMILY, "Behandlingssammanfattning")
        robot.settle(1.0)
        robot.picture("outbox", "Att föra in: PDF:en väntar tills någon markerar den som införd.")
        page = self.application.window.page if self.application.window is not None else None
        if not isinstance(page, OutboxPage):
            raise WalkStopped("the outbox is not there")
        page.pane.save_as = lambda _parent, name: str(self.out / name)
        robot.click("export_document")
        robot.wait(lambda: bool(list(self.out.glob("*.pdf"))), "the PDF to be written")
        robot.picture("exported", "Exporterad: filnamnet bär varken namn eller personnummer.")
        robot.click("tick_filed")
        robot.picture("filed", "Införd i journalen, med Ångra.")

    def knowledge(self) -> None:
        """What the clinic knows and follows: course, risk, guardians, fees, decision, rules."""
        robot = self.robot
        self.be("maria")
        robot.picture("todo-levels", "Rött först, därefter det som ska följas upp samma dag.")
        self._find("Skenström, Omar")
        self._tab("Förlopp")
        robot.settle(0.3)
        robot.picture("course-check", "Kontroll vecka 4: en tryckt regel, en åtgärd ur en lista.")
        self._find("Påhittsson, Örjan")
        self._tab("Förlopp")
        robot.settle(0.3)
        robot.picture("ladder", "Inaktivitetstrappan: steg, färdig text, resultat och nästa dag.")
        self._find("Exempelsson, Karin")
        self._tab("Avgifter")
        robot.settle(0.3)
        robot.picture("fees", "Avgifter: tak, ingående summa och vad varje kontakt kostade.")
        self._tab("Bedömning")
        robot.click_words("Visa beslutet som det togs")
        robot.settle(0.4)
        robot.picture("decision-taken", "Beslutet som det togs: svar, källor, regler, versioner.")
        self._find("Sagolund, Vera", door=True)
        robot.click("ground_stand_in")
        robot.type_into("door_words", "Hanna är sjuk idag; svarar på hennes patients fråga.")
        robot.picture("door", "Utan vårdrelation: ett skäl, som loggas och gäller ett besök.")
        robot.click("open_door")
        robot.wait(lambda: robot.sees("course_chart"), "the door to open")
        self._bring("family_card")
        robot.picture("guardians", "En minderårig: vårdnadshavare, samtycke och föräldrastöd.")
        self._find("Provare, Amin")
        robot.picture("soft-flag", "En mjuk flagga: att följa upp idag, utan att låsa något.")
        robot.click_words("Öppna bedömning")
        robot.wait(lambda: robot.sees("attempt_answered"), "the soft case")
        robot.picture("soft-case", "Samma signerade bedömning stänger den mjuka flaggan.")
        self.be("alva")
        self.go(View.ADMINISTRATION)
        robot.click_words("Regler")
        robot.picture("rules", "Regler: en siffra ändras, provas på tidigare fall, gäller sedan.")
        robot.click("try_rules")
        robot.wait(lambda: robot.button("Sätt i kraft") is not None, "the trial")
        robot.picture("rules-tried", "Provad: hur många tidigare fall som hade blivit annorlunda.")
        robot.click_words("Program och formulär")
        robot.settle(0.2)
        robot.picture("programs", "Program: fakta med källa; klinikens egna versioner sparas.")
        robot.choose_words("knowledge_kind", "Formulär")
        robot.choose_words("knowledge_code", "GAD‑7")
        robot.settle(0.2)
        robot.picture("instruments", "Formulär: gränsvärden med källa; ett annat kan väljas.")

    def _tab(self, words: str) -> None:
        robot = self.robot
        tabs = robot.find("patient_tabs").findChildren(QAbstractButton)
        robot.click_widget(next(tab for tab in tabs if words in tab.text().replace("&", "")))
        robot.settle(0.1)

    def _bring(self, name: str) -> None:
        """Scroll to a part of the page, as the wheel would."""
        part = self.robot.find(name)
        holder = part.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is not None:
            holder.ensureWidgetVisible(part, 0, part.height())
        self.robot.settle(0.1)

    def _find(self, name: str, *, door: bool = False) -> None:
        """Open a patient by name; `door`: there is no care relation, and a reason is asked."""
        robot = self.robot
        robot.press(Qt.Key.Key_K, modifier=CTRL)
        robot.type_into("search_everything", name)
        robot.press(Qt.Key.Key_Return, on="search_everything")
        waited = "door_page" if door else "course_chart"
        robot.wait(lambda: robot.sees(waited), f"{name} to open")

    def lock(self) -> None:
        """Ctrl+L from anywhere, and back to the same place."""
        robot = self.robot
        robot.press(Qt.Key.Key_L, modifier=CTRL)
        robot.wait(lambda: robot.sees("unlock"), "the lock to fall")
        robot.picture("locked", "Låst: inget av journalen bakom kortet.")
        robot.click("unlock")
        robot.wait(lambda: self.application.window is not None, "the lock to open")

    def security(self) -> None:
        """What may be relied on, found by its words as any view is."""
        robot = self.robot
        robot.press(Qt.Key.Key_K, modifier=CTRL)
        robot.type_into("search_everything", "Om säkerheten")
        robot.press(Qt.Key.Key_Return, on="search_everything")
        robot.wait(lambda: robot.sees("about_security"), "the page about security")
        robot.picture_of(
            robot.find("about_security"),
            "security",
            "Om säkerheten: vad man kan lita på, vem som står för det, vad ingen kan lova.",
        )
        robot.click("close_security")

    def run(self) -> None:
        """The whole walk."""
        self.start()
        self.reception()
        self.screening()
        self.assignment()
        self.knowledge()
        for number in range(1, len(WEEKS) + 1):
            self.week(number)
        self.closing()
        self.lock()
        self.security()


def index_page(pictures: Sequence[Picture], files: Sequence[str]) -> str:
    """A page that shows the pictures in their order."""
    rows = "\n".join(
        f'<figure id="{one.file[:2]}"><a href="{html.escape(one.file)}">'
        f'<img src="{html.escape(one.file)}" width="1092" alt="{html.escape(one.words)}"></a>'
        f"<figcaption><b>{int(one.file[:2])}</b> {html.escape(one.words)}</figcaption></figure>"
        for one in pictures
    )
    links = " · ".join(f'<a href="{html.escape(name)}">{html.escape(name)}</a>' for name in files)
    return (
        '<!doctype html><html lang="sv"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>iKBT Desktop</title>'
        "<style>body{font:16px/1.5 sans-serif;max-width:1120px;margin:32px auto;color:#17222b}"
        "figure{margin:0 0 40px}img{border:1px solid #7c8994;max-width:100%}"
        "figcaption{margin-top:6px}figcaption b{margin-right:6px}</style>"
        "<h1>Från remiss till PDF i journalen</h1><p>Påhittade personer i övningskliniken, "
        f"drivna med tangenter och klick genom de riktiga fönstren. {links}</p>\n{rows}</html>\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk, leave pictures, PDF and index; 1 with a sentence when the walk could not go on."""
    parser = argparse.ArgumentParser(prog="walk", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    out: Path = chosen.out
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    home = Path(tempfile.mkdtemp(prefix="ikbt-walk-"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(home / "settings")
    )
    application = QApplication.instance() or QApplication(sys.argv[:1])
    theme.current().choose(scheme=Scheme.LIGHT)
    language.install("sv")
    walk = Walk(out, DataFolder(home / "clinic"), say=_tell)
    try:
        walk.run()
    except WalkStopped as stopped:
        walk.robot.picture("stopped", f"Vandringen stannade: {stopped}")
        _tell(f"The walk stopped: {stopped}")
        return 1
    finally:
        walk.application.end()
        background.wait()
        collector.end()
        shutil.rmtree(home, ignore_errors=True)
        application.quit()
    pdfs = sorted(path.name for path in out.glob("*.pdf"))
    (out / "index.html").write_text(index_page(walk.robot.pictures, pdfs), encoding="utf-8")
    return 0


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
