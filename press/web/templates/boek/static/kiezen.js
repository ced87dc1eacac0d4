// A figure to work with: the table behind it as a view to sort and to filter. Its numbers are those of
// the table's cells, its links too. What was chosen stands in the address, so that it can be sent.
(() => {
  "use strict";
  const VIEW = "kies-";
  const BARS = ["helps", "hinders"];
  const DIRECTIONS = {
    more_helps: ({ helps, hinders }) => helps > hinders,
    more_hinders: ({ helps, hinders }) => hinders > helps,
    as_many: ({ helps, hinders }) => helps === hinders,
  };
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);
  const element = (name, text = "", attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  for (const tool of document.querySelectorAll(".kiezer")) {
    const figure = tool.closest("figure");
    const extras = figure.nextElementSibling;
    const words = JSON.parse(tool.dataset.woorden);
    const hash = `${VIEW}${figure.id.replace("fig-", "")}`;
    const share = extras.querySelector("a.deel");
    const [drawing, choose] = tool.querySelectorAll("button");
    let view = null;

    // A row of the table as an object: words by column, and numbers where a column has them.
    function read() {
      const table = extras.querySelector("table");
      return [...table.tBodies[0].rows].map((line) => {
        const row = {};
        words.order.forEach((column, place) => {
          const cell = line.cells[place];
          const text = cell.textContent.trim();
          row[column] = cell.classList.contains("text-right") ? Number(text.replace(/\D/g, "")) : text;
        });
        row.stream ||= words.none;
        row.link = line.querySelector("a").cloneNode(true);
        return row;
      });
    }

    function make() {
      const rows = read();
      const options = Object.fromEntries(
        words.chosen.map((column) => [column, [...new Set(rows.map((row) => row[column]))]]),
      );
      const first = { phase: "", stream: "", direction: "", role_group: rows[0].role_group, sort: "", up: false };
      let state = { ...first };
      const box = element("div", "", { class: "keuze" });
      const buttons = [];

      // A set of buttons of which one is pressed.
      function set(name, legend, choices) {
        const fieldset = element("fieldset", "", { class: "keuzes" });
        fieldset.append(element("legend", legend));
        for (const [value, text] of choices) {
          const button = element("button", text, { type: "button" });
          button.addEventListener("click", () => change({ [name]: value }));
          buttons.push([button, name, value]);
          fieldset.append(button);
        }
        box.append(fieldset);
      }
      const all = (column) => [["", words.all], ...options[column].map((value) => [value, value])];
      if (options.phase) set("phase", words.columns.phase, all("phase"));
      set("direction", words.direction, [["", words.all], ...Object.keys(DIRECTIONS).map((key) => [key, words[key]])]);
      if (options.stream) set("stream", words.columns.stream, all("stream"));
      if (options.role_group) {
        set("role_group", words.columns.role_group, options.role_group.map((value) => [value, value]));
      }
      const bar = element("div", "", { class: "keuze-stand" });
      const status = element("p", "", { role: "status" });
      const reset = element("button", words.reset, { type: "button" });
      reset.addEventListener("click", () => change(first));
      bar.append(status, reset);

      const scroll = element("div", "", { class: "tabel", role: "group", tabindex: "0", "aria-label": words.table });
      const table = element("table", "", { class: "keuzetabel" });
      const caption = element("caption");
      const called = element("span");
      caption.append(called);
      const head = element("tr");
      const heads = ["factor_name", ...words.shown].map((column) => {
        const cell = element("th", "", { scope: "col" });
        const button = element("button", words.columns[column], { type: "button" });
        button.addEventListener("click", () => {
          const again = state.sort === column;
          change({ sort: column, up: again ? !state.up : column === "factor_name" });
        });
        cell.append(button);
        head.append(cell);
        return [cell, column];
      });
      const body = element("tbody");
      const nothing = element("p", words.nothing);
      const top = element("thead");
      top.append(head);
      table.append(caption, top, body);
      scroll.append(table);
      box.append(bar, scroll, nothing);

      for (const row of rows) {
        row.line = element("tr");
        const name = element("th", "", { scope: "row" });
        row.where = element("span");
        name.append(row.link, row.where);
        row.line.append(name);
        for (const column of words.shown) {
          const cell = element("td", "", { class: "text-right" });
          if (BARS.includes(column)) {
            const measured = element("span", "", { class: "meting" });
            const track = element("span");
            const drawn = element("span");
            drawn.classList.add("balk", column);
            track.append(drawn);
            measured.append(element("span", row[column]), track);
            cell.append(measured);
          } else cell.textContent = row[column];
          row.line.append(cell);
        }
      }

      function compared(one, other) {
        if (!state.sort) return 0;
        const [a, b] = [one[state.sort], other[state.sort]];
        const order = typeof a === "number" ? a - b : a.localeCompare(b, document.documentElement.lang);
        return state.up ? order : -order;
      }

      function show() {
        const group = rows.filter((row) => row.role_group === state.role_group);
        const shown = group
          .filter((row) => ["phase", "stream"].every((column) => !state[column] || row[column] === state[column]))
          .filter((row) => !state.direction || DIRECTIONS[state.direction](row))
          .sort(compared);
        const most = Math.max(1, ...group.flatMap((row) => BARS.map((column) => row[column])));
        for (const row of shown) {
          const places = ["phase", "stream"].filter((column) => options[column] && !state[column]);
          row.where.textContent = places.map((column) => row[column]).join(", ");
          row.line.querySelectorAll(".balk").forEach((drawn, place) => {
            drawn.hidden = row[BARS[place]] === 0;
            drawn.style.width = `${(100 * row[BARS[place]]) / most}%`;
          });
        }
        body.replaceChildren(...shown.map((row) => row.line));
        for (const [cell, column] of heads) {
          if (column === state.sort) cell.setAttribute("aria-sort", state.up ? "ascending" : "descending");
          else cell.removeAttribute("aria-sort");
        }
        buttons.forEach(([button, name, value]) => button.setAttribute("aria-pressed", state[name] === value));
        const factors = new Set(shown.map((row) => row.link.getAttribute("href"))).size;
        const way = state.sort === "factor_name" ? ["z_to_a", "a_to_z"] : ["high_to_low", "low_to_high"];
        const counted = filled(factors === 1 ? words.one : words.many, { n: factors });
        const lines = shown.length === factors ? "" : ` ${filled(words.lines, { n: shown.length })}`;
        status.textContent = state.sort
          ? filled(words.sorted, {
              factors: counted + lines,
              column: words.columns[state.sort].toLowerCase(),
              way: words[way[Number(state.up)]],
            })
          : filled(words.unsorted, { factors: counted + lines });
        const sizes = [...new Set(group.map((row) => row.out_of))].join(", ");
        const said = filled(words.caption, { group: state.role_group, n: sizes });
        called.textContent = words.made_up ? `${words.made_up} ${said}` : said;
        nothing.hidden = shown.length > 0;
        scroll.hidden = shown.length === 0;
        reset.disabled = Object.keys(first).every((name) => state[name] === first[name]);
      }

      function change(part) {
        state = { ...state, ...part };
        show();
        keep();
      }

      // The choices that differ from the first, as the end of an address.
      function address() {
        const parts = Object.entries(state).filter(([name, value]) => value !== first[name]);
        return [`#${hash}`, ...parts.map((part) => part.map(encodeURIComponent).join("="))].join("&");
      }

      function open(text) {
        const asked = new URLSearchParams(text);
        const known = { ...options, direction: Object.keys(DIRECTIONS), sort: ["factor_name", ...words.shown] };
        state = { ...first };
        for (const [name, values] of Object.entries(known)) {
          if (values.includes(asked.get(name))) state[name] = asked.get(name);
        }
        state.up = asked.get("up") === "true";
        show();
      }

      tool.append(box);
      return { open, address, show };
    }

    function keep() {
      const here = figure.classList.contains("kiest") ? view.address() : `#${figure.id}`;
      if (share) share.href = here;
      try {
        history.replaceState(null, "", here);
      } catch {
        // Some browsers do not allow another address for a page that is opened from a folder.
      }
    }

    function turn(chosen) {
      view ??= chosen ? make() : null;
      figure.classList.toggle("kiest", chosen);
      drawing.setAttribute("aria-pressed", !chosen);
      choose.setAttribute("aria-pressed", chosen);
    }

    function follow() {
      const [name, ...rest] = location.hash.slice(1).split("&");
      if (name !== hash) return;
      turn(true);
      view.open(rest.join("&"));
      if (share) share.href = view.address();
      figure.scrollIntoView();
    }

    drawing.addEventListener("click", () => { turn(false); keep(); });
    choose.addEventListener("click", () => {
      const begun = view === null;
      turn(true);
      if (begun) view.show();
      keep();
    });
    window.addEventListener("hashchange", follow);
    follow();
  }
})();
