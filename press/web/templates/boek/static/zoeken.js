// Full-text search in the browser, without a server. A word matches itself, its inflections,
// compounds it is part of and, if nothing else matches, words that differ by a typing error.
globalThis.Zoeken = (() => {
  "use strict";

  const WORD = /[\p{L}\p{N}]{2,}/gu;
  const SHORTEST_PART = 4;
  const LINKING = ["", "s", "en", "e", "n"];
  const SHORTEST_FRAGMENT = 5;
  const WEIGHTS = { exact: 1, stem: 0.9, root: 0.7, prefix: 0.55, part: 0.5, inside: 0.4, tail: 0.3, typo: 0.3 };
  const stemmer = new DutchStemmer();

  const fold = (text) =>
    [...text].map((letter) => letter.toLowerCase().normalize("NFD")[0]).join("");

  // The part that a noun, a verb and its participle have in common: borgen, borging, geborgd.
  function root(stem) {
    const bare = /^ge.{3,}[dt]$/.test(stem) ? stem.slice(2, -1) : stem;
    const short = bare.replace(/(ering|atie|ing|eer|er)$/, "");
    return short.length >= SHORTEST_PART ? short : bare;
  }

  function prepare(index) {
    const words = new Map();
    const byStem = new Map();
    const byRoot = new Map();
    const byPart = new Map();
    const put = (map, key, word) => map.get(key)?.push(word) ?? map.set(key, [word]);
    for (const word of Object.keys(index.words)) {
      const stem = stemmer.stemWord(word);
      words.set(word, stem);
      put(byStem, stem, word);
      put(byRoot, root(stem), word);
    }
    const book = { index, words, byStem, byRoot, byPart };
    for (const word of words.keys()) {
      for (const part of splitCompound(word, book) ?? []) put(byPart, stemmer.stemWord(part), word);
    }
    return book;
  }

  // The words of the book that a compound is made of, or null. The longest first part wins.
  function splitCompound(word, book, depth = 0) {
    if (depth > 3) return null;
    for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at -= 1) {
      const head = word.slice(0, at);
      const link = LINKING.find((end) => head.endsWith(end) && known(head.slice(0, head.length - end.length), book));
      if (link === undefined) continue;
      const first = head.slice(0, head.length - link.length);
      const rest = word.slice(at);
      if (known(rest, book)) return [first, rest];
      const others = splitCompound(rest, book, depth + 1);
      if (others) return [first, ...others];
    }
    return null;
  }

  const known = (word, book) =>
    word.length >= SHORTEST_PART && (book.words.has(word) || book.byStem.has(stemmer.stemWord(word)));

  // Edit distance: letters to change, add, leave out or swap (Damerau 1964). It stops counting
  // above `most`.
  function editDistance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, n) => n);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  // The words of the book that match a word of the query, each with its weight.
  function matchWord(word, book) {
    const found = new Map();
    const add = (words, weight) =>
      words?.forEach((each) => found.set(each, Math.max(weight, found.get(each) ?? 0)));
    const stem = stemmer.stemWord(word);
    if (book.words.has(word)) add([word], WEIGHTS.exact);
    add(book.byStem.get(stem), WEIGHTS.stem);
    add(book.byRoot.get(root(stem)), WEIGHTS.root);
    add(book.byPart.get(stem), WEIGHTS.part);
    if (word.length >= 3) {
      add([...book.words.keys()].filter((each) => each.startsWith(word)), WEIGHTS.prefix);
    }
    return found;
  }

  // The words of the book within one typing error, or two in a long word; the nearest first.
  function similarWords(word, book) {
    const most = word.length >= 8 ? 2 : word.length >= SHORTEST_PART ? 1 : 0;
    if (!most) return [];
    return [...book.words.keys()]
      .map((each) => [editDistance(word, each, most), each])
      .filter(([edits]) => edits <= most)
      .sort(([a], [b]) => a - b)
      .map(([, each]) => each);
  }

  // The score of each section for one word of the query in all its forms: a rare word counts for
  // more, and each repetition counts for less (BM25; Robertson & Zaragoza 2009).
  function scoreSections(found, book) {
    const { words, sections } = book.index;
    const scores = new Map();
    for (const [word, weight] of found) {
      const places = words[word];
      for (let at = 0; at < places.length; at += 2) {
        const score = scores.get(places[at]) ?? { frequency: 0, forms: [] };
        score.frequency += weight * places[at + 1];
        score.forms.push(word);
        scores.set(places[at], score);
      }
    }
    const rarity = Math.log(1 + sections.length / Math.max(1, scores.size));
    for (const score of scores.values()) score.value = rarity * (score.frequency / (score.frequency + 1.2));
    return scores;
  }

  // The fallback for a word that the book does not have in any form: first words that contain it,
  // then words that differ by a typing error, then the known word that it ends with.
  function fallback(word, book) {
    if (word.length >= SHORTEST_FRAGMENT) {
      const inside = [...book.words.keys()].filter((each) => each.includes(word));
      if (inside.length) return { found: inside.map((each) => [each, WEIGHTS.inside]), typos: [] };
    }
    const typos = similarWords(word, book).slice(0, 3);
    if (typos.length) return { found: typos.map((each) => [each, WEIGHTS.typo]), typos };
    for (let at = 1; at <= word.length - SHORTEST_FRAGMENT; at += 1) {
      const tail = word.slice(at);
      if (known(tail, book)) {
        const found = [...matchWord(tail, book)];
        return { found: found.map(([each, weight]) => [each, weight * WEIGHTS.tail]), typos: [] };
      }
    }
    return { found: [], typos: [] };
  }

  // The sections that match most words of the query, those with the highest score first.
  function search(query, book) {
    const queryWords = (fold(query).match(WORD) ?? []).slice(0, 8);
    const typos = [];
    const scoresPerWord = [];
    for (const word of queryWords) {
      let found = matchWord(word, book);
      if (!found.size) {
        const parts = splitCompound(word, book);
        if (parts) {
          parts.forEach((part) => scoresPerWord.push(scoreSections(matchWord(part, book), book)));
          continue;
        }
        const tried = fallback(word, book);
        typos.push(...tried.typos);
        found = new Map(tried.found);
      }
      scoresPerWord.push(scoreSections(found, book));
    }
    const totals = new Map();
    for (const scores of scoresPerWord) {
      for (const [section, { value, forms }] of scores) {
        const total = totals.get(section) ?? { section, hits: 0, value: 0, words: [] };
        total.hits += 1;
        total.value += value;
        total.words.push(...forms);
        totals.set(section, total);
      }
    }
    const most = Math.max(0, ...[...totals.values()].map(({ hits }) => hits));
    const results = [...totals.values()]
      .filter(({ hits }) => hits === most)
      .sort((a, b) => b.value - a.value || a.section - b.section);
    return { results, typos };
  }

  return { prepare, search, fold };
})();

(() => {
  "use strict";
  const { prepare, search, fold } = globalThis.Zoeken;
  const form = document.querySelector("#zoekformulier");
  const input = form.querySelector("input");
  const status = document.querySelector("#zoekstand");
  const list = document.querySelector("#zoekresultaten");
  const suggestions = document.querySelector("#zoeksuggesties");
  const book = prepare(globalThis.ZOEKINDEX);
  const { pages, sections } = book.index;
  const [MOST_PAGES, MOST_SECTIONS, CONTEXT] = [20, 4, 90];

  const element = (name, words = "", attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = words;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  // The text around the first match, with every match marked.
  function excerpt(text, words) {
    const plain = fold(text);
    const places = words.map((word) => plain.search(new RegExp(`(?<![a-z0-9])${word}`)));
    const first = Math.min(...places.filter((at) => at >= 0));
    const start = Number.isFinite(first) ? Math.max(0, first - CONTEXT) : 0;
    const from = start && text.indexOf(" ", start) + 1;
    const to = from + 2.5 * CONTEXT < text.length ? text.lastIndexOf(" ", from + 2.5 * CONTEXT) : text.length;
    const shown = element("p", from ? "… " : "");
    const pattern = new RegExp(words.map((word) => `(?<![a-z0-9])${word}`).join("|"), "g");
    let at = from;
    for (const match of plain.slice(0, to).matchAll(pattern)) {
      if (match.index < at) continue;
      shown.append(text.slice(at, match.index), element("mark", text.slice(match.index, match.index + match[0].length)));
      at = match.index + match[0].length;
    }
    shown.append(text.slice(at, to), to < text.length ? " …" : "");
    return shown;
  }

  function showResults() {
    const query = input.value.trim();
    const { results, typos } = query ? search(query, book) : { results: [], typos: [] };
    const perPage = new Map();
    for (const result of results) {
      const page = sections[result.section][0];
      perPage.set(page, [...(perPage.get(page) ?? []), result]);
    }
    list.replaceChildren();
    for (const [page, found] of [...perPage].slice(0, MOST_PAGES)) {
      const [address, title] = pages[page];
      const heading = element("h2");
      heading.append(element("a", title, { href: address }));
      const items = element("ul");
      for (const { section, words } of found.slice(0, MOST_SECTIONS)) {
        const [, anchor, name, text] = sections[section];
        const item = element("li");
        if (name !== title) item.append(element("a", name, { href: `${address}#${anchor}` }));
        if (text) item.append(excerpt(text, words));
        items.append(item);
      }
      list.append(heading, items);
    }
    const { geen, een, meer } = status.dataset;
    if (!query) status.textContent = "";
    else if (!results.length) status.textContent = geen.replace("{q}", query);
    else if (results.length === 1) status.textContent = een;
    else status.textContent = meer.replace("{n}", results.length).replace("{p}", perPage.size);
    suggestions.hidden = !typos.length;
    suggestions.querySelector("span").textContent = typos.join(", ");
    try {
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    } catch {
      // Some browsers do not allow another address for a page that is opened from a folder.
    }
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", showResults);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    showResults();
  });
  showResults();
  if (!input.value) input.focus();
})();
