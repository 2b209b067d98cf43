"""An invented patient's treatment, as the documents want it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from ikbt_desktop.clinic.chart import (
    BandFact,
    CourseFacts,
    Event,
    EventKind,
    MeasureCourse,
    Point,
    RiskStrip,
)
from ikbt_desktop.exports.facts import (
    Imprint,
    Letterhead,
    MeasureLine,
    PatientHead,
    Signature,
    TreatmentSummaryFacts,
    WeekLine,
)

CLINIC = Letterhead(
    "Kvarnbackens psykologmottagning", "Kvarngatan 0, 000 00 Exempelstad\u2002·\u2002010-000 00 00"
)
GORAN = PatientHead("Fantasén", "Göran", "19580228-2391", age=68, sex="man")
SIGNED = Signature("Maria Skenfors", "leg. psykolog", datetime(2026, 10, 8, 12, 20, tzinfo=UTC))
IMPRINT = Imprint(
    document_id="7F3A-92C1",
    version=1,
    printed_at=datetime(2026, 10, 8, 12, 32, tzinfo=UTC),
    printed_by="Maria Skenfors",
    signature=SIGNED,
)
UNSIGNED = replace(IMPRINT, signature=None)


def _points(*values: tuple[int, int]) -> tuple[Point, ...]:
    return tuple(Point(week, value) for week, value in values)


COURSE = CourseFacts(
    first_week=0,
    last_week=9,
    measures=(
        MeasureCourse(
            code="madrs-s",
            name="MADRS-S",
            minimum=0,
            maximum=54,
            bands=(
                BandFact(0, 12, "ingen/mycket lätt"),
                BandFact(13, 19, "lätt"),
                BandFact(20, 34, "måttlig"),
                BandFact(35, 54, "svår"),
            ),
            points=_points((0, 24), (1, 24), (2, 23), (3, 21), (5, 17), (6, 14), (7, 12), (9, 9)),
            missing=(4,),
            guidance_only=True,
        ),
        MeasureCourse(
            code="phq-9",
            name="PHQ-9",
            minimum=0,
            maximum=27,
            bands=(
                BandFact(0, 4, "minimal"),
                BandFact(5, 9, "lindrig"),
                BandFact(10, 14, "måttlig"),
                BandFact(15, 19, "medelsvår"),
                BandFact(20, 27, "svår"),
            ),
            points=_points((0, 14), (2, 12), (4, 10), (6, 7), (8, 6), (9, 5)),
        ),
    ),
    strips=(
        RiskStrip(
            9,
            ((0, 1), (1, 1), (2, 1), (3, 2), (4, None), (5, 1), (6, 0), (7, 0), (9, 0)),
            flag_from=4,
            acute_from=4,
        ),
    ),
    events=(
        Event(0, EventKind.START, "Start"),
        Event(4, EventKind.OTHER, "Telefon i stället för meddelande"),
        Event(9, EventKind.END, "Avslut"),
    ),
)


def _week(week: str, section: str, feedback: str, total: str | None, homework: str) -> WeekLine:
    return WeekLine(week, section, feedback, (total,), homework)


SUMMARY = TreatmentSummaryFacts(
    letterhead=CLINIC,
    patient=GORAN,
    imprint=IMPRINT,
    program="Depressionshjälpen",
    start=date(2026, 8, 3),
    end=date(2026, 10, 5),
    closing="avslutad enligt plan",
    referrer="Vårdcentralen Ekliden, remiss 2026-06-22",
    diagnosis="F33.0 Recidiverande depression, lindrig episod",
    assessment_and_decision="2026-07-16, beslut samma dag",
    clinician="Maria Skenfors, leg. psykolog",
    contacts="6 meddelanden, 2 telefonsamtal",
    procedure_codes=("DU011", "ZV051"),
    background=(
        "Remitterad för nedstämdhet, initiativlöshet och sömnbesvär sedan våren 2026. Två "
        "tidigare lindriga episoder, den senaste 2019. Pensionerad, bor med maka. Ingen "
        "psykoterapi tidigare. Läkemedel oförändrade under behandlingen: inga med betydelse "
        "för programmet."
    ),
    assessment=(
        "Bedömningssamtal på mottagningen. Alla inklusionskriterier uppfyllda, inget "
        "exklusionskriterium. Patienten angav 3 timmar i veckan och har dator hemma. Patienten "
        "fick information om behandlingen, svarstider, loggning och kvalitetsregister (text "
        "version 4) och var överens om programmet."
    ),
    rules=(),
    week_measures=("MADRS-S",),
    weeks=(
        _week("1", "Att känna sig deprimerad", "2026-08-10, meddelande", "24", "Gjord"),
        _week("2", "Avsnitt 2", "2026-08-17, meddelande", "23", "Gjord"),
        _week("3", "Avsnitt 3", "2026-08-24, meddelande", "21", "Delvis"),
        _week(
            "4",
            "Avsnitt 4. Kurskontroll: enligt förväntan",
            "2026-08-31, telefon",
            None,
            "Ej gjord",
        ),
        _week("5", "Avsnitt 5", "2026-09-07, meddelande", "17", "Gjord"),
        _week("6", "Avsnitt 6", "2026-09-14, meddelande", "14", "Gjord"),
        _week("7", "Avsnitt 7", "2026-09-21, meddelande", "12", "Gjord"),
        _week("9", "Avslutssamtal", "2026-10-05, telefon 25 min", "9", "–"),
    ),
    measures=(
        MeasureLine(
            "MADRS-S, 0–54",
            "24",
            "9",
            "−15",
            "Säker förändring anges inte: underlag saknas för MADRS-S. Nivåer är vägledande.",
        ),
        MeasureLine(
            "PHQ-9, 0–27",
            "14",
            "5",
            "−9",
            "Säker förbättring (gräns ±6, IAPT-manualen). Under gränsvärdet 10.",
        ),
        MeasureLine(
            "GAD-7, 0–21", "8", "6", "−2", "Ingen säker förändring (gräns ±4, IAPT-manualen)."
        ),
    ),
    risk=(
        (
            "Ingen flagga under behandlingen. MADRS-S fråga 9 högst 2, sist 0. Patienten vet vart "
            "man vänder sig vid försämring: vårdcentralen i första hand, vid akut fara 112."
        ),
    ),
    result=(
        "Patienten genomförde sju av sju avsnitt på nio veckor. Depressiva symtom minskade "
        "tydligt; patienten beskriver att regelbundna aktiviteter före lust var det som hjälpte "
        "mest. Sömnen är bättre men fortfarande ojämn. Inga negativa effekter rapporterade."
    ),
    course=COURSE,
    course_notes=(
        (
            "Prickad linje: mätningen däremellan saknas. Nivåerna är vägledande; inga gränsvärden "
            "är bekräftade för MADRS-S."
        ),
    ),
    plan=(
        "Vidmakthållandeplan skriven med patienten 2026-10-05, kopia lämnad.",
        (
            "Uppföljning med MADRS-S och PHQ-9 efter 3 månader (v. 1, 2027) och 6 månader (v. 14, "
            "2027)."
        ),
        (
            "Åter till remittenten för sömn om besvären kvarstår. Svar till remittenten skickat "
            "2026-10-08."
        ),
    ),
)
