"""The archive step: what the file says of itself, and in which colours it speaks."""

import io
import struct
from datetime import UTC, datetime

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from ikbt_desktop.exports.pdf import archive

LABEL = archive.Label("Journaltext & <brev>", datetime(2026, 10, 8, 12, 32, tzinfo=UTC))


def _bare() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle("something else")
    canvas.setAuthor("Göran Fantasén")
    canvas.rect(10, 10, 20, 20)
    canvas.save()
    return out.getvalue()


def test_the_profile_is_version_2_and_as_long_as_it_says() -> None:
    profile = archive.srgb_profile()
    assert struct.unpack(">I", profile[:4]) == (len(profile),)
    assert profile[8] == 2
    assert profile[36:40] == b"acsp"
    assert (profile[12:16], profile[16:20]) == (b"mntr", b"RGB ")


def test_every_part_of_the_profile_lies_inside_it_on_a_four_byte_boundary() -> None:
    profile = archive.srgb_profile()
    (count,) = struct.unpack(">I", profile[128:132])
    assert count == 9
    for index in range(count):
        name, place, size = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        assert place % 4 == 0
        assert place + size <= len(profile)
        assert profile[place : place + 4] in {b"desc", b"text", b"XYZ ", b"curv"}, name


def test_colours_of_the_profile_add_up_to_its_white() -> None:
    profile = archive.srgb_profile()
    places = {
        name: place
        for name, place, _ in (
            struct.unpack_from(">4sII", profile, 132 + 12 * index) for index in range(9)
        )
    }

    def colour(name: bytes) -> tuple[float, ...]:
        return tuple(v / 65536 for v in struct.unpack_from(">3i", profile, places[name] + 8))

    total = [sum(parts) for parts in zip(*map(colour, (b"rXYZ", b"gXYZ", b"bXYZ")), strict=True)]
    assert total == pytest.approx(colour(b"wtpt"), abs=0.0005)


def test_the_file_says_the_same_in_both_places_and_nothing_else() -> None:
    with pikepdf.open(io.BytesIO(archive.finish(_bare(), LABEL))) as pdf:
        assert pdf.pdf_version == "1.4"
        assert set(pdf.docinfo.keys()) == {
            "/Title",
            "/Creator",
            "/Producer",
            "/CreationDate",
            "/ModDate",
        }
        assert str(pdf.docinfo.CreationDate) == "D:20261008123200+00'00'"
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert "Journaltext &amp; &lt;brev&gt;" in xmp
        assert "2026-10-08T12:32:00+00:00" in xmp
        assert str(pdf.Root.Lang) == "sv-SE"
        assert len(pdf.Root.OutputIntents) == 1


def test_the_same_pages_give_the_same_file() -> None:
    assert archive.finish(_bare(), LABEL) == archive.finish(_bare(), LABEL)


def test_a_time_without_zone_is_a_bug() -> None:
    naive = datetime.fromisoformat("2026-10-08 12:32")
    with pytest.raises(ValueError, match="zone"):
        archive.finish(_bare(), archive.Label("x", naive))
