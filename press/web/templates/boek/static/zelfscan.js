// Shows what to do beside each answer, and a summary below. What was filled in is kept nowhere: it
// can be saved as a file, and such a file can be opened again.
(() => {
  "use strict";
  const form = document.querySelector("form.zelfscan");
  const summary = document.querySelector(".zelfscan-samenvatting");
  if (!form || !summary) return;
  const KIND = "zelfscan";
  const VERSION = 1;
  const URGENT_FIRST = ["nee", "deels", "onbekend"];
  const words = JSON.parse(summary.dataset.woorden);
  const status = summary.querySelector(".zelfscan-stand");
  const order = summary.querySelector(".zelfscan-volgorde");
  const list = summary.querySelector("ol");
  const message = summary.querySelector(".zelfscan-bericht");
  const file = summary.querySelector("[type=file]");
  const fieldsets = [...form.querySelectorAll("fieldset")];
  const nameOf = (fieldset) => fieldset.querySelector("input").name;

  const answers = () => Object.fromEntries(new FormData(form));
  const filled = (text, values) =>
    text.replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);

  function show() {
    const given = answers();
    for (const fieldset of fieldsets) {
      const answer = given[nameOf(fieldset)];
      fieldset.querySelector(".zelfscan-raad").hidden = !URGENT_FIRST.includes(answer);
    }
    const open = URGENT_FIRST.flatMap((answer) =>
      fieldsets.filter((fieldset) => given[nameOf(fieldset)] === answer).map((fieldset) => [fieldset, answer]),
    );
    list.replaceChildren(...open.map(([fieldset, answer]) => entry(fieldset, answer)));
    order.hidden = open.length === 0;
    const total = Object.keys(given).length;
    document.documentElement.classList.toggle("zelfscan-ingevuld", total > 0);
    if (total === 0) status.textContent = words.no_answers;
    else if (open.length === 0 && total === fieldsets.length) status.textContent = words.complete;
    else {
      const counts = { n: total, total: fieldsets.length };
      for (const answer of ["ja", ...URGENT_FIRST]) {
        counts[answer] = Object.values(given).filter((each) => each === answer).length;
      }
      status.textContent = filled(words.answered, counts);
    }
  }

  function entry(fieldset, answer) {
    const item = document.createElement("li");
    const question = document.createElement("strong");
    question.textContent = fieldset.querySelector("legend").textContent;
    const advice = fieldset.querySelector(".zelfscan-raad ul").cloneNode(true);
    item.append(question, ` ${words.answer} ${words[answer]}.`, advice);
    return item;
  }

  function save() {
    const content = JSON.stringify({ soort: KIND, versie: VERSION, antwoorden: answers() }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.download = `${words.file}-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  // The answers in a saved file, or null if it is none.
  function saved(text) {
    try {
      const content = JSON.parse(text);
      const given = content.antwoorden;
      const known = content.soort === KIND && given !== null && typeof given === "object";
      return known ? given : null;
    } catch {
      return null;
    }
  }

  async function open() {
    const given = file.files.length ? saved(await file.files[0].text()) : null;
    file.value = ""; // so that the same file can be chosen again
    if (given === null) {
      message.textContent = words.not_opened;
      return;
    }
    form.reset();
    const inputs = [...form.elements].filter((each) => each.type === "radio");
    const chosen = inputs.filter((input) => given[input.name] === input.value);
    chosen.forEach((input) => (input.checked = true));
    show();
    const values = { n: chosen.length, m: Object.keys(given).length - chosen.length };
    message.textContent = filled(values.m > 0 ? words.opened_some : words.opened, values);
  }

  function clear() {
    form.reset();
    message.textContent = "";
    show();
  }

  const actions = { print: () => window.print(), save, open: () => file.click(), clear };
  summary.addEventListener("click", (event) => actions[event.target.dataset?.doe]?.());
  file.addEventListener("change", open);
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
  document.documentElement.classList.add("zelfscan-klaar");
})();
