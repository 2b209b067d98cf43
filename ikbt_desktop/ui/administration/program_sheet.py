"""One program as the sources describe it, and one questionnaire: read, never changed here."""

from collections.abc import Iterable

from PySide6.QtCore import QLocale

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.instruments import Instrument, RiskRule
from ikbt_desktop.clinic.programs import Audience, Program, Statement, SupportHead
from ikbt_desktop.ui.administration.program_words import SUPPORT_HEADS
from ikbt_desktop.ui.administration.sheet import Fact, Sheet, uncertain_pill
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.levels import level_word
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
    sheet.section("", _frame(program, known))
    sheet.section(say("CatalogueSheet", "Diagnoses"), _diagnoses(program, known))
    sheet.section(say("CatalogueSheet", "Questionnaires"), _battery(program, known))
    sheet.section(
        say("CatalogueSheet", "Sections with a title"),
        [Fact(str(place), title) for place, title in sorted(program.titles.items())],
    )
    sheet.section(say("CatalogueSheet", "What the clinician needs"), _stated([program.competence]))
    sheet.section(say("CatalogueSheet", "Facts"), _stated(program.facts))
    sheet.section(say("CatalogueSheet", "Think of"), _stated(program.cautions))
    sheet.section(say("CatalogueSheet", "Support for the clinician"), _support(program))
    sheet.end()


def _program_pills(program: Program) -> list[PillValue]:
    pills = []
    if program.audience is Audience.GUARDIAN:
        pills.append(
            PillValue(say("CatalogueSheet", "For a guardian"), State.NEUTRAL, icon="users")
        )
    if program.exposure:
        pills.append(
            PillValue(say("CatalogueSheet", "With exposure"), State.NEUTRAL, icon="trending-up")
        )
    if program.sleep_treatment:
        pills.append(
            PillValue(say("CatalogueSheet", "Sleep treatment"), State.NEUTRAL, icon="moon")
        )
    return pills


def _frame(program: Program, known: Catalogue) -> list[Fact]:
    minutes = say("CatalogueSheet", "{low}–{high} minutes a patient and week").format(
        low=program.minutes_low, high=program.minutes_high
    )
    return [
        Fact(say("CatalogueSheet", "Age"), _ages(program)),
        Fact(say("CatalogueSheet", "Sections"), _count(program.sections)),
        Fact(say("CatalogueSheet", "Weeks"), _count(program.weeks)),
        Fact(
            say("CatalogueSheet", "Pace"),
            say("CatalogueSheet", "One section every %n day(s)", program.interval_days),
        ),
        Fact(say("CatalogueSheet", "Clinician's time"), minutes),
        Fact(say("CatalogueSheet", "Inactivity ladder"), _ladder(program, known)),
        Fact(say("CatalogueSheet", "Publisher"), program.publisher),
        Fact(say("CatalogueSheet", "Version"), program.version),
        Fact(say("CatalogueSheet", "Source"), program.source),
        Fact(say("CatalogueSheet", "Code in this program"), program.code),
    ]


def _ladder(program: Program, known: Catalogue) -> str:
    steps = program.inactivity or known.limits.inactivity
    days = ", ".join(str(step.days) for step in steps)
    own = say("CatalogueSheet", "day {days}, the program's own")
    return (own if program.inactivity else say("CatalogueSheet", "day {days}")).format(days=days)


def _ages(program: Program) -> str:
    if program.max_age is None:
        return say("CatalogueSheet", "From %n year(s)", program.min_age)
    return say("CatalogueSheet", "{low}–{high} years").format(
        low=program.min_age, high=program.max_age
    )


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
    return ", ".join(whole(known.instrument(code).name) for code in codes)


def _battery(program: Program, known: Catalogue) -> list[Fact]:
    facts = []
    if program.primary:
        facts.append(Fact(say("CatalogueSheet", "Main measures"), _names(program.primary, known)))
    for diagnosis, codes in program.primary_for.items():
        label = say("CatalogueSheet", "Main measures at {diagnosis}").format(diagnosis=diagnosis)
        facts.append(Fact(label, _names(codes, known)))
    if program.secondary:
        facts.append(
            Fact(say("CatalogueSheet", "Other measures"), _names(program.secondary, known))
        )
    if program.risk_measure is not None:
        facts.append(
            Fact(say("CatalogueSheet", "Risk measure"), _names([program.risk_measure], known))
        )
    return facts or [
        Fact("", say("CatalogueSheet", "No source names a questionnaire for this program."))
    ]


def _support(program: Program) -> list[Fact]:
    """Where manuals, routines and papers lie, in the order of the source page's heads."""
    return [
        Fact(say("ProgramWords", SUPPORT_HEADS[head]), one.text, one.source, link=one.link)
        for head in SupportHead
        for one in program.support
        if one.head is head
    ]


def _stated(statements: Iterable[Statement]) -> list[Fact]:
    return [Fact("", told.text, told.source, told.uncertain) for told in statements]


# --- questionnaires --------------------------------------------------------------------------


def show_instrument(sheet: Sheet, form: Instrument, known: Catalogue) -> None:
    """Fill the sheet with a questionnaire."""
    sheet.begin(whole(form.name), form.full_name, _instrument_pills(form))
    sheet.section("", _form_facts(form, known))
    sheet.section(say("CatalogueSheet", "Levels"), _bands(form))
    sheet.section(say("CatalogueSheet", "Limits"), _cutoffs(form))
    sheet.section(say("CatalogueSheet", "Risk rules"), [_risk(rule) for rule in form.risks])
    sheet.section(say("CatalogueSheet", "Change that is reliable"), _changes(form))
    sheet.section(say("CatalogueSheet", "Think of"), [Fact("", text) for text in form.cautions])
    sheet.section(
        say("CatalogueSheet", "Not settled"),
        [Fact("", text, uncertain=True) for text in form.doubts],
    )
    sheet.end()


def _instrument_pills(form: Instrument) -> list[PillValue]:
    pills = []
    if form.risks:
        pills.append(PillValue(say("CatalogueSheet", "Has risk rules"), State.NEUTRAL, icon="flag"))
    if form.doubts:
        pills.append(uncertain_pill())
    return pills


def _form_facts(form: Instrument, known: Catalogue) -> list[Fact]:
    users = [program.name for program in known.programs.values() if form.code in program.measures()]
    facts = [
        Fact(say("CatalogueSheet", "Source"), form.source),
        Fact(say("CatalogueSheet", "Rights"), form.rights),
        Fact(say("CatalogueSheet", "Version"), form.version),
        Fact(say("CatalogueSheet", "Looks back"), _days(form.lookback_days)),
        Fact(say("CatalogueSheet", "Given"), _interval(form.interval_days)),
        Fact(say("CatalogueSheet", "Questions"), str(len(form.items))),
        Fact(say("CatalogueSheet", "Total"), _range(form)),
    ]
    if form.subscales:
        words = ", ".join(scale.word for scale in form.subscales)
        facts.append(Fact(say("CatalogueSheet", "Parts with a figure"), words))
    if users:
        facts.append(Fact(say("CatalogueSheet", "Used in"), ", ".join(users)))
    facts.append(
        Fact(say("CatalogueSheet", "Unanswered questions"), _missing(form), form.missing.source)
    )
    return facts


def _days(days: int | None) -> str:
    return (
        say(_HERE, _UNKNOWN) if days is None else say("CatalogueSheet", "The last %n day(s)", days)
    )


def _interval(days: int | None) -> str:
    return say(_HERE, _UNKNOWN) if days is None else say("CatalogueSheet", "Every %n day(s)", days)


def _range(form: Instrument) -> str:
    if form.minimum is None or form.maximum is None:
        return say("CatalogueSheet", "The form has no total")
    return f"{number(form.minimum)}–{number(form.maximum)}"


def _missing(form: Instrument) -> str:
    if not form.missing.most:
        return say("CatalogueSheet", "No total while an answer is missing")
    return say("CatalogueSheet", "A total with up to %n answer(s) missing", form.missing.most)


def _bands(form: Instrument) -> list[Fact]:
    """The levels with the words that guide; the source stands below the last one."""
    facts = []
    for band in form.bands:
        word = level_word(band)
        guided = (
            say("CatalogueSheet", "{word} (guidance)").format(word=word)
            if band.guidance_only
            else word
        )
        is_last = band is form.bands[-1]
        limits = f"{number(band.low)}–{number(band.high)}"
        facts.append(
            Fact(limits, guided, form.band_source if is_last else "", uncertain=band.uncertain)
        )
    return facts


def _cutoffs(form: Instrument) -> list[Fact]:
    facts = []
    for limit in form.cutoffs:
        used = (
            say("CatalogueSheet", "in use")
            if limit.chosen
            else say("CatalogueSheet", "listed, not in use")
        )
        whom = say(_HERE, _SEXES[limit.sex]) if limit.sex in _SEXES else ""
        words = ", ".join(filter(None, (whom, used)))
        note = f"{words[:1].upper()}{words[1:]}. {limit.note}".strip()
        label = say("CatalogueSheet", "{points} or more").format(points=number(limit.at_least))
        facts.append(Fact(label, note, limit.source, limit.uncertain))
    return facts


def _risk(rule: RiskRule) -> Fact:
    what = (
        say("CatalogueSheet", "The total")
        if rule.item is None
        else say("CatalogueSheet", "Question {item}").format(item=rule.item)
    )
    level = (
        say("CatalogueSheet", "Contact the same day")
        if rule.level == "red"
        else say("CatalogueSheet", "The clinician asks about it")
    )
    words = f"{level}. {rule.note}".strip()
    return Fact(f"{what} {_limit(rule)}", words, rule.source, rule.uncertain)


def _limit(rule: RiskRule) -> str:
    if rule.at_least is not None:
        return f"≥ {rule.at_least}"
    if rule.more_than is not None:
        return f"> {rule.more_than}"
    return say("CatalogueSheet", "has risen by {points} or more").format(points=rule.rise)


def _changes(form: Instrument) -> list[Fact]:
    facts = []
    for figure in form.changes:
        used = (
            say("CatalogueSheet", "in use")
            if figure.chosen
            else say("CatalogueSheet", "listed, not in use")
        )
        words = f"{figure.basis}, {used}. {figure.note}".strip()
        label = say("CatalogueSheet", "%n point(s)", figure.points)
        facts.append(Fact(label, words, figure.study, figure.uncertain))
    if form.recovery is not None:
        label = say("CatalogueSheet", "Below {points}").format(points=number(form.recovery.below))
        facts.append(
            Fact(
                label, say("CatalogueSheet", "Recovered, if reliably better"), form.recovery.source
            )
        )
    return facts
