// Search in the book, in the browser alone. A word finds itself, its inflections, compounds it is
// part of and, when nothing else does, words that differ by a typing error.
globalThis.Zoeken = (() => {
  "use strict";

  const WORD = /[\p{L}\p{N}]{2,}/gu;
  const SHORTEST_PART = 4;
  const LINKS = ["", "s", "en", "e", "n"];
  const LONG_ENOUGH = 5;
  const WORTH = { exact: 1, stem: 0.9, root: 0.7, prefix: 0.55, part: 0.5, inside: 0.4, tail: 0.3, typo: 0.3 };
  const stemmer = new DutchStemmer();

  const fold = (text) =>
    [...text].map((letter) => letter.toLowerCase().normalize("NFD")[0]).join("");

  // What a noun, a verb and its participle share: borgen, borging, geborgd.
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
    const ready = { index, words, byStem, byRoot, byPart };
    for (const word of words.keys()) {
      for (const part of split(word, ready) ?? []) put(byPart, stemmer.stemWord(part), word);
    }
    return ready;
  }

  // A compound as the words of the book that it is made of, or null. The longest first part wins.
  function split(word, ready, depth = 0) {
    if (depth > 3) return null;
    for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at -= 1) {
      const head = word.slice(0, at);
      const link = LINKS.find((end) => head.endsWith(end) && known(head.slice(0, head.length - end.length), ready));
      if (link === undefined) continue;
      const first = head.slice(0, head.length - link.length);
      const rest = word.slice(at);
      if (known(rest, ready)) return [first, rest];
      const others = split(rest, ready, depth + 1);
      if (others) return [first, ...others];
    }
    return null;
  }

  const known = (word, ready) =>
    word.length >= SHORTEST_PART && (ready.words.has(word) || ready.byStem.has(stemmer.stemWord(word)));

  // Letters to change, add, leave out or swap (Damerau 1964), or more than `most`.
  function distance(one, other, most) {
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

  // The words of the book that a searched word means, each with what a find of it is worth.
  function matches(word, ready) {
    const found = new Map();
    const add = (words, worth) =>
      words?.forEach((each) => found.set(each, Math.max(worth, found.get(each) ?? 0)));
    const stem = stemmer.stemWord(word);
    if (ready.words.has(word)) add([word], WORTH.exact);
    add(ready.byStem.get(stem), WORTH.stem);
    add(ready.byRoot.get(root(stem)), WORTH.root);
    add(ready.byPart.get(stem), WORTH.part);
    if (word.length >= 3) {
      add([...ready.words.keys()].filter((each) => each.startsWith(word)), WORTH.prefix);
    }
    return found;
  }

  function near(word, ready) {
    const most = word.length >= 8 ? 2 : word.length >= SHORTEST_PART ? 1 : 0;
    if (!most) return [];
    return [...ready.words.keys()]
      .map((each) => [distance(word, each, most), each])
      .filter(([steps]) => steps <= most)
      .sort(([a], [b]) => a - b)
      .map(([, each]) => each);
  }

  // For each section how well it fits one searched word in all its forms: what is rarer counts for
  // more, and what comes often counts less each time (BM25; Robertson & Zaragoza 2009).
  function score(found, ready) {
    const { words, sections } = ready.index;
    const fits = new Map();
    for (const [word, worth] of found) {
      const places = words[word];
      for (let at = 0; at < places.length; at += 2) {
        const fit = fits.get(places[at]) ?? { often: 0, forms: [] };
        fit.often += worth * places[at + 1];
        fit.forms.push(word);
        fits.set(places[at], fit);
      }
    }
    const rarity = Math.log(1 + sections.length / Math.max(1, fits.size));
    for (const fit of fits.values()) fit.value = rarity * (fit.often / (fit.often + 1.2));
    return fits;
  }

  // What is left to try for a word that the book does not have in any form: words that it is inside
  // of, words that differ by a typing error, and at last the known word that it ends with.
  function guesses(word, ready) {
    if (word.length >= LONG_ENOUGH) {
      const inside = [...ready.words.keys()].filter((each) => each.includes(word));
      if (inside.length) return { found: inside.map((each) => [each, WORTH.inside]), typos: [] };
    }
    const typos = near(word, ready).slice(0, 3);
    if (typos.length) return { found: typos.map((each) => [each, WORTH.typo]), typos };
    for (let at = 1; at <= word.length - LONG_ENOUGH; at += 1) {
      const tail = word.slice(at);
      if (known(tail, ready)) {
        const found = [...matches(tail, ready)];
        return { found: found.map(([each, worth]) => [each, worth * WORTH.tail]), typos: [] };
      }
    }
    return { found: [], typos: [] };
  }

  // Every section that fits, best first; those with more of the searched words go before others.
  function search(query, ready) {
    const asked = (fold(query).match(WORD) ?? []).slice(0, 8);
    const typos = [];
    const perWord = [];
    for (const word of asked) {
      let found = matches(word, ready);
      if (!found.size) {
        const parts = split(word, ready);
        if (parts) {
          parts.forEach((part) => perWord.push(score(matches(part, ready), ready)));
          continue;
        }
        const tried = guesses(word, ready);
        typos.push(...tried.typos);
        found = new Map(tried.found);
      }
      perWord.push(score(found, ready));
    }
    const totals = new Map();
    for (const one of perWord) {
      for (const [section, { value, forms }] of one) {
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
  const state = document.querySelector("#zoekstand");
  const list = document.querySelector("#zoekresultaten");
  const near = document.querySelector("#zoeksuggesties");
  const ready = prepare(globalThis.ZOEKINDEX);
  const { pages, sections } = ready.index;
  const [MOST_PAGES, MOST_SECTIONS, AROUND] = [20, 4, 90];

  const element = (name, words = "", attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = words;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  // The words around the first find, with every find in them marked.
  function excerpt(text, words) {
    const plain = fold(text);
    const places = words.map((word) => plain.search(new RegExp(`(?<![a-z0-9])${word}`)));
    const first = Math.min(...places.filter((at) => at >= 0));
    const start = Number.isFinite(first) ? Math.max(0, first - AROUND) : 0;
    const from = start && text.indexOf(" ", start) + 1;
    const to = from + 2.5 * AROUND < text.length ? text.lastIndexOf(" ", from + 2.5 * AROUND) : text.length;
    const shown = element("p", from ? "… " : "");
    const finds = new RegExp(words.map((word) => `(?<![a-z0-9])${word}`).join("|"), "g");
    let at = from;
    for (const find of plain.slice(0, to).matchAll(finds)) {
      if (find.index < at) continue;
      shown.append(text.slice(at, find.index), element("mark", text.slice(find.index, find.index + find[0].length)));
      at = find.index + find[0].length;
    }
    shown.append(text.slice(at, to), to < text.length ? " …" : "");
    return shown;
  }

  function show() {
    const query = input.value.trim();
    const { results, typos } = query ? search(query, ready) : { results: [], typos: [] };
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
    const { geen, een, meer } = state.dataset;
    if (!query) state.textContent = "";
    else if (!results.length) state.textContent = geen.replace("{q}", query);
    else if (results.length === 1) state.textContent = een;
    else state.textContent = meer.replace("{n}", results.length).replace("{p}", perPage.size);
    near.hidden = !typos.length;
    near.querySelector("span").textContent = typos.join(", ");
    try {
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    } catch {
      // From a folder some browsers allow no other address.
    }
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  show();
  if (!input.value) input.focus();
})();
