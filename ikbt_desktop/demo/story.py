"""Twenty-five stories: what has happened to each invented patient, in days counted from today."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time

from ikbt_desktop.demo import people, texts
from ikbt_desktop.demo.course import Intake, Journey, Week, closing
from ikbt_desktop.demo.people import Invented
from ikbt_desktop.demo.staff import Staff
from ikbt_desktop.demo.timeline import Timeline
from ikbt_desktop.services.guardians import GuardianChanges

DEPRESSION, WORRY, STRESS = "depressionshjalpen", "oroshjalpen", "stresshjalpen"
SLEEP, ANXIETY, YOUNG = "sovhjalpen", "angesthjalpen", "angesthjalpen-ung"
YOUTH_UNIT, ALMO = "Ungdomsmottagningen Exempelstad", "Vårdcentralen Almö"

_LOW = Intake(
    DEPRESSION,
    "F32.1",
    "Nedstämd sedan i våras, sover dåligt. Tydlig målgrupp, god motivation.",
    {"madrs-s": 26, "phq-9": 16},
    item_nine=2,
)
_WORRIED = Intake(
    WORRY, "F41.1", "Ständig oro för arbete och barn. God motivation.", {"madrs-s": 18, "gad-7": 15}
)
_SLEEPLESS = Intake(
    SLEEP, "F51.0", "Svårt att somna sedan två år. God motivation.", {"madrs-s": 14, "isi": 19}
)
_STRESSED = Intake(
    STRESS,
    "F43.8A",
    "Långvarig stress i arbetet, deltidssjukskriven. God motivation.",
    {"madrs-s": 20, "pss-10": 27},
)


class Cast:
    """Everybody's journey, put on one line of time."""

    def __init__(self, line: Timeline, staff: Staff) -> None:
        self._line = line
        self._staff = staff
        self._count = 0

    def put(self) -> None:
        """Put all twenty-five stories on the line."""
        self._under_way()
        self._more_under_way()
        self._ended()
        self._waiting()
        self._before_the_decision()
        self._turned_away()

    def _journey(self, person: Invented, *, login: str = "maria") -> Journey:
        self._count += 1
        return Journey(person, self._line, self._staff, self._count, login)

    def _treated(
        self, person: Invented, intake: Intake, start: int, *, login: str = "maria", **how: str
    ) -> Journey:
        """A patient from the envelope to the first day of the program."""
        one = self._journey(person, login=login)
        one.received(start - 40, intake.reason, referrer=how.get("referrer", people_unit(person)))
        one.reviewed(start - 38)
        one.booked(start - 37, start - 14)
        one.assessed(start - 14, intake)
        one.assigned(start, intake.program, reason=how.get("reason", ""))
        return one

    # --- under way ---------------------------------------------------------------------------

    def _under_way(self) -> None:
        karin = self._treated(people.KARIN, _LOW, -36)
        karin.weeks(
            [
                Week(1, {"madrs-s": 25}, item_nine=2),
                Week(2, {"madrs-s": 22, "phq-9": 13}),
                Week(3, {}, homework="partly", phone=True),
            ]
        )
        karin.sent_in(-9, Week(4, {"madrs-s": 19, "phq-9": 8}))
        karin.answered(-9, Week(4, {}))
        karin.sent_in(-1, Week(5, {"madrs-s": 15}))
        karin.event(-18, "medicine", "Sertralin 50 mg")
        karin.paid(-36, 300)

        asa = self._treated(people.ASA, _intake(_LOW, {"madrs-s": 29}, item_nine=1), -21)
        asa.weeks(list(_weeks("madrs-s", (28, 27))))
        asa.sent_in(-1, Week(3, {"madrs-s": 24}))
        asa.drafted(-1, 3, texts.DRAFT)

        nils = self._treated(people.NILS, _intake(_LOW, {"madrs-s": 24}), -14)
        nils.weeks([Week(1, {"madrs-s": 24}, item_nine=2)])
        nils.sent_in(0, Week(2, {"madrs-s": 31}, item_nine=4))
        nils.no_answer(0, time(9, 5))

        omar = self._treated(people.OMAR, _WORRIED, -29)
        omar.weeks(list(_weeks("gad-7", (15, 16, 15, 15))))  # below what was expected in week 4

        orjan = self._treated(people.ORJAN, _STRESSED, -24)
        orjan.weeks(list(_weeks("pss-10", (27, 25))))

    def _more_under_way(self) -> None:
        alma = self._treated(people.ALMA, _SLEEPLESS, -40, login="hanna", referrer="")
        alma.weeks(list(_weeks("isi", (18, 17, 15, 13, 12))))

        social = Intake(
            YOUNG,
            "F40.1",
            "Undviker redovisningar och skolmatsalen. Vårdnadshavare informerade och överens.",
            {},
        )
        vera = self._treated(
            people.vera(today=self._line.today),
            social,
            -10,
            login="hanna",
            referrer=YOUTH_UNIT,
            reason="Enda programmet för åldern; formulären fylls i vid start.",
        )
        vera.guarded(-24, _guardian("Mona", "mother", people.mobile(90)), stance="agrees")
        vera.guarded(-24, _guardian("Jens", "father", people.mobile(91)), stance="undecided")
        vera.supported(-9)
        vera.sent_in(-3, Week(1, {}))
        vera.answered(-3, Week(1, {}), sent=False)

        stina = self._treated(people.STINA, _SLEEPLESS, -33, login="hanna")
        stina.weeks(list(_weeks("isi", (19, 18))))
        stina.paused(-15, -1, "Semester utan dator")

        amin = self._treated(people.AMIN, _intake(_LOW, {"madrs-s": 23}), -5)
        amin.event(-4, "other", "Ny på arbetet")
        amin.sent_in(0, Week(1, {"phq-9": 12}, phq_nine=1))

    # --- ended -------------------------------------------------------------------------------

    def _ended(self) -> None:
        goran = self._treated(
            people.GORAN,
            Intake(
                DEPRESSION,
                "F33.0",
                "Nedstämdhet, initiativlöshet och sömnbesvär. God motivation.",
                {"madrs-s": 24, "phq-9": 14, "gad-7": 8},
                item_nine=2,
            ),
            -66,
            referrer="Vårdcentralen Ekliden",
        )
        goran.weeks(
            [
                Week(1, {"madrs-s": 24}, item_nine=2),
                Week(2, {"madrs-s": 23, "phq-9": 12}),
                Week(3, {"madrs-s": 21}, homework="partly"),
                Week(4, {}, homework="not_done", phone=True),
                Week(5, {"madrs-s": 17}),
                Week(6, {"madrs-s": 14, "phq-9": 7}),
                Week(7, {"madrs-s": 9, "phq-9": 5, "gad-7": 6}, item_nine=0),
            ]
        )
        goran.blocked(-20, "hanna", "Hanna är min granne och ska inte kunna läsa.")
        goran.ended(
            -10,
            closing(
                self._line,
                -10,
                reason="as_planned",
                background="Remitterad för nedstämdhet, initiativlöshet och sömnbesvär. "
                "Två tidigare lindriga episoder. Ingen psykoterapi tidigare.",
                result="Patienten genomförde sju av sju avsnitt. Depressiva symtom minskade "
                "tydligt; regelbundna aktiviteter före lust var det som hjälpte mest. Sömnen är "
                "bättre men fortfarande ojämn. Inga negativa effekter rapporterade.",
                follow_up=(80, 170),
            ),
        )
        goran.summed_up(-10, filed=True)

        lars = self._treated(people.LARS, _WORRIED, -55, referrer=ALMO)
        lars.weeks(list(_weeks("gad-7", (15, 13, 12, 10, 8, 7, 6))))
        lars.ended(
            -4,
            closing(
                self._line,
                -4,
                reason="improved",
                background="Remitterad för oro och spänning sedan flera år.",
                result="Oron minskade tydligt och patienten grubblar mindre om kvällarna.",
                follow_up=(86, 176),
            ),
        )
        lars.summed_up(-2, filed=False)

        maja = self._treated(people.MAJA, _intake(_LOW, {"madrs-s": 21}), -50, login="hanna")
        maja.weeks(list(_weeks("madrs-s", (21, 20))))
        maja.ended(
            -14,
            closing(
                self._line,
                -14,
                reason="no_time",
                background="Remitterad för nedstämdhet.",
                result="Avslutad i samråd: patienten fick nytt arbete och hann inte med.",
                follow_up=(4,),
            ),
        )

    # --- waiting for a program ---------------------------------------------------------------

    def _waiting(self) -> None:
        amira = self._journey(people.AMIRA)
        amira.received(-52, "Egen anmälan: nedstämd och orolig.", referrer="")
        amira.reviewed(-50)
        amira.booked(-49, -8)
        sobril = {"kind": "benzodiazepine", "name": "Sobril", "frequent": False}
        medicine = {"medicines": [{**sobril, "disturbs_sleep": False}]}
        amira.assessed(
            -8,
            _intake(_LOW, {"madrs-s": 22, "phq-9": 13}, answers={**medicine, "hours_per_week": 2}),
        )

        nea = self._journey(people.NEA, login="hanna")
        nea.received(-16, "Oro, önskar internetbehandling.", referrer=ALMO)
        nea.reviewed(-15)
        nea.booked(-15, -2)
        nea.assessed(-2, _WORRIED, answered=False, filed=False)

        bo = self._journey(people.BO)
        bo.received(-98, "Egen anmälan: sömnbesvär.", referrer="")
        bo.reviewed(-97)
        bo.booked(-96, -70)
        bo.assessed(-70, _SLEEPLESS)
        bo.waits_by_own_wish(-69, 24, "Vill börja efter en resa")

    # --- before the decision -----------------------------------------------------------------

    def _before_the_decision(self) -> None:
        elin = self._journey(people.ELIN)
        elin.received(-30, "Nedstämdhet, iKBT?", letter=True)
        elin.reviewed(-29)
        elin.booked(-28, -2)
        elin.begun(-2, _intake(_LOW, {"madrs-s": 19}))

        sofia = self._journey(people.SOFIA)
        sofia.received(-94, "Oro och sömnbesvär, iKBT?")
        sofia.reviewed(-92)
        sofia.booked(-91, -9)
        sofia.assessed(
            -9,
            _decided(_WORRIED, "wait", "Somatisk utredning ska bli klar innan beslut fattas."),
            answered=False,
        )

        my = self._journey(people.MY, login="hanna")
        my.received(-29, "Utmattning, iKBT?")
        my.reviewed(-28)
        my.booked(-27, -6)
        my.assessed(-6, _decided(_STRESSED, "wait", "Väntar på komplettering från vårdcentralen."))

        lo = self._journey(people.LO)
        lo.received(-80, "Social oro, önskar iKBT.", referrer=YOUTH_UNIT)
        lo.reviewed(-79)
        lo.booked(-78, 6, at=time(9, 0))

        per = self._journey(people.PER, login="hanna")
        per.received(-38, "Sömnbesvär efter skiftarbete.", referrer="Kvinnokliniken")
        per.reviewed(-37)
        per.booked(-36, 12, at=time(13, 0), form="video")

        ida = self._journey(people.IDA)
        ida.received(-2, "Egen anmälan: oro inför arbetet.", referrer="")
        ida.reviewed(-1)

        jon = self._journey(people.JON)
        jon.received(-1, "Ångest, sökt flera gånger. iKBT?", letter=True)

        tuva = self._journey(people.TUVA)
        tuva.received(-1, "Nedstämdhet sedan i somras, iKBT?", referrer=ALMO, acknowledged=False)

    # --- turned away -------------------------------------------------------------------------

    def _turned_away(self) -> None:
        eva = self._journey(people.EVA, login="hanna")
        eva.received(-45, "Depression, iKBT?")
        eva.reviewed(-44)
        eva.booked(-43, -20)
        eva.assessed(
            -20,
            _decided(
                _intake(_LOW, {"madrs-s": 27}, answers={"motivation": "no"}),
                "not_suitable",
                "Önskar samtal på mottagning i stället; hänvisas till vårdcentralens psykolog.",
            ),
        )
        sven = self._journey(people.SVEN)
        sven.received(-25, "Egen anmälan: stress.", referrer="")
        sven.reviewed(-24)
        sven.left(-20, "withdrawn", "Patienten har ringt och vill inte längre ha tiden.")


def people_unit(person: Invented) -> str:
    """The usual sender."""
    return ALMO if person.serial == people.MAN else "Vårdcentralen Ekliden"


def _intake(
    intake: Intake,
    totals: Mapping[str, int],
    *,
    item_nine: int = 1,
    answers: Mapping[str, object] | None = None,
) -> Intake:
    return Intake(
        intake.program,
        intake.diagnosis,
        intake.reason,
        totals,
        item_nine=item_nine,
        answers=answers,
    )


def _decided(intake: Intake, decision: str, reason: str) -> Intake:
    return Intake(
        intake.program,
        intake.diagnosis,
        reason,
        intake.totals,
        decision=decision,
        answers=intake.answers,
    )


def _guardian(given_name: str, relation: str, phone: str) -> GuardianChanges:
    return GuardianChanges("Sagolund", given_name, relation, phone=phone)


def _weeks(code: str, totals: Sequence[int]) -> Iterator[Week]:
    """A form a week, and the risk measure; the third week's homework was done in part."""
    for number, total in enumerate(totals, start=1):
        totals_of_week = {"madrs-s": max(18 - number, 6), code: total}
        yield Week(number, totals_of_week, homework="partly" if number == 3 else "done")
