"""Setting up a study of one's own, and what comes next until its book is made."""
