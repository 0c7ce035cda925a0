"""How a document looks: one typeface, quiet headings, sources small and grey."""

from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document as Made

_INK = RGBColor(0x1D, 0x35, 0x57)
_GREY = RGBColor(0x80, 0x80, 0x80)
_FONT = "Calibri"
_SIZES = {"Title": 24, "Heading 1": 14, "Heading 2": 12}


def styled_document() -> "Made":
    """An empty document on A4 with its styles."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    _font(document, "Normal", 11)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    for name, size in _SIZES.items():
        _font(document, name, size)
        document.styles[name].font.color.rgb = _INK
    document.styles["Heading 1"].paragraph_format.space_before = Pt(12)
    document.styles["Normal"].paragraph_format.line_spacing = 1.0
    document.styles["Quote"].paragraph_format.left_indent = Cm(0.8)
    source = document.styles.add_style("Source", WD_STYLE_TYPE.CHARACTER)
    source.font.size, source.font.color.rgb = Pt(8), _GREY
    return document


def _font(document: "Made", style: str, size: int) -> None:
    font = document.styles[style].font
    font.name, font.size = _FONT, Pt(size)
    fonts = document.styles[style].element.rPr.rFonts
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        # A theme's typeface would win over the one named here.
        fonts.attrib.pop(f"{{{fonts.nsmap['w']}}}{key}", None)
