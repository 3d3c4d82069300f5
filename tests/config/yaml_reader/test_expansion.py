import time

import pytest

from upsell_cli.config.yaml_reader.expansion import MOST_ALIASES, MOST_DEPTH, MOST_VALUES

LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))
MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}\n" for i in range(1, 40))
LADDER = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [[[[*a{i - 1}]]]]\n" for i in range(1, 20))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "yaml-values"),
        (MERGES, "yaml-values"),
        (LADDER, "yaml-depth"),
        ("[" * 1_000_000, "yaml-depth"),
        ("{" * 1_000_000, "yaml-depth"),
        ("- " * 500_000, "yaml-depth"),
        ("? " * 500_000, "yaml-depth"),
        ("a: &a x\nb: [" + "*a, " * 1000 + "]", "yaml-aliases"),
        ("a: &a [*a]", "yaml-alias-inside"),
        ("a: &a {<<: *a}", "yaml-alias-inside"),
        ("a: *b\nb: &b 1", "yaml-alias-unknown"),
        ("a: &a 1\nb: &a 2", "yaml-anchor"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_what_would_unfold_without_end_is_refused_at_once(problems, text, code):
    begun = time.perf_counter()
    (problem,) = problems(text)
    assert problem.code == code
    assert problem.excerpt
    assert time.perf_counter() - begun < 1


def test_the_limits_themselves_are_allowed(problems):
    nested = "[" * (MOST_DEPTH - 1) + "]" * (MOST_DEPTH - 1)
    aliases = "*a, " * MOST_ALIASES
    assert problems(f"a: &a x\nb: [{aliases}]\nc: {nested}") == ()
    assert [p.code for p in problems(f"c: [{nested}]")] == ["yaml-depth"]


def test_values_are_counted_with_their_aliases_written_out(problems):
    half = "a: &a [" + "x, " * (MOST_VALUES // 2 - 3) + "]\n"
    assert problems(half + "b: *a\n") == ()
    assert [(p.code, str(p.place)) for p in problems(half + "b: *a\nc: *a\n")] == [
        ("yaml-values", "tiers.yaml:3:4")
    ]
