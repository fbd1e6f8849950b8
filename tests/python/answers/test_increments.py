"""One change after a first build, case by case: an increment gives what a full refresh gives."""

import duckdb
import pytest

from support.landing import answer, write_file
from support.publishing import Publisher, read
from support.running import BuildStopped
from support.workplace import Workplace

ADA = {"respondent_id": "ada", "email": "ada@x.org", "comment": "words of ada"}
MAY = "2024-05-05T10:00:00Z"
FIRST = [
    answer("r1", 9, updated_at="2024-03-06T00:00:00Z", comment="words of one"),
    answer("r2", 3, responded_at="2024-04-01T00:00:00Z"),
    answer("r3", 10, country="SE", **ADA),
    answer("r4", 8, responded_at="2024-02-29T23:00:00Z", respondent_id="bo", touchpoint="chat"),
]
BASE = {
    "responses/a.csv": FIRST,
    "responses/b.jsonl": [answer("r5", 0, country="IN"), answer("r5", "7", survey_id="app", country="IN")],
}


class Growing(Workplace):
    """Builds on what the last build left, and looks at what it keeps."""

    def grow(self, files=None, *, full=False, tested=False, **more):
        """Land the files beside the others, build, and return all relations of schema nps."""
        self.land(files or {})
        options = ["--full-refresh"] if full else []
        return self.build_here(*options, tested=tested, **more).everything()

    def landed(self):
        """The rows that are kept, by what tells them apart."""
        return sorted(self.warehouse.rows(
            "select load_number, row_nonce from nps_restricted.int_answers__landed"))

    def keeps(self, text):
        """Whether any kept row holds the text."""
        return self.warehouse.rows(
            "select 1 from nps_restricted.int_answers__landed as landed"
            f" where contains(lower(cast(landed as varchar)), '{text}')") != []

    def run_models(self, select):
        """Run some models and nothing else, as a build that is killed behind them does."""
        self.run_dbt("run", "--select", select)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A workplace and what its first build shows, kept for `grown`."""
    place = Growing(tmp_path_factory.mktemp("growing"))
    shown = place.grow(BASE)
    place.keep("first")
    return place, shown


@pytest.fixture
def grown(workplace):
    """The workplace after its first build, and what that build shows."""
    place, shown = workplace
    place.come_back("first")
    return place, shown


def differing(one, other):
    """Rows that only one of two warehouses has, by relation; a bag of rows each."""
    assert one.keys() == other.keys()
    return {name: (one[name] - other[name], other[name] - one[name]) for name in one if one[name] != other[name]}


@pytest.mark.parametrize("files", [
    pytest.param({"responses/c.csv": [answer("r9", 10, responded_at=MAY)]}, id="new_answer"),
    pytest.param(
        {"responses/c.csv": [answer("r1", 2, responded_at=MAY, updated_at="2024-06-01T00:00:00Z")]},
        id="edit_that_moves_the_month"),
    pytest.param(
        {"responses/c.csv": [answer("r1", 2, responded_at=MAY, updated_at="2024-03-01T00:00:00Z")]},
        id="older_version_that_comes_later"),
    pytest.param(
        {"responses/c.csv": [answer("r2", "", deleted_at="2024-06-01", updated_at="2024-06-01")]}, id="deletion"),
    pytest.param({"responses/c.csv": FIRST}, id="same_rows_in_another_file", marks=pytest.mark.slow),
    pytest.param({"responses/a.csv": [FIRST[0], FIRST[2], FIRST[3]]}, id="file_without_the_answers_of_a_month", marks=pytest.mark.slow),
    pytest.param({"responses/a.csv": [FIRST[0], answer("r2", 10), *FIRST[2:]]}, id="file_with_another_row", marks=pytest.mark.slow),
    pytest.param({"surveys.csv": [{"survey_id": "app", "metric_type": "csat"}]}, id="survey_declared_later", marks=pytest.mark.slow),
])
def test_an_increment_is_a_full_refresh(grown, files):
    """Whatever was landed before and whatever comes, only the rows that are there decide."""
    place, before = grown
    after = place.grow(files)
    assert differing(after, before)
    assert differing(after, place.grow(full=True)) == {}


def test_an_answer_that_is_edited_again_counts_once(grown):
    """What is kept of an answer since it landed twice goes when it lands a third time."""
    place, _ = grown
    for number, month in ((1, "2024-06"), (2, "2024-07")):
        after = place.grow({f"responses/edit_{number}.csv": [
            answer("r1", number, responded_at=f"{month}-01T00:00:00Z", updated_at=f"{month}-02T00:00:00Z")]})
    assert differing(after, place.grow(full=True)) == {}


def test_without_news_no_row_is_written_again(grown):
    """Neither a build twice nor a file with a new date and the old content lands anything."""
    place, before = grown
    landed = place.landed()
    place.land(BASE)
    assert differing(place.grow(), before) == {}
    assert place.landed() == landed


def test_a_model_that_is_run_twice_lands_nothing_twice(grown):
    """The second run follows the registration that the first has followed."""
    place, _ = grown
    before = place.landed()
    place.land({"responses/c.csv": [answer("r9", 10, responded_at=MAY)]})
    place.run_models("+int_answers__landed")
    landed = place.landed()
    assert len(landed) == len(before) + 1
    place.run_models("int_answers__landed")
    assert place.landed() == landed


def test_under_a_selection_policy_an_answer_counts_again_once_the_other_is_gone(grown):
    """No row of it has changed: the selection looks across the answers of a person."""
    place, _ = grown
    policy = {"nps_selection_policy": "latest"}
    place.grow({"responses/c.csv": [answer("r6", 2, responded_at="2024-02-29T23:30:00Z", respondent_id="bo")]},
               variables=policy)
    gone = answer("r6", "", deleted_at="2024-06-01", updated_at="2024-06-01")
    after = place.grow({"responses/d.csv": [gone]}, variables=policy)
    assert differing(after, place.grow(full=True, variables=policy)) == {}


def test_a_deletion_takes_the_text_of_older_versions_along(grown):
    """What was deleted is in no kept row, and no newer version brings it back."""
    place, _ = grown
    assert place.keeps("words of one")
    place.grow({"responses/c.csv": [answer("r1", "", deleted_at="2024-06-01", updated_at="2024-06-01")]})
    assert not place.keeps("words of one")
    after = place.grow({"responses/d.csv": [answer("r1", 6, updated_at="2024-06-02")]})
    assert not place.keeps("words of one")
    assert differing(after, place.grow(full=True)) == {}


@pytest.mark.slow
def test_a_person_whose_answer_was_deleted_is_erased_later(grown):
    """Of a deleted answer it is kept by what its person would be known, so that it is theirs to the end."""
    place, _ = grown
    place.grow({"responses/c.csv": [answer("r3", "", deleted_at="2024-06-01", updated_at="2024-06-01")]})
    place.grow({"customers.csv": [{"respondent_id": "ada", "deleted_at": "2024-06-02"}]})
    after = place.grow({"responses/d.csv": [answer("r3", 6, updated_at="2024-06-03")]})
    assert ("erased", 1) in place.warehouse.rows(
        "select reason, count(*) from nps_restricted.int_answers__ledger where response_id = 'r3' group by 1")
    assert differing(after, place.grow(full=True)) == {}


def test_an_erasure_takes_all_that_counts_of_a_file(grown):
    place, _ = grown
    place.grow({"responses/c.csv": [answer("r9", 9, responded_at=MAY, respondent_id="eve")]})
    after = place.grow({"customers.csv": [{"respondent_id": "eve", "deleted_at": "2024-06-01"}]})
    assert differing(after, place.grow(full=True)) == {}


def test_an_erased_person_stays_erased(grown):
    """One who is erased leaves what was landed before, and does not come back when the customers file is gone."""
    place, _ = grown
    assert place.keeps("words of ada")
    customers = {"customers.csv": [{"respondent_id": "", "email": "ADA@x.org", "deleted_at": "2024-06-01"}]}
    after = place.grow(customers)
    assert not place.keeps("words of ada")
    assert not place.keeps("ada@x.org")
    assert differing(after, place.grow(full=True)) == {}
    late = {"responses/c.csv": [answer("r8", 10, **ADA)]}
    later = place.grow(late | dict.fromkeys(customers))
    assert not place.keeps("words of ada")
    assert differing(later, place.grow(customers, full=True)) == {}


def test_a_file_that_goes_away_keeps_its_rows(grown):
    """Rows of files that are gone count on, and are judged by the rules of today."""
    place, before = grown
    rules = {"nps_time_zone": "Asia/Kolkata", "nps_segments": ["touchpoint", "country"]}
    assert differing(place.grow({"responses/a.csv": None}), before) == {}
    judged_again = place.grow(variables=rules)
    declared = place.grow({"surveys.csv": [{"survey_id": "shop", "program": "store"}]}, variables=rules)
    place.land(BASE)
    assert differing(declared, place.grow(variables=rules, full=True)) == {}
    place.land({"surveys.csv": None})
    assert differing(judged_again, place.grow(variables=rules, full=True)) == {}
    assert differing(judged_again, before)
    assert differing(judged_again, declared)


def test_what_landed_is_read_again_under_other_variables(grown):
    """Times without an offset, and attributes that become segments, are read from what was kept: nothing lands again."""
    place, _ = grown
    place.grow({"responses/c.csv": [answer("r9", 10, responded_at="2024-05-31T23:30:00", plan="gold")]})
    landed = place.landed()
    variables = {"nps_segments": ["plan", "country"], "nps_source_time_zone": "America/New_York"}
    after = place.grow({"responses/c.csv": None}, variables=variables)
    assert place.landed() == landed
    place.land({"responses/c.csv": [answer("r9", 10, responded_at="2024-05-31T23:30:00", plan="gold")]})
    assert differing(after, place.grow(full=True, variables=variables)) == {}


# The shape of release 0.1: loads numbered from 1 in another schema, and few texts in one column.
RELEASE_0_1 = """
    update nps_restricted.int_answers__landed
    set load_number = load_number - (select min(load_number) - 1 from nps_intermediate.int_loads__seen);
    create table nps_staging.stg_loads__registered as
    select load_number - min(load_number) over () + 1 as load_number, source_system, load_key, origin, fingerprint,
        seen_in as registered_in
    from nps_intermediate.int_loads__seen;
    drop table nps_intermediate.int_loads__seen;
    drop table nps_intermediate._tested_build;
    alter table nps_restricted.int_answers__landed add column rare_texts varchar;
    alter table nps_restricted.int_answers__landed add column is_complete boolean;
    alter table nps_restricted.int_answers__landed add column own_problem varchar;
    update nps_restricted.int_answers__landed set
        is_complete = coalesce(status = 'complete', false),
        rare_texts = nullif(cast(json_merge_patch('{}', json_object(
            'status', nullif(status, 'complete'), 'is_test', is_test_raw, 'responded_at', responded_at_raw,
            'sent_at', sent_at_raw, 'updated_at', updated_at_raw, 'loaded_at', loaded_at_raw,
            'deleted_at', coalesce(deleted_at_raw, strftime(deleted_at, '%Y-%m-%dT%H:%M:%SZ')),
            'respondent_erasure_key', respondent_id_erasure_key, 'email_erasure_key', email_erasure_key)) as varchar), '{}');
    """ + "".join(f"alter table nps_restricted.int_answers__landed drop column {name};" for name in (
    "changed_in", "question_key", "status", "is_test_raw", "has_response_id", "deleted_at", "reading", "erasures",
    "responded_at_raw", "sent_at_raw", "updated_at_raw", "loaded_at_raw", "deleted_at_raw",
    "respondent_id_erasure_key", "email_erasure_key"))


def test_a_build_file_of_the_release_before_keeps_every_row(grown):
    """Those of files that are gone as well, and what is known of each."""
    place, _ = grown
    before = place.grow({
        "responses/c.csv": [
            answer("t1", 9, responded_at="2024-05-31T23:30:00+05:30", status="complete"),
            answer("t2", 9, status="partial"), answer("t3", 9, is_test="yes"), answer("t4", 9, responded_at="noon"),
            answer("r2", "", deleted_at="2024-06-01T00:00:00Z", updated_at="2024-06-01"),
            answer("t5", 9, respondent_id="eve"), answer("t6", 9, responded_at="2024-06-01T00:30:00")],
        "customers.csv": [{"respondent_id": "eve", "deleted_at": "2024-06-01"}]}, tested=True)
    landed = place.landed()
    with duckdb.connect(place.database) as connection:
        connection.execute(RELEASE_0_1)
    after = place.grow({"responses/a.csv": None, "responses/c.csv": None}, tested=True)
    assert differing(after, before) == {}
    assert [nonce for _, nonce in place.landed()] == [nonce for _, nonce in landed]
    # A time without an offset is kept as it landed.
    assert differing(place.grow(variables={"nps_source_time_zone": "Asia/Kolkata"}), after)


def test_a_column_more_or_less_keeps_every_row(grown):
    """Between two builds a release may add columns to what is kept, read from there or landed, and take one away."""
    place, before = grown
    landed = place.landed()
    with duckdb.connect(place.database) as connection:
        for change in ("drop column question_key", "drop column reading", "drop column source_group", "add column colour varchar"):
            connection.execute(f"alter table nps_restricted.int_answers__landed {change}")
    assert differing(place.grow({"responses/a.csv": None}), before) == {}
    assert place.landed() == landed


@pytest.mark.slow
def test_another_landing_folder_starts_anew(grown):
    """Nothing of one folder stays beside the rows of another, though its files have the same names."""
    place, _ = grown
    other = place.folder / "other"
    write_file(other / "responses/a.csv", [answer("r1", 1), answer("r7", 10)])
    elsewhere = {"NPS_LANDING_DIR": str(other)}
    after = place.grow(environment=elsewhere)
    assert place.warehouse.rows("select response_id from nps.fct_nps_responses order by 1") == [("r1",), ("r7",)]
    assert differing(after, place.grow(environment=elsewhere, full=True)) == {}


@pytest.mark.slow
def test_a_build_that_ended_before_its_rows_landed_is_made_good(grown):
    """A registered load whose rows never came is landed by the next build, once, in place of what it replaces."""
    place, before = grown
    place.land({"responses/a.csv": FIRST[:1], "responses/c.csv": [answer("r9", 10, responded_at=MAY)]})
    place.run_models("+int_loads__standing")
    after = place.grow()
    assert differing(after, before)
    assert differing(after, place.grow(full=True)) == {}


def test_a_build_that_stops_leaves_answers_in_their_programs(grown):
    """New declarations are known before the answers are judged again: until then an answer keeps its own."""
    place, _ = grown
    surveys = [{"survey_id": "shop", "program": "shoppers", "survey_kind": "relational"},
               {"survey_id": "app", "program": "crew", "survey_kind": "employee"}]
    place.grow({"surveys.csv": surveys})
    programs = "select program, count(*) from nps.fct_nps_responses group by 1"
    before = place.warehouse.rows(programs)
    assert before == [("shoppers", 5)]
    place.land({"surveys.csv": [*surveys, *({"survey_id": f"new{number}"} for number in range(6))]})
    place.run_models("+int_surveys__scaled")
    assert place.warehouse.rows(programs) == before


@pytest.mark.slow
def test_a_build_file_without_its_list_of_loads_is_read_anew(grown):
    """The rows of loads that nobody knows any more leave, and no new row is taken for one of them."""
    place, before = grown
    with duckdb.connect(place.database) as connection:
        connection.execute("drop table nps_intermediate.int_loads__seen cascade")
    after = place.grow({"responses/0.csv": [answer("r9", 10, responded_at=MAY)]})
    assert differing(after, before)
    assert differing(after, place.grow(full=True)) == {}


@pytest.mark.slow
def test_an_erased_answer_keeps_its_metric(grown):
    """What it was asked names nobody, and judged again it must not become another question of its survey."""
    place, _ = grown
    asked = [answer("q1", 9, question_id="first", survey_id="mixed", metric_type="nps"),
             answer("q2", 4, question_id="second", survey_id="mixed", metric_type="csat", respondent_id="eve")]
    place.grow({"responses/c.csv": asked, "customers.csv": [{"respondent_id": "eve", "deleted_at": "2024-06-01"}]})
    rules = {"nps_time_zone": "Asia/Kolkata"}
    assert differing(place.grow(variables=rules), place.grow(variables=rules, full=True)) == {}


@pytest.mark.slow
def test_an_employee_stays_hidden_whatever_was_asked(grown):
    """An unknown metric has no scale, but the survey says whose answers these are."""
    place, _ = grown
    place.grow({
        "surveys.csv": [{"survey_id": "staff", "program": "crew", "survey_kind": "employee"}],
        "responses/c.csv": [answer("secret", 1, survey_id="staff", metric_type="happiness", comment="words of eve")]})
    assert place.warehouse.rows(
        "select response_id, score_raw, raw_record from nps.nps_rejected_responses"
        " where rejection_reason = 'unknown_metric_type'") == [(None, None, None)]


@pytest.mark.slow
def test_a_tie_has_the_same_winner_in_any_zone_and_of_any_format(grown):
    """The digest of an emptied row was made under the variables of its day, that of another row is made today."""
    place, _ = grown
    ties = [f"tie{number}" for number in range(24)]
    place.grow({
        "responses/c.csv": [answer(tie, 9, responded_at="2026-01-10T10:00:00") for tie in ties],
        "responses/d.csv": [
            answer(tie, "", responded_at="2026-01-10T10:00:00", deleted_at="yes") for tie in ties]})
    rules = {"nps_source_time_zone": "Europe/Stockholm"}
    assert differing(place.grow(variables=rules), place.grow(variables=rules, full=True)) == {}


@pytest.mark.slow
def test_an_emptied_row_keeps_its_place_among_ties(grown):
    """Where the deletion that emptied two versions of one time is taken back, the same one wins as in a full refresh."""
    place, _ = grown
    ties = [f"tie{number}" for number in range(24)]
    place.grow({
        "responses/c.csv": [answer(tie, score, comment=f"gave {score}") for tie in ties for score in (3, 9)],
        "responses/d.csv": [answer(tie, "", updated_at="2026-01-10", deleted_at="2026-01-10") for tie in ties]})
    assert not place.keeps("gave 3")
    scores = "select response_id, score from nps.fct_nps_responses where response_id like 'tie%' order by all"
    place.grow({"responses/d.csv": [answer("r9", 10)]})
    after = place.warehouse.rows(scores)
    place.grow(full=True)
    assert after == place.warehouse.rows(scores) and len(after) == len(ties)


@pytest.mark.slow
def test_equal_numbers_have_an_equal_digest(grown):
    """A weight of 1 and one of 1.0 are one weight: which version wins does not depend on the file format."""
    place, _ = grown
    ties = [f"tie{number}" for number in range(12)]
    files = [
        {f"responses/c{score}.csv": [answer(tie, score, weight=weight) for tie in ties] for score in (3, 9)}
        for weight in ("1", "1.0")]
    one, other = (place.grow(each) for each in files)
    assert one["fct_nps_responses"] == other["fct_nps_responses"]


@pytest.mark.slow
def test_a_segment_is_written_alike_when_it_is_judged_again(grown):
    """Status and metric type are read in lower case, as a segment too."""
    place, _ = grown
    place.grow({"responses/c.csv": [answer("r9", 10, status="Completed", metric_type="NPS")]},
               variables={"nps_segments": ["status", "metric_type"]})
    rules = {"nps_segments": ["status", "metric_type"], "nps_time_zone": "Asia/Kolkata"}
    assert differing(place.grow(variables=rules), place.grow(variables=rules, full=True)) == {}


@pytest.mark.slow
def test_a_row_that_a_failed_build_withdrew_is_landed_once(grown):
    """Who is erased by a build that then fails is erased by the next, and no row comes twice."""
    place, _ = grown
    customers = {"customers.csv": [{"respondent_id": "ada", "deleted_at": "2024-06-01"}]}
    without_score = {"responses/c.csv": [{"response_id": "r9", "survey_id": "shop", "responded_at": MAY}]}
    with pytest.raises(BuildStopped, match='no column "score"'):
        place.grow(customers | without_score)
    after = place.grow({"responses/c.csv": [answer("r9", 10, responded_at=MAY)]})
    assert not place.keeps("words of ada")
    assert differing(after, place.grow(full=True)) == {}


@pytest.mark.slow
def test_an_earlier_deletion_that_comes_later_counts(grown):
    """One whose deletion is dated back to before the day that is asked for is erased on that day."""
    place, _ = grown
    as_of = {"nps_as_of": "2024-06-15"}
    place.grow({"customers.csv": [{"respondent_id": "ada", "deleted_at": "2024-07-01"}]}, variables=as_of)
    assert place.keeps("words of ada")
    after = place.grow({"customers.csv": [{"respondent_id": "ada", "deleted_at": "2024-06-01"}]}, variables=as_of)
    assert not place.keeps("words of ada")
    assert differing(after, place.grow(variables=as_of, full=True)) == {}


@pytest.mark.slow
def test_names_of_files_do_not_say_which_row_wins(grown):
    """Rows that differ in nothing but a deletion without a readable time have one winner, wherever they lie."""
    place, _ = grown
    stays, goes = [answer("r9", 10)], [answer("r9", 10, deleted_at="gone")]
    one = place.grow({"responses/c.csv": stays, "responses/d.csv": goes})
    other = place.grow({"responses/c.csv": goes, "responses/d.csv": stays})
    # The scorecard is of loads, and says which file has a row that counts.
    assert differing(one, other).keys() <= {"nps_data_quality"}


def test_an_erasure_between_two_publications_leaves_no_trace(grown, tmp_path, monkeypatch):
    """What a build erased and the next one did not is in no file that is published after both."""
    place, _ = grown
    plans = {"nps_segments": ["plan"]}
    monkeypatch.setattr(place, "keeps_results", True)
    publisher = Publisher(tmp_path, place.database, place.target(plans))
    place.grow({"responses/c.csv": [answer("r9", 10, plan="Atlantis")]}, variables=plans, tested=True)
    publisher.published()
    assert b"Atlantis" in publisher.path.read_bytes()
    # The answer comes back without what was deleted: no verdict tells of it.
    place.grow({"responses/d.csv": [
        answer("r9", "", deleted_at="2024-06-01", updated_at="2024-06-01"),
        answer("r9", 10, updated_at="2024-06-02")]}, variables=plans)
    place.grow({"responses/e.csv": [answer("r10", 9)]}, variables=plans, tested=True)
    words = publisher.published()
    assert b"Atlantis" not in publisher.path.read_bytes()
    assert "(in full)" in words
    assert read(publisher.path, "select count(*) from nps.nps_response_segments where segment_value = 'Atlantis'") == [(0,)]
    assert "nothing was written" in publisher.published()


def test_an_increment_is_published_by_its_changes(grown, tmp_path, monkeypatch):
    """The published file takes the answers that changed, whenever the build began."""
    place, _ = grown
    monkeypatch.setattr(place, "keeps_results", True)
    publisher = Publisher(tmp_path, place.database, place.target())
    place.grow({"responses/c.csv": [answer(f"m{number}", 9) for number in range(40)]}, tested=True)
    publisher.published()
    place.grow({"responses/d.csv": [answer("r9", 10), answer("m0", 2, updated_at="2024-06-01")]}, tested=True)
    assert "(2 answers anew)" in publisher.published()
    place.grow(tested=True)
    assert "nothing was written" in publisher.published()


COMPARED = "select build_number, compared_with, (select count(*) from nps_restricted.int_changes__rows)" \
           " from nps_intermediate.int_changes__compared"


def test_a_build_looks_at_what_changed_only_where_the_one_before_was_tested(grown):
    place, _ = grown

    def compared(responses=(), tested=True, **variables):
        name = f"responses/{len(list(place.landing.rglob('*')))}.csv"
        place.grow({name: responses} if responses else {}, variables=variables, tested=tested)
        (found,) = place.warehouse.rows(COMPARED)
        return found

    first, *_ = compared([answer(f"m{number}", 9) for number in range(40)])
    second, *seen = compared([answer("r9", 9)])
    assert seen == [first, 1]
    _, *seen = compared([answer("r9", 8, updated_at="2024-06-01", country="SE")], tested=False)
    assert seen == [second, 2]
    # The rows of the build that was not tested are looked at with those of the next.
    third, *seen = compared([answer("r11", 9)])
    assert seen == [second, 3]
    # Another threshold is no news, and no other rule for a row.
    assert compared(nps_low_sample_threshold=10) == (third, third, 0)
    # Of an erased person no row has come, but theirs is another.
    place.land({"customers.csv": [{"respondent_id": "bo", "deleted_at": "2024-06-01"}]})
    fourth, *seen = compared()
    assert seen == [third, 1]
    # Of a load that another one replaces nobody knows which rows are gone.
    place.land({"responses/b.jsonl": [answer("r5", 0)]})
    fifth, *seen = compared()
    assert seen == [None, 0]
    # Another zone, and another declaration, may turn any row.
    assert compared(nps_time_zone="Asia/Kolkata") == (fifth, None, 0)
    place.land({"surveys.csv": [{"survey_id": "app", "metric_type": "csat"}]})
    assert compared(nps_time_zone="Asia/Kolkata") == (fifth, None, 0)
    _, *seen = compared([answer(f"n{number}", 9) for number in range(40)], nps_time_zone="Asia/Kolkata")
    assert seen == [None, 0]
