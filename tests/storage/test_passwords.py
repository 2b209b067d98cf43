"""What may be a password, and what is said while it is typed."""

import time

import pytest

from ikbt_desktop import paths
from ikbt_desktop.errors import WeakPassword
from ikbt_desktop.storage import common_passwords
from ikbt_desktop.storage.passwords import Judgement, Strength, ensure_good, judged, normalised
from tests.storage.clinics import PASSWORD


@pytest.mark.parametrize(
    ("password", "with_device", "reason"),
    [
        ("kort", True, "short"),
        ("elva tecken", False, "short"),
        ("x" * 129, True, "too_long"),
        ("Sommar2026!!", True, "common"),
        ("L0senord1234", True, "common"),
        ("november-2026", True, "common"),
        ("annaannaanna", True, "common"),
        ("Lindens klinik", True, "common"),
        ("aaaaaaaaaaaaaaaa", True, "common"),
        ("1234567890123456", True, "common"),
        ("ikbt-ikbt-2026", True, "common"),
        ("Qwertyuiopå1", True, "common"),
        ("1q2w3e4r5t6y", True, "common"),
        ("Liverpool2026!", True, "common"),
        ("dragon monkey 77", True, "common"),
        ("P4ssw0rd!2026", True, "common"),
        ("hösten är 2026", False, "short"),
        ("vår-vår-vår-2026", True, "common"),
        ("anna.2026.anna.1", False, "common"),
    ],
)
def test_a_password_that_guessers_try_is_refused(
    password: str, with_device: bool, reason: str
) -> None:
    with pytest.raises(WeakPassword) as refused:
        ensure_good(password, login="anna", clinic_name="Lindens klinik", with_device=with_device)
    assert refused.value.reason == reason


@pytest.mark.parametrize("password", [PASSWORD, "tre små grodor hoppar", "ñandú 東京 ångbåt"])
def test_a_long_enough_phrase_of_any_signs_is_welcome(password: str) -> None:
    ensure_good(password, login="anna", clinic_name="Lindens klinik", with_device=True)


def test_the_lists_hold_what_their_packages_list() -> None:
    known = common_passwords.known()
    assert len(known.whole) > 2_400
    assert len(known.stems) == 3_000
    assert min(map(len, known.whole)) == 10
    content = (paths.resources() / "passwords" / "common.txt.gz").read_bytes()
    assert len(content) < 30_000


@pytest.mark.parametrize("word", ["password", "dragon", "football", "liverpool"])
def test_a_common_word_with_figures_and_signs_stays_common(word: str) -> None:
    for password in (f"{word}{'2026!' * 2}", f"!!{word.upper()}1234567"):
        assert judged(password, with_device=True) == Judgement(Strength.COMMON)


def test_another_keyboards_letters_are_the_same_password() -> None:
    assert normalised("blå") == normalised("bla\u030a")


def test_signs_are_counted_as_they_are_kept() -> None:
    ringed = "a\u030a" * 4 + "blå hatt"  # 16 as typed, 12 as kept
    with pytest.raises(WeakPassword) as refused:
        ensure_good(ringed, login="anna", with_device=False)
    assert refused.value.reason == "short"
    assert judged(ringed, with_device=False) == Judgement(Strength.SHORT, 3)


@pytest.mark.parametrize(
    ("password", "judgement"),
    [
        ("", Judgement(Strength.EMPTY, 15)),
        ("tre gröna", Judgement(Strength.SHORT, 6)),
        ("x" * 129, Judgement(Strength.TOO_LONG)),
        ("sommarsommar2026", Judgement(Strength.COMMON)),
        ("tre gröna hattar", Judgement(Strength.FAIR)),
        ("tre gröna hattar på en rad", Judgement(Strength.GOOD)),
        ("hT7#kPq2!vXz9@LmW4$r", Judgement(Strength.GOOD)),
        ("\ud800" * 15, Judgement(Strength.COMMON)),
    ],
)
def test_the_hint_follows_what_is_typed(password: str, judgement: Judgement) -> None:
    assert judged(password, with_device=False) == judgement


def test_the_hint_never_promises_what_is_then_refused() -> None:
    for password in ("Lindens klinik 2026", "annaannaannaanna", "qwertyuiop12345"):
        found = judged(password, login="anna", clinic_name="Lindens klinik", with_device=False)
        assert found.strength is Strength.COMMON
        with pytest.raises(WeakPassword):
            ensure_good(password, login="anna", clinic_name="Lindens klinik", with_device=False)


def test_the_hint_is_quick_enough_for_every_key() -> None:
    common_passwords.known()
    began = time.perf_counter()
    for length in range(1, 129):
        judged("en ganska lång mening " * 6, with_device=True)
        judged("x9!" * (length // 3 + 1), with_device=True)
    assert (time.perf_counter() - began) / 256 < 0.01
