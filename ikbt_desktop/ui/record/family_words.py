"""The words of a young patient's guardians: relation, what each says, and where support stands."""

from collections.abc import Mapping

from ikbt_desktop.clinic.guardians import (
    Agreement,
    ConsentForm,
    Relation,
    Stance,
    Support,
    is_minor,
)
from ikbt_desktop.clinic.programs import AgeNote, Program, companion
from ikbt_desktop.clinic.programs import age_note as age_note_of
from ikbt_desktop.services.guardians import ConsentLine, Family
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import State

_HERE = "FamilyWords"
RELATIONS: Mapping[Relation, str] = {
    Relation.MOTHER: mark("FamilyWords", "Mother"),
    Relation.FATHER: mark("FamilyWords", "Father"),
    Relation.PARENT: mark("FamilyWords", "Parent"),
    Relation.APPOINTED: mark("FamilyWords", "Appointed guardian"),
    Relation.OTHER: mark("FamilyWords", "Other guardian"),
}
STANCES: Mapping[Stance, str] = {
    Stance.AGREES: mark("FamilyWords", "Agrees"),
    Stance.DECLINES: mark("FamilyWords", "Declines"),
    Stance.UNDECIDED: mark("FamilyWords", "Undecided"),
}
FORMS: Mapping[ConsentForm, str] = {
    ConsentForm.ORAL: mark("FamilyWords", "In person"),
    ConsentForm.WRITTEN: mark("FamilyWords", "In writing"),
    ConsentForm.PHONE: mark("FamilyWords", "By phone"),
    ConsentForm.VIDEO: mark("FamilyWords", "By video"),
}
_SUPPORT: Mapping[Support, str] = {
    Support.NOT_ASSIGNED: mark("FamilyWords", "not assigned"),
    Support.OFFERED: mark("FamilyWords", "offered"),
    Support.DECLINED: mark("FamilyWords", "declined"),
    Support.ACTIVE: mark("FamilyWords", "going on"),
    Support.ENDED: mark("FamilyWords", "ended"),
}
_TONES: Mapping[Stance | None, tuple[State, str]] = {
    Stance.AGREES: (State.OK, "circle-check"),
    Stance.DECLINES: (State.NOT_MET, "circle-minus"),
    Stance.UNDECIDED: (State.MISSING, "circle-dashed"),
    None: (State.MISSING, "circle-dashed"),
}


def relation(word: Relation) -> str:
    """What the guardian is to the young patient."""
    return say(_HERE, RELATIONS[word])


def stance_pill(word: Stance | None) -> PillValue:
    """What somebody says now."""
    text = say("FamilyWords", "Not asked") if word is None else say(_HERE, STANCES[word])
    return PillValue(text, *_TONES[word])


def support(word: Support) -> str:
    """Where the program for guardians stands."""
    return say(_HERE, _SUPPORT[word])


def said(line: ConsentLine) -> str:
    """One thing that was said: what, when, how, and who wrote it down."""
    told = say("FamilyWords", "{stance} {day}, {form}, noted by {name}").format(
        stance=say(_HERE, STANCES[line.stance]),
        day=line.on.isoformat(),
        form=say(_HERE, FORMS[line.form]).lower(),
        name=line.recorded_by,
    )
    return f"{told}. {line.note}" if line.note else told


def age_note(programs: Mapping[str, Program], age: int | None) -> str:
    """What the patient's age says of the programs as a whole; nothing where it is plain."""
    found = age_note_of(programs, age)
    if found is AgeNote.NONE_FITS:
        lowest = min(one.min_age for one in programs.values())
        told = say("FamilyWords", "At {age} no program fits; the lowest age is {lowest}.")
        return told.format(age=age, lowest=lowest)
    if found is AgeNote.TWO_FIT:
        return say(
            "FamilyWords", "At {age} both the program for the young and those for adults fit."
        ).format(age=age)
    return ""


def beside(programs: Mapping[str, Program], age: int | None) -> str:
    """Where the guardians' own program is assigned, for a minor whose own program has one."""
    if not is_minor(age):
        return ""
    fitting = (one for one in programs.values() if age is None or one.fits_age(age))
    found = next(filter(None, (companion(programs, one.code) for one in fitting)), None)
    if found is None:
        return ""
    told = say(
        "FamilyWords",
        "{program} is for guardians: it is assigned on the patient's page, once the young "
        "patient's own program is.",
    )
    return told.format(program=found.name)


def agreement(family: Family) -> str:
    """What is to be said beside a decision; nothing where all is plain or the patient is of age."""
    if not family.is_minor or family.age is None:
        return ""
    if family.agreement is Agreement.DISAGREE:
        # A protected patient's guardians are not named where others may see it.
        names = ", ".join(
            (relation(one.relation).lower() if family.protected else one.name)
            + f": {stance_pill(one.stance).text.lower()}"
            for one in family.guardians
        )
        return say("FamilyWords", "The guardians disagree ({who}).").format(who=names)
    return {
        Agreement.NOBODY: say("FamilyWords", "No guardian is registered."),
        Agreement.INCOMPLETE: say("FamilyWords", "A guardian has not said yes or no yet."),
        Agreement.DECLINED: say("FamilyWords", "The guardians decline."),
        Agreement.AGREED: "",
    }[family.agreement]
