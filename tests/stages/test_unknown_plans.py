from tests.tables import book, tables
from upsell_cli.problems import Place
from upsell_cli.stages.subscriptions import unknown_plans

BOOK = book("""
    tiers: [{id: starter, name: Starter, price: 50}, {id: growth, price: 100}]
    add_ons: [{id: pack, price: 20}]
    plans: [{match: "pro-*", tier: growth}]
""")


def test_every_name_the_catalogue_knows_is_no_problem():
    billing = """
        account_id | tier    | plan      | add_on
        a          | STARTER | ?         | ?
        b          | ?       | pro-month | ?
        c          | ?       | pack      | ?
        d          | growth  | whatever  | ?
        e          | ?       | ?         | pack
    """
    assert unknown_plans(tables(billing=billing), BOOK) == ()


def test_an_unknown_name_is_told_once_where_it_stands_first_with_how_many_rows_have_it():
    billing = """
        account_id | tier
        a          | starter
        b          | grwth
        c          | grwth
    """
    (problem,) = unknown_plans(tables(billing=billing, accounts="account_id | tier\n d | grwth"), BOOK)
    assert (problem.code, problem.severity, problem.value) == ("unknown-tier", "warning", "grwth")
    assert problem.place == Place("billing.csv", 3, "tier")
    assert "2 rows" in problem.message
    assert "starter, growth" in problem.message
    assert "Did you mean growth?" in problem.fix
    assert '- {match: "grwth", tier: growth}' in problem.fix


def test_a_name_like_none_of_ours_gets_no_guess():
    (problem,) = unknown_plans(tables(accounts="account_id | tier\n a | Zebra"), BOOK)
    assert "1 row" in problem.message
    assert "Did you mean" not in problem.fix
    assert '- {match: "Zebra", tier: ...}' in problem.fix


def test_names_in_columns_and_files_are_told_in_the_order_of_the_files():
    given = tables(
        billing="account_id | plan\n a | gold\n b | silver", accounts="account_id | tier\n a | bronze"
    )
    assert [problem.value for problem in unknown_plans(given, BOOK)] == ["gold", "silver", "bronze"]


def test_rows_that_name_nothing_are_told_once_a_file():
    billing = """
        account_id | tier    | status
        a          | starter | active
        b          | ?       | active
        c          | ?       | canceled
        d          | ?       | ?
        e          | ?       | active
    """
    (problem,) = unknown_plans(tables(billing=billing, accounts="account_id | tier\n e | growth"), BOOK)
    assert (problem.code, problem.severity, problem.place) == (
        "no-tier",
        "warning",
        Place("billing.csv", 3, "tier"),
    )
    assert "2 rows" in problem.message
    assert "b, d" in problem.message


def test_billing_that_never_names_anything_lacks_the_column():
    assert unknown_plans(tables(billing="account_id | mrr_minor\n a | 100"), BOOK) == ()
