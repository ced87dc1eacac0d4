// Sphinx's own translations are turned into code by the browser, which this book's policy forbids.
Object.assign(Documentation.TRANSLATIONS, {
  "Hide Search Matches": "Zoekwoorden niet meer markeren",
  "Preparing search...": "Het zoeken wordt voorbereid",
  "Search Results": "Gevonden",
  Searching: "Bezig met zoeken",
  "Search finished, found ${resultCount} page(s) matching the search query.":
    "Aantal pagina’s: ${resultCount}.",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "Niets gevonden. Probeer een ander woord of een kortere vorm.",
});
