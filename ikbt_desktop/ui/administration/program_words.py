"""The heads of the source page's "Stöd för behandlare"."""

from collections.abc import Mapping

from ikbt_desktop.clinic.programs import SupportHead
from ikbt_desktop.ui.kit.language import mark

SUPPORT_HEADS: Mapping[SupportHead, str] = {
    SupportHead.SUPPORT_PAGE: mark("ProgramWords", "Support page"),
    SupportHead.METHOD: mark("ProgramWords", "Method support and manual"),
    SupportHead.TRAINING: mark("ProgramWords", "Training"),
    SupportHead.ROUTINES: mark("ProgramWords", "Routines and administration"),
    SupportHead.PATIENT: mark("ProgramWords", "Patient information"),
}
