// Shows the recommendations that fit the answers. Nothing is stored and nothing leaves the page.
(() => {
  "use strict";
  const form = document.querySelector("form.zelfscan");
  const section = document.querySelector(".zelfscan-advies");
  if (!form || !section) return;
  const weight = { ontbreekt: 3, deels: 2, onbekend: 1, staat: 0 };
  const status = section.querySelector(".zelfscan-stand");
  const list = section.querySelector("ul");
  const items = [...list.children];

  const answers = () => new Map(new FormData(form));

  function show() {
    const given = answers();
    const need = (item) =>
      Math.max(...item.dataset.vragen.split(" ").map((name) => weight[given.get(name)] ?? 0));
    const needs = new Map(items.map((item) => [item, need(item)]));
    // Sorting keeps equal items in their order, which is from firm to tentative.
    const sorted = [...items].sort((a, b) => needs.get(b) - needs.get(a));
    sorted.forEach((item) => {
      item.hidden = needs.get(item) === 0;
      list.append(item);
    });
    const count = sorted.filter((item) => !item.hidden).length;
    const { geen, niets, een, meer } = status.dataset;
    if (given.size === 0) status.textContent = geen;
    else if (count === 0) status.textContent = niets;
    else status.textContent = count === 1 ? een : meer.replace("{n}", count);
  }

  const buttons = form.querySelector(".zelfscan-knoppen");
  buttons.hidden = false;
  buttons.querySelector("[type=button]").addEventListener("click", () => window.print());
  form.addEventListener("change", show);
  // The browser empties the form after this event.
  form.addEventListener("reset", () => queueMicrotask(() => requestAnimationFrame(show)));
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
