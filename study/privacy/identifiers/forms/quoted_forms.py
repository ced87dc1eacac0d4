"""What somebody said, between quotation marks."""

from study.privacy.identifiers.forms.checks import check_quotation, check_unmarked_quotation
from study.privacy.identifiers.forms.rule import AtShape, AtSigns, Rule, at_words, rule

RULES: tuple[Rule, ...] = (
    rule("quotation", AtSigns('"'), r"\"(?P<id>[^\"]{12,3000})\"", check=check_quotation),
    rule(
        "quotation",
        AtSigns("'"),
        r"(?<!\w)'(?P<id>(?:[^'\n]|(?<=\w)'(?=\w)){12,1500})'(?!\w)",
        check=check_quotation,
    ),
    # A quotation of its own in Markdown and in e-mail.
    rule(
        "quotation",
        AtShape(r"(?m)^[ \t]{0,3}> ?\w", ">"),
        r"[ \t]{0,3}>\s?(?P<id>[^\n>]{25,1500})",
        check=check_unmarked_quotation,
    ),
    # What follows a verb of saying and a colon, without marks.
    rule(
        "quotation",
        at_words(
            *(
                "zei",
                "zegt",
                "vertelde",
                "vertelt",
                "antwoordde",
                "riep",
                "verzuchtte",
                "letterlijk",
            ),
            *("citaat", "quote", "said", "aldus", "woorden", "reageerde", "verwoordde", "verbatim"),
        ),
        r"\b[A-Za-z]{3,12}(?:\s[a-z]{2,12}){0,3}:\s(?P<id>[^\n\":]{25,500})",
        check=check_unmarked_quotation,
    ),
)
