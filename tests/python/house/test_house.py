"""The documents and the house say the same: marts, variables, commands, columns, files."""
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
DOCUMENTS = [path.name for path in sorted(ROOT.glob("*.md"))]


def code_words(text):
    """Return every word that the text sets as code."""
    return set(re.findall(r"`([^`\n]+)`", text))


def platform_variables():
    """Return the variables that the sources of the platforms give them."""
    found = set()
    for path in ROOT.glob("models/staging/*/_*__sources.yml"):
        platform = path.parent.name
        (source,) = yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
        parts = ["loader", "database", "schema", "connections", "time_zone"]
        parts += [f"{table['name']}_identifier" for table in source["tables"]]
        found |= {f"nps_{platform}_{part}" for part in parts}
    return found


def model_files(folder="models"):
    """Return the SQL files below a folder of models."""
    return sorted((ROOT / folder).rglob("*.sql"))


def test_readme_names_every_mart_and_no_other():
    marts = {path.stem for path in model_files("models/marts")}
    named = set(re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+\? \|$", README, re.MULTILINE))
    assert named == marts


def test_changelog_names_every_mart():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert {path.stem for path in model_files("models/marts")} <= code_words(changelog)


def test_readme_rules_and_project_have_the_same_variables():
    rules = set(re.findall(r"^        '(nps_\w+)': \{", (
        ROOT / "macros/internal/setting_rules.sql").read_text(encoding="utf-8"), re.MULTILINE))
    table = set(re.findall(r"^\| `(nps_\w+)` \| `", README, re.MULTILINE))
    assert rules == set(PROJECT["vars"]["nps"]) == table


def test_readme_gives_the_defaults_of_the_project():
    for name, default in PROJECT["vars"]["nps"].items():
        written = re.search(rf"^\| `{name}` \| `([^`]+)`", README, re.MULTILINE).group(1)
        assert yaml.safe_load(written) == default, name


def test_every_variable_that_the_documents_name_exists():
    known = set(PROJECT["vars"]["nps"]) | platform_variables()
    for name in DOCUMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        used = set(re.findall(r"var\('(nps_\w+)'\)", text)) | set(re.findall(r"[{,] ?(nps_\w+): ", text))
        assert used <= known, name


def test_every_platform_has_its_page_and_a_row_in_the_readme():
    names = {path.parent.name for path in ROOT.glob("models/staging/*/_*__sources.yml")} - {"generic"}
    macro = (ROOT / "macros/platforms/platforms.sql").read_text(encoding="utf-8")
    listed = set(re.findall(r"'(\w+)'", " ".join(re.findall(r"_platforms\(\) -%}\s+{{ return\(\[(.*?)\]", macro, re.DOTALL))))
    assert listed - {"generic"} == names
    assert set(re.findall(r"^\| `(\w+)`[^|]*\|.*docs/platforms/\1\.md", README, re.MULTILINE)) == names


def platform_source(platform):
    """Return what sources.yml says of a platform."""
    (path,) = ROOT.glob(f"models/staging/{platform}/_*__sources.yml")
    (source,) = yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
    return source


@pytest.mark.parametrize("page", sorted((ROOT / "docs/platforms").glob("*.md")), ids=lambda page: page.stem)
def test_a_page_names_what_there_is(page):
    """Every loader and raw table of the platform, and no model, seed or variable that does not exist."""
    text = page.read_text(encoding="utf-8")
    if (ROOT / "models/staging" / page.stem).is_dir():
        tables = platform_source(page.stem)["tables"]
        loaders = {loader for table in tables for loader in table["config"]["meta"]["loaders"]}
        assert {table["name"] for table in tables} | {f"nps_{page.stem}_schema"} <= set(re.findall(r"\w+", text))
        assert loaders <= set(re.findall(r"\w+", text.lower()))
    house = {path.stem for path in model_files()} | {path.stem for path in (ROOT / "seeds/reference").glob("*.csv")}
    known = house | set(PROJECT["vars"]["nps"]) | platform_variables()
    named = set(re.findall(r"\b(?:nps|int|stg|fct|dim)_\w+\b(?!<)", text))
    assert named <= known, named - known


def test_every_raw_table_has_loaders_and_its_own_name():
    for path in ROOT.glob("models/staging/*/_*__sources.yml"):
        platform = path.parent.name
        (source,) = yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
        for table in source["tables"] if platform != "generic" else ():
            variable = f"nps_{platform}_{table['name']}_identifier"
            assert table["identifier"] == "{{ var('%s', none) or '%s' }}" % (variable, table["name"]), path
            assert table["config"]["meta"]["loaders"], f"{path}: {table['name']}"
            assert all(column["name"] == column["name"].lower() for column in table["columns"]), path


def test_every_environment_variable_is_in_the_readme():
    sources = [ROOT / "profiles.yml", ROOT / "dbt_project.yml", *(ROOT / "tools").rglob("*.py"),
               *(ROOT / "macros").rglob("*.sql"), *(ROOT / "tests").rglob("*.py"),
               *(ROOT / "benchmarks").glob("*.py")]
    used = set().union(*(re.findall(r"['\"](NPS_[A-Z_]+)['\"]", path.read_text(encoding="utf-8")) for path in sources))
    table = set(re.findall(r"^\| `(NPS_[A-Z_]+)` \|", README, re.MULTILINE))
    assert used == table


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_existing_targets_and_files(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)\b", " ".join(code_words(text)))) <= targets
    for target in re.findall(r"\]\(([^):]+)\)", text):
        assert (ROOT / target).exists(), target
    for path in re.findall(r"`((?:models|macros|seeds|tests|tools|analyses|docs)/[\w./]+)`", text):
        assert (ROOT / path).exists(), path


def test_readme_lists_every_target():
    targets = set(re.findall(r"^([a-z][a-z-]*):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets == set(re.findall(r"`make ([a-z-]+)`", README.split("## Commands")[1].split("## When")[0]))


def test_readme_lists_every_landing_column():
    macro = (ROOT / "macros/internal/landing_columns.sql").read_text(encoding="utf-8").split("{% macro identifying")[0]
    for table, listed in re.findall(r"'(\w+)': \{\s+'required': (.*?)'keeps_attributes'", macro, re.DOTALL):
        columns = set(re.findall(r"'(\w+)'", listed)) - {"optional"}
        rows = [row for row in README.split("\n| `responses` | needed")[1].split("\n\n")[0].split("\n")]
        text = "\n".join(rows) if table == "responses" else next(row for row in rows if f"| `{table}` (optional)" in row)
        assert columns <= code_words(("| `responses` | needed" if table == "responses" else "") + text), table


def test_every_model_has_its_yml_and_says_its_grain():
    for path in model_files():
        about = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))["models"]
        assert [model["name"] for model in about] == [path.stem]
        assert about[0]["description"].startswith("One row per"), path.stem


def test_every_described_column_has_a_description_and_every_mart_column_a_type():
    for path in model_files():
        model = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))["models"][0]
        for column in model.get("columns", ()):
            assert column.get("description"), f"{path.stem}.{column['name']}"
            assert "marts" not in path.parts or column.get("data_type"), f"{path.stem}.{column['name']}"


def test_shared_descriptions_are_all_used():
    blocks = set(re.findall(r"{% docs (\w+) %}", (ROOT / "models/_columns.md").read_text(encoding="utf-8")))
    used = set().union(*(
        re.findall(r"doc\('(\w+)'\)", path.read_text(encoding="utf-8")) for path in (ROOT / "models").rglob("*.yml")))
    assert blocks == used


def test_only_staging_reads_raw_tables():
    for path in model_files():
        text = path.read_text(encoding="utf-8")
        assert "source(" not in text, path
        assert "raw_table(" not in text or "staging" in path.parts, path


def test_nothing_but_the_engine_macros_names_an_engine():
    for path in [*model_files(), *(ROOT / "macros").rglob("*.sql")]:
        if "engines" not in path.parts:
            text = re.sub(r"\{#.*?#\}|--.*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            assert not re.search(r"duckdb__|postgres__|spark__", text), path


def test_one_table_is_wide_and_two_are_logs():
    """What earlier builds leave behind stands in one place: every other relation is made anew."""
    incremental = {path.stem for path in model_files() if "materialized='incremental'" in path.read_text(encoding="utf-8")}
    assert incremental == {"int_answers__landed", "int_loads__seen", "int_people__erased"}
    intermediate, core = PROJECT["models"]["nps"]["intermediate"], PROJECT["models"]["nps"]["marts"]["core"]
    assert core["+materialized"] == intermediate["+materialized"] == "view"
    tables = {name for name, config in intermediate["answers"].items() if config.get("+materialized") == "table"}
    assert tables == {"int_answers__versions", "int_answers__deselected"}


def test_the_graph_knows_every_arrow_but_two():
    """Which files are read depends on what has landed, and a command ends with a look at what it built."""
    callers = [(path.stem, name) for path in (ROOT / "macros").rglob("*.sql")
               for name in re.findall(r"left_behind\('(\w+)'\)", path.read_text(encoding="utf-8"))]
    assert sorted(callers) == [("changes", "int_changes__compared"), ("loads", "int_answers__landed")]
    for path in [*model_files(), *(ROOT / "tests").rglob("*.sql")]:
        text = path.read_text(encoding="utf-8")
        assert "left_behind" not in text and ".include(" not in text, path.stem


def test_macros_call_each_other_by_the_name_of_the_package():
    """The models of an installer know no other name: a rule that is called there calls what it needs."""
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "macros").rglob("*.sql")}
    ours = {name for text in texts.values() for name in re.findall(r"macro (\w+)\(", text)}
    for path, text in texts.items():
        code = " ".join(re.findall(r"{%.*?%}|{{.*?}}", re.sub(r"{#.*?#}", "", text, flags=re.DOTALL), re.DOTALL))
        called = set(re.findall(r"(?<![\w.'\"])(?<!macro )(\w+)\(", code))
        assert called & ours == set(), path


def test_every_mutant_names_a_test_that_is_there():
    """A command that selects nothing is green, and a mutant that it should see goes unseen."""
    patches = sorted((ROOT / "tests/mutants").glob("*.patch"))
    assert patches
    for patch in patches:
        command = re.search(r"^# red: (.+)$", patch.read_text(encoding="utf-8"), re.MULTILINE).group(1)
        for path, name in re.findall(r"(tests/\S+\.py)(?:::(\w+))?", command):
            assert name is None or f"def {name}" in (ROOT / path).read_text(encoding="utf-8"), (patch.name, name)
        for model in re.findall(r"(\w+),test_type:unit", command):
            (described,) = (ROOT / "models").rglob(f"{model}.yml")
            assert f"model: {model}\n" in described.read_text(encoding="utf-8"), (patch.name, model)
        assert re.search(r"tests/\S+\.py|\w+,test_type:unit", command), patch.name
