"""What only dbt knows, for sqlfluff's Jinja templater: no database, no dbt.

The project's own macros are the real ones; they are rendered as on DuckDB with
the variables of dbt_project.yml. A name that is missing here, or that nobody
defines, is a templating error and fails the lint: add it here if dbt has it.
"""


def _project_variables():
    from pathlib import Path

    import yaml

    project = Path(__file__).resolve().parents[2] / "dbt_project.yml"
    return yaml.safe_load(project.read_text(encoding="utf-8"))["vars"]["nps"]


# Under merge the ledger has joins that it lacks otherwise.
_VARIABLES = _project_variables() | {"nps_segment_case": "merge"}


_NO_DEFAULT = object()


def var(name, default=_NO_DEFAULT):
    if name not in _VARIABLES and default is _NO_DEFAULT:
        raise ValueError(f"dbt_project.yml has no variable {name}")
    return _VARIABLES.get(name, default)


def env_var(name, default):
    """The default, so that no lint depends on somebody's environment."""
    return default


# As while dbt parses: macros that would ask the database return early.
execute = False


class target:
    name = type = "duckdb"
    profile_name = "nps_demo"
    database = "build"
    schema = "nps"


class modules:
    import datetime
    import itertools
    import re

    import pytz


# No variable comes from a command line.
invocation_args_dict = {}


class flags:
    FULL_REFRESH = False


run_started_at = modules.datetime.datetime(2026, 1, 1)


class exceptions:
    def raise_compiler_error(message):
        raise ValueError(message)

    def warn(message):
        return ""


class _Relation(str):
    """A relation as dbt renders it, with or without its database."""

    def include(self, **parts):
        return self

    def incorporate(self, **parts):
        return self


def ref(*names):
    return _Relation(names[-1])


def source(_, name):
    return _Relation(name)


class adapter:
    from jinja2 import pass_context

    @pass_context
    def dispatch(context, macro_name, macro_namespace=None):
        own = f"{target.type}__{macro_name}"
        return context.resolve(own if own in context else f"default__{macro_name}")

    def quote(identifier):
        return f'"{identifier}"'


class _Package:
    """The name by which macros call each other."""

    def __getattr__(self, name):
        from jinja2 import pass_context
        from sqlfluff.core.templaters.builtins.dbt import DbtMacroWrapper

        @pass_context
        def macro(context, *arguments, **named):
            # Without the wrapper the return of a macro of the same file would end its caller.
            return DbtMacroWrapper(context.resolve(name))(*arguments, **named)

        return macro


nps = _Package()


class dbt:
    def type_string():
        return "varchar"

    def string_literal(text):
        return f"'{text}'"

    def escape_single_quotes(text):
        return text.replace("'", "''")

    def listagg(measure, delimiter_text, order_by_clause):
        return f"string_agg({measure}, {delimiter_text} {order_by_clause})"

    def position(substring, string):
        return f"position({substring} in {string})"

    def split_part(string_text, delimiter_text, part_number):
        return f"split_part({string_text}, {delimiter_text}, {part_number})"

    def safe_cast(field, type):
        return f"cast({field} as {type})"

    def dateadd(datepart, interval, from_date_or_timestamp):
        return f"date_add({from_date_or_timestamp}, interval ({interval}) {datepart})"

    def datediff(first_date, second_date, datepart):
        return f"date_diff('{datepart}', {first_date}, {second_date})"

    def date_trunc(datepart, date):
        return f"date_trunc('{datepart}', {date})"

    def date_spine(datepart, start_date, end_date):
        return f"select {start_date} as date_{datepart}"
