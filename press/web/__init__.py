"""The HTML pages: theme, navigation, search, addresses."""
