"""The log's own words in plain Swedish, for paper and for tables."""

from ikbt_desktop.exports.wording import Labels, shipped


def deed(action: str, kind: str) -> str:
    """What was done to which part."""
    return f"{action_word(action)}: {kind_word(kind)}"


def action_word(action: str) -> str:
    """What was done."""
    return _plain("action", action)


def kind_word(kind: str) -> str:
    """To which part."""
    return _plain("kind", kind)


def role(word: str) -> str:
    """In which role; a row that the program wrote of itself has none."""
    return _plain("role", word)


def _plain(prefix: str, word: str) -> str:
    """The plain word; what a later program wrote is called another part, never left out."""
    labels = shipped().of("log-extract")
    known = f"{prefix}_{word}" in labels.templates
    return labels(f"{prefix}_{word}" if known else f"{prefix}_other")


def known(labels: Labels, prefix: str, word: str) -> str | None:
    """The words under `prefix_word`, if the document has them."""
    key = f"{prefix}_{word}"
    return labels(key) if key in labels.templates else None
