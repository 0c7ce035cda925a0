"""The table in the documentation is the format the import reads."""

from pathlib import Path

from storage.exchange.layout import FILES, File

PAGE = Path(__file__).parents[3] / "docs" / "import.md"


def line(file: File) -> str:
    columns = []
    for column in file.columns:
        star = "*" if column.required else ""
        choices = f" ({', '.join(f'`{c}`' for c in column.choices)})" if column.choices else ""
        columns.append(f"`{column.name}`{star}{choices}")
    names = {column.goes_into: column.name for column in file.columns}
    key = ", ".join(f"`{names[name]}`" for name in file.key)
    return f"| `{file.csv}` | {', '.join(columns)} | {key} |"


def test_the_documentation_lists_the_format() -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = page.split("<!-- files -->\n")[1].split("<!-- /files -->")[0]
    assert table.splitlines() == [line(file) for file in FILES]
