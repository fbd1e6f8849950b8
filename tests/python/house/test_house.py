"""The documents and the house say the same: marts, variables, commands, columns, files."""
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LANDING, PLATFORMS, CONFIGURATION, COMMANDS = (
    (ROOT / f"docs/{name}.md").read_text(encoding="utf-8")
    for name in ("landing", "platforms", "configuration", "commands"))
# In integration_tests/guest.
GUEST_SOURCE = "kiosk"
PROJECT = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DOCUMENTS = [str(path.relative_to(ROOT)) for folder in (".", "docs") for path in sorted((ROOT / folder).glob("*.md"))]
PAGES = [*DOCUMENTS, *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs/platforms").glob("*.md")))]


def code_words(text):
    """Return every word that the text sets as code."""
    return set(re.findall(r"`([^`\n]+)`", text))


def code_of(text):
    """Return all that the text sets as code, in lines or in blocks."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *code_words(re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))])


def headings(text):
    """Return the anchors of the headings, as the web makes them."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def seeds():
    """Return the names of the seeds that a person edits."""
    return {path.stem for path in (ROOT / "seeds/reference").glob("*.csv")}


def platform_variables():
    """Return the variables that the sources give: of the platforms, of landing tables, of the guest's own source."""
    tables = re.findall(r"^        '(\w+)': \{$", (ROOT / "macros/internal/landing_columns.sql").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"responses", "nps_bands"} <= set(tables)
    found = {"nps_generic_columns", *(f"nps_generic_{table}_model" for table in tables)}
    found |= {f"nps_{GUEST_SOURCE}_{part}" for part in ("time_zone", "time_format")}
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


def test_documents_rules_and_project_have_the_same_variables():
    rules = set(re.findall(r"^        '(nps_\w+)': \{", (
        ROOT / "macros/internal/setting_rules.sql").read_text(encoding="utf-8"), re.MULTILINE))
    table = set(re.findall(r"^\| `(nps_\w+)` \| `", CONFIGURATION, re.MULTILINE))
    assert rules == set(PROJECT["vars"]["nps"]) == table


def test_documents_give_the_defaults_of_the_project():
    for name, default in PROJECT["vars"]["nps"].items():
        written = re.search(rf"^\| `{name}` \| `([^`]+)`", CONFIGURATION, re.MULTILINE).group(1)
        assert yaml.safe_load(written) == default, name


def test_every_variable_that_the_documents_name_exists():
    known = set(PROJECT["vars"]["nps"]) | platform_variables() | {path.stem for path in model_files("models/marts")}
    for name in [*PAGES, ".env.example"]:
        text = (ROOT / name).read_text(encoding="utf-8")
        used = set(re.findall(r"var\('(nps_\w+)'\)", text)) | set(re.findall(r"(?:[{,] ?|^ *)(nps_\w+): ", text, re.MULTILINE))
        assert used <= known, name


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_of_ours_in_the_documents_exists(document):
    """A relation, column, seed, variable or macro; what is no more is named in CHANGELOG.md and in what was printed."""
    text = re.sub(r"^[│┃].*$", "", (ROOT / document).read_text(encoding="utf-8"), flags=re.MULTILINE)
    house = {path.stem for path in [*model_files(), *(ROOT / "seeds").rglob("*.csv"), *(ROOT / "analyses").glob("*.sql")]}
    macros = set().union(*(re.findall(r"macro (\w+)\(", path.read_text(encoding="utf-8"))
                           for path in (ROOT / "macros").rglob("*.sql")))
    columns = set().union(*(re.findall(r"name: (\w+)", path.read_text(encoding="utf-8"))
                            for path in (ROOT / "models").rglob("*.yml")))
    schemas = {"nps_raw", "nps_staging", "nps_intermediate", "nps_reference", "nps_restricted", "nps_publication"}
    house |= {path.stem for path in (ROOT / "integration_tests/guest").rglob("*.sql")}
    known = house | macros | columns | schemas | set(PROJECT["vars"]["nps"]) | platform_variables() | {PROJECT["profile"]}
    gone = {"stg_generic__malformed_lines"} if document == "CHANGELOG.md" else set()
    named = set(re.findall(r"\b((?:nps|int|stg|fct|dim)_\w+)\b", code_of(text)))
    # `nps_quality_...` and `nps_<platform>_schema` are forms of names.
    named -= set(re.findall(r"\b(nps_\w+_)(?:\.\.\.|<)", text)) | set(re.findall(r"<\w+>(_\w+)", text))
    assert named <= known | gone, named - known


def test_configuration_lists_every_seed_that_a_person_edits():
    section = CONFIGURATION.split("\n## Seeds")[1]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == seeds()


def test_every_platform_has_its_page_and_a_row_in_the_table():
    names = {path.parent.name for path in ROOT.glob("models/staging/*/_*__sources.yml")} - {"generic"}
    macro = (ROOT / "macros/platforms/platforms.sql").read_text(encoding="utf-8")
    listed = set(re.findall(r"'(\w+)'", " ".join(re.findall(r"_platforms\(\) -%}\s+{{ return\(\[(.*?)\]", macro, re.DOTALL))))
    assert listed - {"generic"} == names
    assert set(re.findall(r"^\| `(\w+)`[^|]*\|.*\(platforms/\1\.md", PLATFORMS, re.MULTILINE)) == names
    written = re.sub(r"[^a-z]", "", README.lower())
    assert all(name in written for name in names)


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
    house = {path.stem for path in model_files()} | seeds()
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


def environment_variables():
    """Return the environment variables that the configuration lists."""
    return set(re.findall(r"^\| `(NPS_[A-Z_]+)` \|", CONFIGURATION, re.MULTILINE))


def test_every_environment_variable_is_in_the_table():
    sources = [ROOT / "profiles.yml", ROOT / "dbt_project.yml", *(ROOT / "tools").rglob("*.py"),
               *(ROOT / "macros").rglob("*.sql"), *(ROOT / "tests").rglob("*.py"),
               *(ROOT / "benchmarks").glob("*.py")]
    used = set().union(*(re.findall(r"['\"](NPS_[A-Z_]+)['\"]", path.read_text(encoding="utf-8")) for path in sources))
    assert used == environment_variables()


def test_every_environment_variable_that_is_named_exists():
    for name in [*PAGES, "Makefile", ".env.example"]:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"\bNPS_[A-Z_]+\b", text)) <= environment_variables(), name


def targets():
    """Return the targets of the Makefile that it explains."""
    return set(re.findall(r"^([a-z][a-z-]*):.*##", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("document", PAGES)
def test_documents_name_existing_targets_and_files(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)\b", code_of(text))) <= targets()
    for module in re.findall(r"-m ((?:tools|tests|benchmarks)(?:\.\w+)+)", code_of(text)):
        assert (ROOT / module.replace(".", "/")).with_suffix(".py").exists(), module
    for path, anchor in re.findall(r"\]\(([^):#]*)(?:#([^)]+))?\)", text):
        target = (ROOT / document).parent / path if path else ROOT / document
        assert target.exists(), path
        if anchor:
            assert anchor in headings(target.read_text(encoding="utf-8")), f"{path}#{anchor}"
    for path in re.findall(r"`((?:models|macros|seeds|tests|tools|analyses|docs)/[\w./]+)`", text):
        assert (ROOT / path).exists(), path


def test_every_page_is_reached_from_the_readme():
    linked = set(re.findall(r"\]\(([^):#]+\.md)\)", README))
    assert set(DOCUMENTS) - {"README.md"} == linked
    assert all(f"platforms/{path.name}" in PLATFORMS for path in (ROOT / "docs/platforms").glob("*.md"))


def test_commands_lists_every_target():
    table = COMMANDS.split("| command | does |")[1].split("\n\n")[0]
    assert targets() == set(re.findall(r"`make ([a-z-]+)`", table))


def test_landing_lists_every_column_and_no_other():
    macro = (ROOT / "macros/internal/landing_columns.sql").read_text(encoding="utf-8")
    tables = re.findall(r"'(\w+)': \{\s+'required': \[(.*?)\],\s+'optional': \[(.*?)\][,}]", macro, re.DOTALL)
    assert [name for name, *_ in tables] == re.findall(r"^## The table `(\w+)`", LANDING, re.MULTILINE)
    for table, required, optional in tables:
        section = LANDING.split(f"\n## The table `{table}`\n")[1].split("\n## ")[0]
        rows = dict(re.findall(r"^\| `(\w+)` \| (yes|no)\b", section, re.MULTILINE))
        needed = re.findall(r"'(\w+)'", required)
        assert rows == {name: "yes" if name in needed else "no" for name in needed + re.findall(r"'(\w+)'", optional)}, table


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
            assert not re.search(r"duckdb__|postgres__|spark__|target[.]type", text), path


def test_no_name_is_longer_than_an_engine_has_them():
    """A unit test becomes a relation of its name."""
    names = [path.stem for path in model_files()] + [
        test["name"] for path in (ROOT / "models").rglob("*.yml")
        for test in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("unit_tests", [])]
    assert len(names) > 150
    assert [name for name in names if len(name) > 63] == []


def test_one_table_is_wide_and_two_are_logs():
    """What earlier builds leave behind stands in one place: every other relation is made anew."""
    incremental = {path.stem for path in model_files() if "materialized='incremental'" in path.read_text(encoding="utf-8")}
    assert incremental == {"int_answers__landed", "int_loads__seen", "int_people__erased"}
    intermediate, core = PROJECT["models"]["nps"]["intermediate"], PROJECT["models"]["nps"]["marts"]["core"]
    assert core["+materialized"] == intermediate["+materialized"] == "view"
    tables = {name for name, config in intermediate["answers"].items() if config.get("+materialized") == "table"}
    assert tables == {"int_answers__versions", "int_answers__deselected", "int_answers__spellings"}


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


def test_a_project_may_override_every_macro_of_a_rule():
    for folder in ("scoring", "statistics", "parsing"):
        for path in (ROOT / "macros" / folder).glob("*.sql"):
            text = path.read_text(encoding="utf-8")
            for name in re.findall(r"{% macro (?!default__)(\w+)", text):
                assert f"adapter.dispatch('{name}', 'nps')" in text and f"macro default__{name}(" in text, name


def test_no_model_of_another_project_takes_the_place_of_ours():
    """But of the seeds that the README offers for it."""
    offered = {"nps_metric_map", "nps_touchpoint_rules", "nps_attribute_rules"}
    assert all(f"`{name}`" in README for name in offered)
    for folder in ("models", "macros", "tests/singular", "tests/generic", "analyses"):
        for path in (ROOT / folder).rglob("*.*"):
            names = set(re.findall(r"\bref\('(\w+)'\)", path.read_text(encoding="utf-8")))
            assert names <= offered, path


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
