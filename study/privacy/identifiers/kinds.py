"""What counts as an identifier, and what to do about each kind."""

from dataclasses import dataclass

# Every kind that can be found, with one line for the person who must correct the text.
KINDS: dict[str, str] = {
    "known name": "Take the name of the private project out, or put a general word in its place",
    "e-mail": "Take the e-mail address out",
    "phone": "Take the telephone number out",
    "citizen number": "Take the citizen service or education number out; it may never be published",
    "bank account": "Take the account number out",
    "payment card": "Take the card number out",
    "postcode": "Take the postcode out",
    "address": "Take the street out; name no place smaller than the country",
    "web address": "Take the web address out; cite a public source in the bibliography",
    "social handle": "Take the account name out",
    "network address": "Take the IP or MAC address out",
    "date": "Write the year only, or leave the moment out",
    "birth or age": "Leave age and birth out, or write a class of at least ten years",
    "person": "Put the role in the place of the name",
    "sole function": "Write the kind of function only, without what makes it that of one person",
    "municipality": "Write 'a municipality' in the place of its name",
    "place": "Leave the place out, or name the country",
    "organisation": "Write the kind of organisation in the place of its name",
    "licence plate": "Take the licence plate out",
    "file": "Take the file name or path out",
    "guid": "Take the identifier of the private tool out",
    "case number": "Take the case or file number out",
    "company number": "Take the KvK, RSIN or VAT number out",
    "identity document": "Take the document number out",
    "alien number": "Take the V-number out",
    "coordinates": "Take the coordinates out",
    "professional number": "Take the BIG or AGB number out",
    "respondent label": "Take the label out: it points at the private numbering of interviews",
    "quotation": "Rewrite in your own words: it may be what a respondent said",
}


@dataclass(frozen=True)
class Finding:
    """An identifier in a text, from ``start`` up to ``end``; it never carries the value itself."""

    kind: str
    start: int
    end: int
