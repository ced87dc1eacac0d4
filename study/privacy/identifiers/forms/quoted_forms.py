"""What somebody said, between quotation marks."""

from study.privacy.identifiers.forms.checks import check_quotation
from study.privacy.identifiers.forms.rule import AtSigns, Rule, rule

RULES: tuple[Rule, ...] = (
    rule("quotation", AtSigns('"'), r"\"(?P<id>[^\"]{12,3000})\"", check=check_quotation),
    rule(
        "quotation",
        AtSigns("'"),
        r"(?<!\w)'(?P<id>(?:[^'\n]|(?<=\w)'(?=\w)){12,1500})'(?!\w)",
        check=check_quotation,
    ),
)
