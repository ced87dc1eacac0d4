// Shows the recommendations that fit the answers. Nothing is stored and nothing leaves the page.
(() => {
  "use strict";
  const form = document.querySelector("form.zelfscan");
  const section = document.querySelector(".zelfscan-advies");
  if (!form || !section) return;
  const urgency = { ontbreekt: 3, deels: 2, onbekend: 1, staat: 0 };
  const status = section.querySelector(".zelfscan-stand");
  const list = section.querySelector("ul");
  const items = [...list.children];

  function showAdvice() {
    const given = new Map(new FormData(form));
    const urgencyOf = (item) =>
      Math.max(...item.dataset.vragen.split(" ").map((name) => urgency[given.get(name)] ?? 0));
    const urgencies = new Map(items.map((item) => [item, urgencyOf(item)]));
    // The sort is stable: equally urgent ones stay in their first order, from firm to tentative.
    const sorted = [...items].sort((a, b) => urgencies.get(b) - urgencies.get(a));
    sorted.forEach((item) => {
      item.hidden = urgencies.get(item) === 0;
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
  form.addEventListener("change", showAdvice);
  // The browser empties the form after this event.
  form.addEventListener("reset", () => queueMicrotask(() => requestAnimationFrame(showAdvice)));
  form.addEventListener("submit", (event) => event.preventDefault());
  showAdvice();
})();
