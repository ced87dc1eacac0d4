"""E-mail, telephone, web and network addresses, accounts, files: where somebody can be reached."""

import re

from study.privacy.identifiers.forms.checks import (
    check_account,
    check_e_mail,
    check_handle,
    check_host,
    check_ip4,
    check_ip6,
    check_profile,
    check_spelled_mail,
)
from study.privacy.identifiers.forms.rule import (
    AtDigits,
    AtShape,
    AtSigns,
    Rule,
    at_words,
    rule,
)

_TLD = (
    "nl|com|org|net|eu|be|de|info|io|gov|edu|uk|fr|frl|amsterdam|shop|online|site|app|biz|ro|pl|bg"
    "|hu|tr|example"
)
_DOT = r"(?:\.|\s?[\[({<]\s?(?:\.|dot|punt)\s?[\])}>]\s?|\s(?:dot|punt|\.)\s)"
_FILE_TYPES = (
    "docx?|xlsx?|pdf|pptx?|odt|ods|rtf|txt|csv|tsv|mp3|m4a|wav|wma|mp4|mov|nvpx?|qdpx|qde|qdc"
    "|atlproj\\d{0,2}|hpr\\d?|mx\\d\\d|mex\\d\\d|mqda|zip|sav|jpe?g|png|heic|eml|msg|vtt|srt|json"
    "|sqlite3?|db"
)
_FOLDERS = "home|users|mnt|media|var|tmp|data|srv|volumes|root|opt|etc"
_PLATFORMS = (
    "linkedin|twitter|facebook|instagram|insta|tiktok|snapchat|snap|telegram|mastodon|bluesky"
    "|youtube|skype|kik|discord|signal|whatsapp|marktplaats|vinted|threads|bsky|reddit|pinterest"
    "|twitch|onlyfans|tinder|badoo|xing|researchgate|strava|tumblr|soundcloud|tikkie|wechat|viber"
)
_PROFILES = (
    r"(?:[a-z]{2,9}\.)?(?:linkedin\.com/(?:in|pub)|facebook\.com|fb\.(?:com|me)|instagram\.com|instagr\.am"
    r"|twitter\.com|x\.com|tiktok\.com|snapchat\.com(?:/add)?|youtube\.com(?:/(?:c|user))?|threads\.(?:net|com)"
    r"|bsky\.app/profile|t\.me|telegram\.me|wa\.me|reddit\.com/u(?:ser)?|pinterest\.[a-z]{2,3}|twitch\.tv"
    r"|onlyfans\.com|strava\.com/athletes|xing\.com/profile|researchgate\.net/profile|orcid\.org"
    r"|mastodon\.[a-z]{2,6}|signal\.me|paypal\.me|discord\.(?:gg|com/users)|vk\.com|medium\.com"
    r"|[\w-]{2,40}\.bsky\.social)"
)
"""Addresses that a platform gives to one person."""
_ACCOUNT_WORDS = (
    "gebruikersnaam|username|inlognaam|inlogcode|nickname|schermnaam|login|gamertag|accountnaam"
    "|profielnaam|bijnaam|skypenaam|handle"
)
_SHORT_HOSTS = "ly|me|gl|gg|to|tv|co|cc|be|link|page|app|xyz|club|top|live|store|news|us|is|id|it"
_SPELLED_MAIL = (
    r"(?<![\w.+-])[\w.+-]{1,64}?[\s_]{0,2}[\[({<]?\s?(?:@|at|apenstaartje|apestaartje|apenstaart)[\s_]?"
    rf"[\])}}>]?\s{{0,2}}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}?{_DOT}(?:{_TLD})(?!\w)"
)
_HEX = "[0-9A-Fa-f]"
_ACCOUNTS = re.compile(
    rf"(?:{_PLATFORMS})\w*|{_ACCOUNT_WORDS}|fb|ig|tg|sc|tt|wa|bsky|social|gebruiker|profiel"
)


def tells_account(word: str) -> bool:
    """Whether an account can stand beside a word, in small letters."""
    return _ACCOUNTS.fullmatch(word) is not None


RULES: tuple[Rule, ...] = (
    # With "at" and "punt" in words too, and a local part with the domain left out.
    rule(
        "e-mail",
        AtSigns("@"),
        r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,6})?",
        before=65,
        check=check_e_mail,
    ),
    *(
        rule("e-mail", at, _SPELLED_MAIL, before=68, check=check_spelled_mail)
        for at in (AtSigns("@"), at_words("at", "apenstaart", "apenstaartje", "apestaartje"))
    ),
    rule(
        "phone",
        AtDigits(8),
        r"(?<![\w.])0(?:800|900|906|909)[ .-]?\d{4}(?:[ ]?\d{3})?(?![\d])",
    ),
    rule(
        "phone",
        at_words(begin="tel|mobiel|mob|gsm|whatsapp|bel|phone|fax"),
        r"\b(?:tel|telefoon|mobiel|mob|gsm|whatsapp|bel|phone|fax)\w{0,10}[.:]{0,2}\s?"
        r"(?P<id>[+(]?\d(?:[ .()/-]{0,2}\d){6,13})(?!\d)",
    ),
    rule(
        "web address",
        at_words("http", "https", "hxxp", "hxxps", "ftp"),
        r"\b(?:https?|hxxps?|ftp)\s?:\s?//[^\s\"<>]{1,500}",
    ),
    rule("web address", at_words("www"), r"\bwww\s?\.\s?[^\s\"<>]{2,300}"),
    rule(
        "web address",
        AtShape(rf"\.(?i:{_TLD})(?!\w)", "."),
        rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{1,62}}\.){{1,4}}(?-i:{_TLD}|{_TLD.upper()})"
        r"(?![\w@-])(?:/[^\s\"<>]{0,300})?",
        before=260,
        check=check_host,
    ),
    rule(
        "web address",
        at_words("nl", "com", "org", "net", "eu"),
        r"(?<![\w.-])[a-z0-9-]{2,63}(?:\s?[\[(]\s?(?:\.|dot|punt)\s?[\])]\s?|\s(?:dot|punt|\.)\s)"
        r"(?:nl|com|org|net|eu)(?!\w)",
        before=75,
    ),
    rule(
        "social handle",
        AtSigns("@"),
        r"(?<![\w@+-])(?<!\w\.)@(?=[\d_.]{0,12}[a-z])\w[\w.-]{1,29}",
        check=check_handle,
    ),
    rule(
        "social handle",
        AtShape(_PROFILES + "/", "/"),
        rf"(?<![\w@-]){_PROFILES}/(?:@|in/)?[\w.%+~-]{{2,80}}",
        before=60,
        check=check_profile,
    ),
    rule(
        "social handle",
        at_words("bsky"),
        r"(?<![\w.@-])[a-z0-9][\w-]{1,40}\.bsky\.social(?!\w)",
        before=42,
    ),
    rule(
        "social handle",
        AtShape(r"[\w.]@[\w-]{2,40}\.social", "@"),
        r"(?<![\w.+-])@?[\w.]{2,40}@[\w-]{2,40}\.social(?!\w)",
        before=42,
    ),
    rule(
        "social handle",
        at_words(begin=_PLATFORMS),
        rf"\b(?:{_PLATFORMS})(?:\.com)?"
        r"(?:[\s-]?(?:profiel|account|handle|naam|pagina|kanaal|gebruikersnaam))?"
        r"(?:\s?[:=]\s?@?[\w.-]{3,60}|/(?:in/|@)?[\w.%-]{3,60}"
        r"|\s(?:van\s|onder\s|als\s|op\s|heet\s|is\s)?(?=[a-z.-]{0,30}[\d_])[\w.-]{3,60})",
    ),
    rule(
        "social handle",
        at_words(begin=_PLATFORMS),
        rf"\b(?:{_PLATFORMS})(?:naam|account|profiel)?\s(?:is|was|heet|heette|werd|wordt)\s'?"
        r"(?P<id>(?=[a-z.-]{0,30}[\d_.])[\w.-]{3,60}\w)",
    ),
    rule(
        "social handle",
        at_words(*_ACCOUNT_WORDS.split("|")),
        rf"\b(?:{_ACCOUNT_WORDS})"
        r"(?:\s(?:is|was)\s|\s?:\s?|\s)(?P<id>(?=[\w.-]{0,30}[\d_.])\w[\w.-]{2,40}\w)(?!\()",
    ),
    rule(
        "social handle",
        at_words(begin=_PLATFORMS),
        r"(?<![\w.@/-])'?(?=[a-z.]{0,30}[\d_])(?=[\d._]{0,30}[a-z])[a-z\d][\w.-]{3,30}'?\s(?:op|on|via)\s"
        rf"(?:{_PLATFORMS})",
        before=40,
    ),
    rule(
        "social handle",
        at_words("gebruiker", "account", "user", "profiel", "profile", "codeur", "alias", "naam"),
        r"\b(?:gebruiker|account|user|profiel|profile|codeur|alias|naam)(?:\s(?:is|met|van))?\s?:?\s'?"
        r"(?P<id>(?=[\d._-]{0,30}[a-z])(?=[a-z._-]{0,30}[\d_])[\w.-]{4,30}\w)(?![\w(=])",
        check=check_account,
    ),
    rule(
        "social handle",
        AtShape(r"[a-z\d]#\d{4}", "#"),
        r"(?<!\w)[a-z][\w.]{2,31}#\d{4}(?!\w)",
        before=33,
    ),
    rule(
        "social handle",
        AtShape(r"u/\w", "u/"),
        r"(?<![\w/])/?u/[\w-]{3,20}(?![\w/])",
        before=1,
    ),
    rule(
        "social handle",
        at_words("ig", "fb", "tt", "sc", "insta", "snap", "tg"),
        r"\b(?:ig|fb|tt|sc|insta|snap|tg)\s?:\s?@?(?P<id>(?=[\w.]{0,30}[\d_.])[a-z][\w.]{3,30})",
    ),
    rule(
        "web address",
        AtShape(rf"\.(?:{_SHORT_HOSTS})/", "/"),
        rf"(?<![\w@./-])[a-z0-9][a-z0-9-]{{0,40}}\.(?:{_SHORT_HOSTS})/[\w@+-][^\s\"<>]{{1,300}}",
        before=42,
    ),
    rule(
        "network address",
        AtDigits(4),
        r"(?<![\w.])\d{1,3}(?:(?:\.|\s?[\[(]\s?(?:\.|dot|punt)\s?[\])]\s?|\s(?:dot|punt)\s)\d{1,3}){3}"
        r"(?!\w|\.\d)",
        check=check_ip4,
    ),
    rule(
        "network address",
        AtShape(rf":{_HEX}{{0,4}}:", ":"),
        r"(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])",
        before=5,
        check=check_ip6,
    ),
    rule(
        "network address",
        AtShape(rf":{_HEX}{{2}}:|-{_HEX}{{2}}-"),
        r"(?<![\w:-])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\w:-])",
        before=3,
    ),
    rule(
        "network address",
        AtShape(rf"\.{_HEX}{{4}}\.", "."),
        r"(?<![\w.])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![\w.])",
        before=5,
    ),
    rule("file", AtShape(r":[\\/]", ":"), r"(?<!\w)[A-Z]:[\\/][^\s\"<>|]{0,300}", before=1),
    rule("file", AtShape(r"\\\\", "\\"), r"\\\\[\w.$-]{1,60}\\[^\s\"<>|]{0,300}"),
    rule(
        "file",
        AtShape(r"~/|~\w", "~"),
        r"(?<![\w/.])~/?[\w.-]{1,80}/[^\s\"<>|]{0,300}",
    ),
    rule(
        "file",
        at_words("file", "smb", "afp", "nfs", "sftp", "scp", "ssh", "dav", "davs", "webdav"),
        r"\b(?:file|smb|afp|nfs|sftp|scp|ssh|davs?|webdav):/{2,3}[\w.@-]{1,80}/[^\s\"<>|]{0,300}",
    ),
    rule(
        "file",
        AtShape(rf"/(?i:{_FOLDERS})/", "/"),
        rf"(?<![\w/.])/(?:{_FOLDERS})/[^\s\"<>|]{{1,300}}",
    ),
    rule(
        "file",
        AtShape(rf"\.(?i:{_FILE_TYPES})(?!\w)", "."),
        rf"(?<![\w.-])\w[\w.()-]{{0,120}}\.(?:{_FILE_TYPES})(?!\w)",
        before=125,
    ),
    rule(
        "guid",
        AtShape(rf"-{_HEX}{{4}}-", "-"),
        r"(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])",
        before=9,
    ),
    rule(
        "guid",
        AtShape(rf"\b{_HEX}{{32}}\b"),
        r"(?<!\w)(?=[a-f]{0,31}\d)[0-9a-f]{32}(?!\w)",
    ),
)
