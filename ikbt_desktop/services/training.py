"""The training clinic's people: one can be any of them without a password."""

from dataclasses import dataclass

from ikbt_desktop.clinic.roles import Role

PASSWORD = "övningsklinik utan hemligheter"  # noqa: S105 - invented patients, nothing to protect


@dataclass(frozen=True)
class Trainee:
    """An invented colleague."""

    login: str
    name: str
    role: Role
    title: str


RECEPTIONIST = Trainee("rut", "Rut Låtsasdal", Role.RECEPTIONIST, "vårdadministratör")
CLINICIAN = Trainee("maria", "Maria Skenfors", Role.CLINICIAN, "leg. psykolog")
COORDINATOR = Trainee("tore", "Tore Fantasén", Role.COORDINATOR, "verksamhetschef")
ADMINISTRATOR = Trainee("alva", "Alva Påhittsson", Role.ADMINISTRATOR, "administratör")
PEOPLE = (RECEPTIONIST, CLINICIAN, COORDINATOR, ADMINISTRATOR)
