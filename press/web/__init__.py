"""The HTML pages: theme, navigation, search index, hover cards, addresses."""
