"""One program as the sources describe it, and one questionnaire: read, never changed here."""

from collections.abc import Iterable

from PySide6.QtCore import QLocale

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.instruments import Instrument, RiskRule
from ikbt_desktop.clinic.programs import Audience, Program, Statement
from ikbt_desktop.ui.administration.sheet import Fact, Sheet, uncertain_pill
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import State

_HERE = "CatalogueSheet"
_UNKNOWN = mark("CatalogueSheet", "No source gives it")
_SEXES = {
    "male": mark("CatalogueSheet", "for men"),
    "female": mark("CatalogueSheet", "for women"),
}


def whole(name: str) -> str:
    """MADRS‑S never breaks at its hyphen."""
    return name.replace("-", "\N{NON-BREAKING HYPHEN}")


def number(value: float) -> str:
    """A figure with the decimal sign of the language and a true minus."""
    written = f"{round(value, 2):.10g}".replace(".", QLocale().decimalPoint())
    return written.replace("-", "\u2212")


# --- programs --------------------------------------------------------------------------------


def show_program(sheet: Sheet, program: Program, known: Catalogue) -> None:
    """Fill the sheet with a program."""
    sheet.begin(program.name, program.target, _program_pills(program))
    sheet.section("", _frame(program))
    sheet.section(say(_HERE, "Diagnoses"), _diagnoses(program, known))
    sheet.section(say(_HERE, "Questionnaires"), _battery(program, known))
    sheet.section(
        say(_HERE, "Sections with a title"),
        [Fact(str(place), title) for place, title in sorted(program.titles.items())],
    )
    sheet.section(say(_HERE, "What the clinician needs"), _stated([program.competence]))
    sheet.section(say(_HERE, "Facts"), _stated(program.facts))
    sheet.section(say(_HERE, "Think of"), _stated(program.cautions))
    sheet.end()


def _program_pills(program: Program) -> list[PillValue]:
    pills = []
    if program.audience is Audience.GUARDIAN:
        pills.append(PillValue(say(_HERE, "For a guardian"), State.NEUTRAL, icon="users"))
    if program.exposure:
        pills.append(PillValue(say(_HERE, "With exposure"), State.NEUTRAL, icon="trending-up"))
    if program.sleep_treatment:
        pills.append(PillValue(say(_HERE, "Sleep treatment"), State.NEUTRAL, icon="moon"))
    return pills


def _frame(program: Program) -> list[Fact]:
    minutes = say(_HERE, "{low}–{high} minutes a patient and week").format(
        low=program.minutes_low, high=program.minutes_high
    )
    return [
        Fact(say(_HERE, "Age"), _ages(program)),
        Fact(say(_HERE, "Sections"), _count(program.sections)),
        Fact(say(_HERE, "Weeks"), _count(program.weeks)),
        Fact(say(_HERE, "Pace"), say(_HERE, "One section every %n day(s)", program.interval_days)),
        Fact(say(_HERE, "Clinician's time"), minutes),
        Fact(say(_HERE, "Publisher"), program.publisher),
        Fact(say(_HERE, "Version"), program.version),
        Fact(say(_HERE, "Source"), program.source),
        Fact(say(_HERE, "Code in this program"), program.code),
    ]


def _ages(program: Program) -> str:
    if program.max_age is None:
        return say(_HERE, "From %n year(s)", program.min_age)
    return say(_HERE, "{low}–{high} years").format(low=program.min_age, high=program.max_age)


def _count(figure: int | None) -> str:
    return say(_HERE, _UNKNOWN) if figure is None else str(figure)


def _diagnoses(program: Program, known: Catalogue) -> list[Fact]:
    found = [(code, known.diagnoses.by_code.get(code)) for code in program.diagnoses]
    return [
        Fact(code, "–")
        if diagnosis is None
        else Fact(code, diagnosis.name, diagnosis.source, diagnosis.uncertain)
        for code, diagnosis in found
    ]


def _names(codes: Iterable[str], known: Catalogue) -> str:
    return ", ".join(whole(known.instruments[code].name) for code in codes)


def _battery(program: Program, known: Catalogue) -> list[Fact]:
    facts = []
    if program.primary:
        facts.append(Fact(say(_HERE, "Main measures"), _names(program.primary, known)))
    for diagnosis, codes in program.primary_for.items():
        label = say(_HERE, "Main measures at {diagnosis}").format(diagnosis=diagnosis)
        facts.append(Fact(label, _names(codes, known)))
    if program.secondary:
        facts.append(Fact(say(_HERE, "Other measures"), _names(program.secondary, known)))
    if program.risk_measure is not None:
        facts.append(Fact(say(_HERE, "Risk measure"), _names([program.risk_measure], known)))
    return facts or [Fact("", say(_HERE, "No source names a questionnaire for this program."))]


def _stated(statements: Iterable[Statement]) -> list[Fact]:
    return [Fact("", told.text, told.source, told.uncertain) for told in statements]


# --- questionnaires --------------------------------------------------------------------------


def show_instrument(sheet: Sheet, form: Instrument, known: Catalogue) -> None:
    """Fill the sheet with a questionnaire."""
    sheet.begin(whole(form.name), form.full_name, _instrument_pills(form))
    sheet.section("", _form_facts(form, known))
    sheet.section(say(_HERE, "Levels"), _bands(form))
    sheet.section(say(_HERE, "Limits"), _cutoffs(form))
    sheet.section(say(_HERE, "Risk rules"), [_risk(rule) for rule in form.risks])
    sheet.section(say(_HERE, "Change that is reliable"), _changes(form))
    sheet.section(say(_HERE, "Think of"), [Fact("", text) for text in form.cautions])
    sheet.section(
        say(_HERE, "Not settled"), [Fact("", text, uncertain=True) for text in form.doubts]
    )
    sheet.end()


def _instrument_pills(form: Instrument) -> list[PillValue]:
    pills = []
    if form.risks:
        pills.append(PillValue(say(_HERE, "Has risk rules"), State.NEUTRAL, icon="flag"))
    if form.doubts:
        pills.append(uncertain_pill())
    return pills


def _form_facts(form: Instrument, known: Catalogue) -> list[Fact]:
    users = [program.name for program in known.programs.values() if form.code in program.measures()]
    facts = [
        Fact(say(_HERE, "Source"), form.source),
        Fact(say(_HERE, "Rights"), form.rights),
        Fact(say(_HERE, "Version"), form.version),
        Fact(say(_HERE, "Looks back"), _days(form.lookback_days)),
        Fact(say(_HERE, "Given"), _interval(form.interval_days)),
        Fact(say(_HERE, "Questions"), str(len(form.items))),
        Fact(say(_HERE, "Total"), _range(form)),
    ]
    if form.subscales:
        words = ", ".join(scale.word for scale in form.subscales)
        facts.append(Fact(say(_HERE, "Parts with a figure"), words))
    if users:
        facts.append(Fact(say(_HERE, "Used in"), ", ".join(users)))
    facts.append(Fact(say(_HERE, "Unanswered questions"), _missing(form), form.missing.source))
    return facts


def _days(days: int | None) -> str:
    return say(_HERE, _UNKNOWN) if days is None else say(_HERE, "The last %n day(s)", days)


def _interval(days: int | None) -> str:
    return say(_HERE, _UNKNOWN) if days is None else say(_HERE, "Every %n day(s)", days)


def _range(form: Instrument) -> str:
    if form.minimum is None or form.maximum is None:
        return say(_HERE, "The form has no total")
    return f"{number(form.minimum)}–{number(form.maximum)}"


def _missing(form: Instrument) -> str:
    if not form.missing.most:
        return say(_HERE, "No total while an answer is missing")
    return say(_HERE, "A total with up to %n answer(s) missing", form.missing.most)


def _bands(form: Instrument) -> list[Fact]:
    """The levels with the words that guide; the source stands below the last one."""
    facts = []
    for band in form.bands:
        word = band.word or band.name
        guided = say(_HERE, "{word} (guidance)").format(word=word) if band.guidance_only else word
        is_last = band is form.bands[-1]
        limits = f"{number(band.low)}–{number(band.high)}"
        facts.append(
            Fact(limits, guided, form.band_source if is_last else "", uncertain=band.uncertain)
        )
    return facts


def _cutoffs(form: Instrument) -> list[Fact]:
    facts = []
    for limit in form.cutoffs:
        used = say(_HERE, "in use") if limit.chosen else say(_HERE, "listed, not in use")
        whom = say(_HERE, _SEXES[limit.sex]) if limit.sex in _SEXES else ""
        words = ", ".join(filter(None, (whom, used)))
        note = f"{words[:1].upper()}{words[1:]}. {limit.note}".strip()
        label = say(_HERE, "{points} or more").format(points=number(limit.at_least))
        facts.append(Fact(label, note, limit.source, limit.uncertain))
    return facts


def _risk(rule: RiskRule) -> Fact:
    what = (
        say(_HERE, "The total")
        if rule.item is None
        else say(_HERE, "Question {item}").format(item=rule.item)
    )
    level = (
        say(_HERE, "Contact the same day")
        if rule.level == "red"
        else say(_HERE, "The clinician asks about it")
    )
    words = f"{level}. {rule.note}".strip()
    return Fact(f"{what} {_limit(rule)}", words, rule.source, rule.uncertain)


def _limit(rule: RiskRule) -> str:
    if rule.at_least is not None:
        return f"≥ {rule.at_least}"
    if rule.more_than is not None:
        return f"> {rule.more_than}"
    return say(_HERE, "has risen by {points} or more").format(points=rule.rise)


def _changes(form: Instrument) -> list[Fact]:
    facts = []
    for figure in form.changes:
        used = say(_HERE, "in use") if figure.chosen else say(_HERE, "listed, not in use")
        words = f"{figure.basis}, {used}. {figure.note}".strip()
        label = say(_HERE, "%n point(s)", figure.points)
        facts.append(Fact(label, words, figure.study, figure.uncertain))
    if form.recovery is not None:
        label = say(_HERE, "Below {points}").format(points=number(form.recovery.below))
        facts.append(Fact(label, say(_HERE, "Recovered, if reliably better"), form.recovery.source))
    return facts
