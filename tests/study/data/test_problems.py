"""Problems as lines: many of one kind are one line with the first places and a count."""

from study.data.problems import Problem, as_lines


def test_a_few_have_a_line_each():
    few = [Problem("a.csv", row, "x", "is wrong", "Correct it") for row in (2, 3)]
    assert as_lines(few) == [f"a.csv, row {row}, column x: is wrong. Correct it." for row in (2, 3)]


def test_many_of_one_kind_are_one_line():
    many = [Problem(f"{n % 2}.csv", n, "x", "is wrong", "Correct it", "form") for n in range(2, 22)]
    other = Problem("b.csv", 9, None, "is odd", "Look")
    assert as_lines([*many[:7], other, *many[7:]]) == [
        "0.csv, row 2; 1.csv, row 3; 0.csv, row 4; and 17 places more, column x: is wrong [form]."
        " Correct it.",
        "b.csv, row 9: is odd. Look.",
    ]
