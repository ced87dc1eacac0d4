"""The release gate: what must hold before coded interviews may be published.

``decision`` decides: it asks the rules in their order, and is what the build, the researcher's
commands and CI call. ``release`` reads what the rules look at. The rules:

- ``published_files``, ``descriptor``: nothing is published that nobody described or allowed;
- ``identifying_text``: no identifiers, private names or quotations in any cell;
- ``consistency``: the tables agree with one another, and counters only count;
- ``reidentification``: no group too small, no hidden count that can be worked out, no linkage;
- ``public_tables``: known sources and possible values in the public figures.

``release_record`` files that the tables were held against the interviews, and checks that they
still are those tables; ``release_report`` writes it out for a data steward, and ``signature`` holds
what the steward signed beside what is published now.

Every problem says file, row, column, rule and remedy, and never repeats the value that was found.
"""
