"""The private side: the imported project, its mapping, anonymising."""
