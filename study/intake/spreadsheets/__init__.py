"""Tables of codings: CSV in any dialect and workbooks, as people and tools write them."""
