"""The column Window of docs/roles.md is held against what was heard, and a lie in it is told."""

from tests import roles


def as_stated() -> dict[str, set[str]]:
    return {verb: set(row.windows) for verb, row in roles.stated().items() if row.windows}


def test_each_row_names_its_windows_or_says_why_there_is_none() -> None:
    assert roles.faults(as_stated()) == []


def test_a_window_that_never_asked_is_told() -> None:
    heard = as_stated()
    heard["fees.waive"] = set()
    assert roles.faults(heard) == ["fees.waive: record/fee_forms never asked for it"]


def test_a_window_for_a_verb_that_should_have_none_is_told() -> None:
    heard = {**as_stated(), "worklist.next_due": {"today/worklist_page"}}
    assert roles.faults(heard) == [
        "worklist.next_due: today/worklist_page asks for it, and no window should"
    ]


def test_a_control_is_stated_only_where_somebody_may_not() -> None:
    for verb, row in roles.stated().items():
        assert not (row.control and all(row.may.values())), verb
        assert row.control == "" or row.windows, verb
