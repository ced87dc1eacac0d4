"""What reviewers ask of an edition of the book: what it holds, where from, and what differs."""
