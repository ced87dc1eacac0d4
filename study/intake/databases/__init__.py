"""The databases in which Taguette, QualCoder and RQDA keep a project."""
