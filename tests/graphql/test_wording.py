"""What graphql-core finds wrong is said in Chinese: whom it is about, and what was expected."""

import pytest

from taizhang_graphql.wording import in_chinese, suggestion

#: What is asked, with its variables, and what is said of it.
SAID = {
    "{": ({}, "语法错误：应是 Name，却是 <EOF>"),
    "{ tickets(": ({}, "语法错误：应是 Name，却是 <EOF>"),
    "{ tickets(first: ) { totalCount } }": ({}, "语法错误：这里不应有 ')'"),
    '{ ticket(ticket: "a) { score } }': ({}, "语法错误：字符串没有结束"),
    "{ tickets(first: 1.) { totalCount } }": (
        {},
        "语法错误：数字写得不对（expected digit but got: ')'.）",
    ),
    "{ ticket { score } }": ({}, "缺少参数 Query.ticket(ticket:)，类型 String!"),
    "{ tickets }": ({}, "字段“tickets”是 TicketConnection!，须在花括号中写明取哪些字段"),
    "{ tickets(first: true) { totalCount } }": ({}, "Int 要整数，收到 true"),
    "{ tickets(where: {due: {eq: 7}}) { totalCount } }": (
        {},
        "Date 形如 2015-12-20 (a date as YYYY-MM-DD is expected)，收到 7",
    ),
    "query($n: Int) { tickets(first: $n) { totalCount } }": (
        {"n": "many"},
        "变量 $n 的值不对：Int 要整数，收到 'many'",
    ),
    "query($n: Int!) { tickets(first: $n) { totalCount } }": (
        {},
        "变量 $n 的值不对：缺少 Int! 的值",
    ),
    "query($w: TicketWhere) { tickets(where: $w) { totalCount } }": (
        {"w": {"due": {"eq": "2015-13-01"}}},
        "变量 $w 的值中，.due.eq 不对：Date 形如 2015-12-20 (a date as YYYY-MM-DD is expected)，"
        "收到 '2015-13-01'",
    ),
    "query($v: TicketWhere) { tickets(where: $v) { totalCount } }": (
        {"v": {"duw": None}},
        "变量 $v 的值不对：TicketWhere 中没有“duw”，收到 {'duw': None}",
    ),
}


@pytest.mark.parametrize(("query", "variables", "said"), [(q, *s) for q, s in SAID.items()])
def test_what_is_wrong_is_said_in_chinese_with_the_english_beside(ask, query, variables, said):
    error = ask(query, variables).error
    assert error["message"] == said
    assert error["extensions"]["detail_en"].isascii() or "形如" in said


def test_a_sentence_that_is_not_known_is_told_as_it_is():
    assert in_chinese("Something else is wrong.") is None


def test_of_sentences_within_sentences_one_is_said():
    said = in_chinese("Variable '$a' has invalid value: Variable '$b' is never used.")
    assert said == "变量 $a 的值不对：变量 $b 没有用到"
    nested = "Variable '$a' has invalid value: " * 3_000
    assert in_chinese(nested).count("不对") < 9


def test_a_long_value_is_quoted_in_part():
    said = in_chinese(f"Int cannot represent non-integer value: {'7' * 5_000}")
    assert said == f"Int 要整数，收到 {'7' * 199}…"


def test_names_that_were_meant_are_listed_in_chinese():
    sentence = "Unknown type 'Tickt'. Did you mean 'Ticket', 'TicketSum', or 'Tally'?"
    assert suggestion(sentence) == "是否想写 'Ticket'、'TicketSum' 或 'Tally'？"
    assert in_chinese(sentence) == "没有类型“Tickt”"


def test_types_that_have_a_field_are_named():
    sentence = "Cannot query field 'a' on type 'U'. Did you mean to use an inline fragment on 'A'?"
    assert suggestion(sentence) == "把它写进片段，例如 ... on 'A'？"
