"""Writes the generated pages of the documentation: `make docs`."""

from pathlib import Path

from bot.saying.glossary_page import glossary_page
from docs import model_page, reading_page

if __name__ == "__main__":
    for locale in ("en", "fr"):
        page = Path(__file__).parent / f"kpis.{locale}.md"
        page.write_text(glossary_page(locale), encoding="utf-8")
    model = model_page.PAGE.read_text(encoding="utf-8")
    model_page.PAGE.write_text(model_page.with_bytes(model), encoding="utf-8")
    reading = reading_page.PAGE.read_text(encoding="utf-8")
    reading_page.PAGE.write_text(reading_page.with_scores(reading), encoding="utf-8")
