"""The invented people of the training clinic: nobody of them lives, and none could.

Identity numbers have the form of the tax agency's published test numbers (birth number 238 or 239)
with a valid check digit; phone numbers come from the series that is reserved for fiction.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ikbt_desktop.clinic import identity
from ikbt_desktop.clinic.identity import Identity
from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import InvalidIdentity
from ikbt_desktop.services import training
from ikbt_desktop.services.training import Trainee

WOMAN, MAN = 238, 239
STREET, POSTCODE, CITY = "Exempelgatan 0", "000 00", "Exempelstad"
COLLEAGUES = (
    Trainee("hanna", "Hanna Testmark", Role.CLINICIAN, "leg. psykolog"),
    Trainee("ivar", "Ivar Provlind", Role.CLINICIAN, "PTP-psykolog"),
)
STAFF = (*training.PEOPLE, *COLLEAGUES)
_FIRST_MOBILE = 1740605
_COORDINATION_DAYS = 60


@dataclass(frozen=True)
class Invented:
    """A patient who does not exist."""

    family_name: str
    given_name: str
    born: date
    serial: int
    protected: bool = False
    coordination: bool = False

    def identity(self, *, today: date) -> Identity:
        """The number with the one check digit that fits."""
        day = self.born.day + (_COORDINATION_DAYS if self.coordination else 0)
        digits = f"{self.born:%Y%m}{day:02d}{self.serial:03d}"
        for check in range(10):
            try:
                return identity.parse(f"{digits}{check}", today=today)
            except InvalidIdentity:
                continue
        raise AssertionError("one of ten check digits fits")


KARIN = Invented("Exempelsson", "Karin", date(1984, 6, 15), WOMAN)
ASA = Invented("Provberg", "Åsa", date(1988, 5, 12), WOMAN)
NILS = Invented("Testlund", "Nils", date(1990, 1, 1), MAN)
OMAR = Invented("Skenström", "Omar", date(1977, 3, 20), MAN)
ELIN = Invented("Låtsasdal", "Elin", date(2001, 7, 4), WOMAN)
ORJAN = Invented("Påhittsson", "Örjan", date(1966, 9, 11), MAN)
GORAN = Invented("Fantasén", "Göran", date(1958, 2, 28), MAN)
SOFIA = Invented("Tänkmark", "Sofia", date(1995, 11, 23), WOMAN)
IDA = Invented("Hittepålund", "Ida", date(1989, 5, 5), WOMAN)
JON = Invented("Fingerberg", "Jon", date(1971, 8, 30), MAN)
LO = Invented("Dittberg", "Lo", date(2004, 4, 17), WOMAN)
AMIRA = Invented("Skenström", "Amira", date(1993, 2, 12), WOMAN)
PER = Invented("Provlind", "Per", date(1969, 1, 7), MAN)
MY = Invented("Uppdiktad", "My", date(1988, 6, 20), WOMAN)
BO = Invented("Låtsman", "Bo", date(1955, 9, 18), MAN)
NEA = Invented("Fabelqvist", "Nea", date(1998, 11, 2), WOMAN)
TUVA = Invented("Tolvberg", "Tuva", date(1999, 12, 12), WOMAN)
ALMA = Invented("Skuggdal", "Alma", date(1982, 3, 3), WOMAN, protected=True)
AMIN = Invented("Provare", "Amin", date(1986, 10, 9), MAN, coordination=True)
STINA = Invented("Exempelgren", "Stina", date(1979, 12, 1), WOMAN)
LARS = Invented("Diktorp", "Lars", date(1963, 4, 22), MAN)
EVA = Invented("Fiktivsson", "Eva", date(1972, 8, 14), WOMAN)
SVEN = Invented("Låtsberg", "Sven", date(1992, 2, 17), MAN)
MAJA = Invented("Testlund", "Maja", date(1996, 6, 6), WOMAN)
_VERA = Invented("Sagolund", "Vera", date(2000, 1, 1), WOMAN)
_VERAS_AGE_IN_DAYS = 15 * 365 + 120


def vera(*, today: date) -> Invented:
    """The minor: fifteen years old whenever the clinic is made."""
    return replace(_VERA, born=today - timedelta(days=_VERAS_AGE_IN_DAYS))


def mobile(number: int) -> str:
    """A phone number of the series 070-174 06 05 … 06 99."""
    return f"070-{_FIRST_MOBILE + number}"
