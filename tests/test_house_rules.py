"""The house's own rules: imports run one way, settings and words are complete everywhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from bot.settings import Settings
from prompts import available, language
from storage.database import HEAD, Database
from storage.migrations import configuration
from storage.tables import metadata

_SAID = ("say", "reasons", "errors", "import", "slack")
ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "prompts": {"prompts"},
    "storage": {"storage"},
    "tools": {"tools", "storage", "prompts"},
    "bot": {"bot", "tools", "storage", "prompts"},
}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_run_one_way(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        foreign = (set(_imports(path)) & set(MAY_IMPORT)) - MAY_IMPORT[package]
        assert not foreign, f"{path.relative_to(ROOT)} imports {foreign}"


def test_tools_know_no_slack_and_no_model() -> None:
    for path in (ROOT / "tools").rglob("*.py"):
        assert not {"slack_bolt", "slack_sdk", "openai", "langchain"} & set(_imports(path))


def test_env_example_lists_every_setting() -> None:
    listed = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(name.upper() for name in Settings.model_fields)


def _keys(tree: object, prefix: str = "") -> Iterator[str]:
    if not isinstance(tree, dict) or set(tree) <= {"zero", "one", "two", "few", "many", "other"}:
        yield prefix
        return
    for key, branch in tree.items():
        yield from _keys(branch, f"{prefix}.{key}")


def test_every_language_says_the_same_things() -> None:
    english = language("en")
    for code in available():
        for section in _SAID:
            theirs = set(_keys(language(code).get(section, {})))
            assert theirs == set(_keys(english.get(section, {}))), (code, section)


def test_sentences_take_the_same_facts_in_every_language() -> None:
    def facts(code: str, section: str) -> dict[str, set[str]]:
        found = {}
        for key in _keys(language(code).get(section, {})):
            leaf: Any = language(code).get(section, {})
            for part in key.split(".")[1:]:
                leaf = leaf[part]
            texts = leaf.values() if isinstance(leaf, dict) else [leaf]
            found[key] = set(re.findall(r"\{(\w+)", " ".join(map(str, texts))))
        return found

    for code in available():
        for section in _SAID:
            assert facts(code, section) == facts("en", section), (code, section)


def test_every_error_code_has_its_sentence() -> None:
    raised = re.compile(r"(?:PiloteError|SetupError|UsageError)\(\s*\"(\w+)\"")
    refused = re.compile(r"(?:Declined|Denied|NoValue)\(\s*\"(\w+)\"")
    for package in MAY_IMPORT:
        for path in (ROOT / package).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            for code in raised.findall(text):
                assert code in language("en")["errors"], f"{path.name}: {code}"
            for code in refused.findall(text):
                assert code in language("en")["reasons"], f"{path.name}: {code}"


def test_the_newest_migration_is_the_one_expected() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


def test_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    found = inspect(database.engine)
    for table in metadata.tables.values():
        columns = {column["name"] for column in found.get_columns(table.name)}
        assert columns == {column.name for column in table.columns}, table.name
    # Asked of the database itself: reflection passes over indexes on expressions.
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index'",
        "postgresql": "SELECT indexname FROM pg_indexes",
    }[database.engine.dialect.name]
    with database.reading() as connection:
        indexes = set(connection.exec_driver_sql(names).scalars())
    here = database.engine.dialect.name
    for table in metadata.tables.values():
        made = {i.name for i in table.indexes if i.info.get("dialect", here) == here}
        assert made <= indexes, table.name


def test_opening_a_current_store_does_not_load_alembic(tmp_path: Path) -> None:
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    url = f"sqlite:///{tmp_path / 'store.db'}"
    Database(url).close()
    code = (
        "import sys; from storage.database import Database;"
        f"Database({url!r}); sys.exit('alembic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)  # noqa: S603
    assert ran.returncode == 0
    assert create_engine(url).dialect.name == "sqlite"
