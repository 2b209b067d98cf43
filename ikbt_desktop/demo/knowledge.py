"""What the training clinic has decided of its own: a form, and a rule that is being tried."""

import json

from ikbt_desktop.clinic.data_files import INTAKE, FileKind
from ikbt_desktop.services.menu import Services

OWN_FORM = "veckofragan"
_FORM = """
code = "veckofragan"
name = "Veckofrågan"
full_name = "Kvarnbackens egna veckofråga (påhittad)"
version = "1"
source = "Påhittad för övning"
rights = "Klinikens egen text"
minimum = 0
maximum = 3
total_minimum = 0
total_maximum = 9
lookback_days = 7
interval_days = 7
missing = "refuse"

[[item]]
number = 1
topic = "Tid för övning"
[[item]]
number = 2
topic = "Steg i önskad riktning"
[[item]]
number = 3
topic = "Hjälp av texten"

[[example]] # alla svar lägst
answers = [0, 0, 0]
total = 0
[[example]] # alla svar högst
answers = [3, 3, 3]
total = 9
[[example]] # ett svar saknas: ingen summa
answers = [1, "-", 2]
unscored = true
flags = ["incomplete"]
"""
_TRIED_HOURS = "2"


def put(alva: Services) -> None:
    """The clinic's own form is in force; a changed figure waits in the administrator's draft."""
    read = alva.own_files.read(FileKind.INSTRUMENT, _FORM)
    alva.own_files.put_in_force(read, reason="Vi frågar själva hur veckan gick.")
    figures = {
        view.figure.name: f"{view.value:g}".replace(".", ",")
        for view in alva.rule_trials.figures((FileKind.CRITERIA, INTAKE))
    }
    figures["hours_at_least"] = _TRIED_HOURS
    alva.drafts.keep("rule_form", f"{FileKind.CRITERIA}:{INTAKE}", json.dumps(figures))
