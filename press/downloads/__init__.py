"""What readers take from the book: tables for spreadsheets, drawings that say what they are."""
