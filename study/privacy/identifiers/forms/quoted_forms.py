"""What somebody said, between quotation marks."""

from study.privacy.identifiers.forms.checks import check_quotation
from study.privacy.identifiers.forms.rule import Rule, at_signs, rule

RULES: tuple[Rule, ...] = (
    rule("quotation", at_signs('"'), r"\"(?P<id>[^\"]{20,3000})\"", check=check_quotation),
    rule(
        "quotation",
        at_signs("'"),
        r"(?<!\w)'(?P<id>(?:[^'\n]|(?<=\w)'(?=\w)){20,1500})'(?!\w)",
        check=check_quotation,
    ),
)
