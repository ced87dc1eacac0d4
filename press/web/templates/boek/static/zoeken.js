// The search page. What it searches in is loaded when somebody begins.
(() => {
  "use strict";
  const form = document.querySelector("#zoekformulier");
  const input = form.querySelector("input");
  const status = document.querySelector("#zoekstand");
  const hints = document.querySelector("#zoekhulp");
  const list = document.querySelector("#zoekresultaten");
  const [MOST_PAGES, MOST_SECTIONS, CONTEXT] = [20, 4, 90];
  const words = status.dataset;
  let engine = null;

  const load = (address) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  const ready = () => {
    engine ??= Promise.all(form.dataset.scripts.split(" ").map(load)).then(
      () => new Zoekmachine(ZOEKINDEX),
    );
    return engine;
  };

  const element = (name, text = "", attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  // The text around the first match, with every match marked.
  function excerpt(text, places) {
    const start = places.length ? Math.max(0, places[0][0] - CONTEXT) : 0;
    const from = start && text.indexOf(" ", start) + 1;
    const to = from + 2.5 * CONTEXT < text.length ? text.lastIndexOf(" ", from + 2.5 * CONTEXT) : text.length;
    const shown = element("p", from ? "… " : "");
    let at = from;
    for (const [begin, end] of places) {
      if (begin < at || end > to) continue;
      shown.append(text.slice(at, begin), element("mark", text.slice(begin, end)));
      at = end;
    }
    shown.append(text.slice(at, to), to < text.length ? " …" : "");
    return shown;
  }

  function showHints(query, { missing, near, also, partly }) {
    const lines = [];
    if (missing.length) lines.push(element("p", words.mist.replace("{w}", missing.map((each) => `‘${each}’`).join(", "))));
    for (const [word, others] of near) {
      const line = element("p", `${words.bedoeld} `);
      others.forEach((other, place) => {
        const better = query.toLowerCase().replace(word, other);
        line.append(place ? ", " : "", element("a", other, { href: `?q=${encodeURIComponent(better)}` }));
      });
      lines.push(line);
    }
    if (also.length) lines.push(element("p", words.ook.replace("{w}", also.join(", "))));
    if (partly) lines.push(element("p", words.deels));
    hints.replaceChildren(...lines);
  }

  function showResults(book, query) {
    const found = query ? book.search(query) : { results: [], missing: [], near: [], also: [] };
    const perPage = new Map();
    for (const result of found.results) {
      const page = book.sections[result.id][0];
      if (!perPage.has(page)) perPage.set(page, []);
      perPage.get(page).push(result);
    }
    list.replaceChildren();
    for (const [page, results] of [...perPage].slice(0, MOST_PAGES)) {
      const [address, title] = book.pages[page];
      const heading = element("h2");
      heading.append(element("a", title, { href: address }));
      const items = element("ul");
      for (const { id, terms } of results.slice(0, MOST_SECTIONS)) {
        const [, anchor, name, text] = book.sections[id];
        const item = element("li");
        if (name !== title) item.append(element("a", name, { href: `${address}#${anchor}` }));
        if (text) item.append(excerpt(text, book.places(id, terms, 2.5 * CONTEXT)));
        items.append(item);
      }
      list.append(heading, items);
    }
    const count = found.results.length;
    if (!query) status.textContent = "";
    else if (found.common) status.textContent = words.overal.replace("{q}", query);
    else if (!count) status.textContent = words.geen.replace("{q}", query);
    else if (count === 1) status.textContent = words.een;
    else if (perPage.size === 1) status.textContent = words.samen.replace("{n}", count);
    else status.textContent = words.meer.replace("{n}", count).replace("{p}", perPage.size);
    showHints(query, found);
  }

  async function answer() {
    const book = await ready();
    const query = input.value.slice(0, input.maxLength).trim();
    showResults(book, query);
    try {
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    } catch {
      // Some browsers do not allow another address for a page that is opened from a folder.
    }
  }

  input.value = (new URLSearchParams(location.search).get("q") ?? "").slice(0, input.maxLength);
  input.addEventListener("input", answer);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  if (input.value) answer();
  else input.focus();
})();
