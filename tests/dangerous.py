"""Texts that programs stumble over. None is forbidden to write; a few signs are, and are named."""

import unicodedata

KEPT: dict[str, str] = {
    "markup": '<b>Anna</b> <img src="/etc/hostname"> <patient>',
    "an open tag": "a<b och c>d <i>",
    "entities": "&lt;b&gt; &amp; &#229; &nbsp;",
    "a comment": "<!-- dold --> <![CDATA[x]]> <?xml?>",
    "a link": '<a href="javascript:alert(1)">här</a> file:///etc/passwd',
    "quotes": 'O\'Brien "Kim" `x` «så» ”så”',
    "sql": "Robert'); DROP TABLE patient;--",
    "search signs": '100 % _ * NEAR("a" b) AND -c nope:x',
    "a formula": '=HYPERLINK("http://x.example";"y") +1 -1 @SUM',
    "braces": "{förnamn} {0} {} %s %(a)s ${HOME} {{x}}",
    "json": '{"a": NaN, "a": 1}',
    "paths": "..\\..\\C:\\Windows ../../etc/passwd ~/.ssh",
    "shell": "$(reboot) `reboot` | rm -rf / ; &&",
    "log injection": "rad ett\nrad två 2026-10-05 INFO inloggad",
    "decomposed letters": "A\u030anga A\u0308rla o\u0308rn",
    "line ends of all kinds": "ett\r\ntvå\rtre\nfyra",
    "spaces": "före\u00a0efter  dubbel\u2003bred",
    "a very long word": "Löjligt" + "lång" * 120,
    "Greek and Cyrillic": "Ωμέγα Москва",
    "small digits": "m² x³ ½",
    "dashes": "10–20 −5 ‑5 — …",
    "words that mean nothing": "null None undefined NaN true 0",
    "a name in brackets": "Anna <anna@example.example>",
}
"""Comes back as it was written (letters composed, line ends made one)."""

UNDRAWABLE: dict[str, str] = {
    "a face": "Mår 😀 bra",
    "Arabic": "مرحبا",
    "Chinese": "中文字",
    "digits of other scripts": "١٢٣ Ⅷ",
}
"""Is kept and shown, and refused on paper by naming its signs, never drawn as a box."""

REFUSED: dict[str, str] = {
    "a NUL": "ett\x00två",
    "half a sign": "ett\ud800två",
    "a turned direction": "ett\u202evt\u202c",
    "an isolate": "ett\u2066två\u2069",
    "an escape": "ett\x1b[31mtvå",
    "a backspace": "ett\btvå",
}
"""Would show other than it says, or cannot be kept."""


def as_kept(text: str) -> str:
    """What a field of several lines gives back."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", plain).strip()
