"""Turns ReportLab's bytes into PDF/A-1b (ISO 19005-1), valid by Apache PDFBox Preflight."""

import io
import struct
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

import pikepdf

_PRODUCER = "iKBT Desktop"
_FIXED = 65536  # ICC s15Fixed16: 16 bits after the point


@dataclass(frozen=True)
class Label:
    """What the file says of itself: the document's type and the clinic, never the patient."""

    title: str
    made_at: datetime
    language: str = "sv-SE"


def finish(content: bytes, label: Label) -> bytes:
    """The same pages as an archive file. The same bytes and label give the same file."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _describe(pdf, label)
        _intend(pdf)
        pdf.Root.Lang = pikepdf.String(label.language)
        out = io.BytesIO()
        pdf.save(
            out,
            force_version="1.4",
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=True,
            deterministic_id=True,
            linearize=False,
        )
    return out.getvalue()


def _describe(pdf: pikepdf.Pdf, label: Label) -> None:
    """Info and XMP, equal in every word: Preflight compares them."""
    moment = label.made_at.strftime("%Y%m%d%H%M%S")
    zone = label.made_at.strftime("%z")
    if not zone:
        raise ValueError("a document's time has a zone")
    date = f"D:{moment}{zone[:3]}'{zone[3:5]}'"
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = pikepdf.String(label.title)
    pdf.docinfo["/Creator"] = pikepdf.String(_PRODUCER)
    pdf.docinfo["/Producer"] = pikepdf.String(_PRODUCER)
    pdf.docinfo["/CreationDate"] = pikepdf.String(date)
    pdf.docinfo["/ModDate"] = pikepdf.String(date)
    metadata = pikepdf.Stream(pdf, _xmp(label))
    metadata.Type = pikepdf.Name.Metadata
    metadata.Subtype = pikepdf.Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)


def _xmp(label: Label) -> bytes:
    """Namespaces stand on rdf:Description: Preflight refuses them on the single elements."""
    moment = label.made_at.isoformat(timespec="seconds")
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(label.title)}</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{_PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{_PRODUCER}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _intend(pdf: pikepdf.Pdf) -> None:
    """Say what the colours mean: sRGB."""
    profile = pikepdf.Stream(pdf, srgb_profile())
    profile.N = 3
    profile.Alternate = pikepdf.Name.DeviceRGB
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB IEC61966-2.1"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = pikepdf.Array([intent])


# --- the sRGB profile, version 2 (ICC.1:2001-04; colours and curve of IEC 61966-2-1) -----------


@cache
def srgb_profile() -> bytes:
    """An sRGB display profile of version 2: PDF/A-1 knows no newer one."""
    curve = _curve()
    tags = {
        b"desc": _description("sRGB IEC61966-2.1"),
        b"cprt": b"text" + bytes(4) + b"No copyright, use freely\0",
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": _xyz(0.4360747, 0.2225045, 0.0139322),
        b"gXYZ": _xyz(0.3850649, 0.7168786, 0.0971045),
        b"bXYZ": _xyz(0.1430804, 0.0606169, 0.7141733),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = [], b""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    for name, content in tags.items():
        if content not in places:
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table.append(struct.pack(">4sII", name, places[content], len(content)))
    directory = struct.pack(">I", len(tags)) + b"".join(table)
    size = 128 + len(directory) + len(body)
    return _header(size) + directory + body


def _header(size: int) -> bytes:
    made = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    white = struct.pack(">3i", *(round(value * _FIXED) for value in (0.9642, 1.0, 0.8249)))
    start = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    rest = b"acsp" + bytes(4 * 4) + bytes(8) + struct.pack(">I", 0) + white + bytes(4)
    return (start + made + rest).ljust(128, b"\0")


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(v * _FIXED) for v in (x, y, z)))


def _description(words: str) -> bytes:
    """The old `desc` form: ASCII, then empty Unicode and Macintosh parts."""
    ascii_part = words.encode("ascii") + b"\0"
    return (
        b"desc"
        + bytes(4)
        + struct.pack(">I", len(ascii_part))
        + ascii_part
        + bytes(4 + 4)
        + bytes(2 + 1 + 67)
    )


def _curve() -> bytes:
    count = 1024
    values = [_linear(index / (count - 1)) for index in range(count)]
    points = struct.pack(f">{count}H", *(round(value * 65535) for value in values))
    return b"curv" + bytes(4) + struct.pack(">I", count) + points


def _linear(value: float) -> float:
    """Light of a coded value (IEC 61966-2-1)."""
    if value <= 0.04045:
        return value / 12.92
    return float(((value + 0.055) / 1.055) ** 2.4)
