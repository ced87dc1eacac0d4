// What a page does beyond showing itself: colours, cards for terms and sources, large figures.
(() => {
  "use strict";
  const root = document.documentElement;
  const home = new URL(root.dataset.content_root, location.href);

  // The button says what it brings. A choice that the device makes too is not kept.
  const button = document.querySelector(".kleurknop");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const label = () => {
    button.textContent = root.dataset.theme === "dark" ? button.dataset.licht : button.dataset.donker;
  };
  button.addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    try {
      if ((root.dataset.theme === "dark") === dark.matches) localStorage.removeItem("kleuren");
      else localStorage.setItem("kleuren", root.dataset.theme);
    } catch {
      // This browser keeps nothing: the choice holds for this page.
    }
    label();
  });
  label();

  // A term or source shows its words beside the link, for mouse and keyboard alike (WCAG 1.4.13).
  const card = document.createElement("div");
  card.id = "kaart";
  card.className = "kaart";
  card.setAttribute("role", "tooltip");
  card.popover = "manual";
  let cards = null;
  let shownFor = null;

  const load = () => {
    cards ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = new URL("_static/kaarten.js", home);
      script.onload = () => done(globalThis.KAARTEN);
      script.onerror = () => done({});
      document.head.append(script);
    });
    return cards;
  };
  const target = (element) => element?.closest?.("article a.internal[href*='#']") ?? null;

  async function show(link) {
    if (!link || link === shownFor) return;
    hide();
    shownFor = link;
    const words = (await load())[link.href.slice(home.href.length)];
    if (!words || shownFor !== link) return;
    card.textContent = words;
    link.after(card);
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
    const place = link.getClientRects()[0];
    const own = card.getBoundingClientRect();
    const room = root.clientWidth - own.width - 8;
    card.style.left = `${Math.max(8, Math.min(place.left, room))}px`;
    const below = place.bottom + own.height + 8 < root.clientHeight;
    card.style.top = `${below ? place.bottom : Math.max(0, place.top - own.height)}px`;
  }

  function hide() {
    shownFor?.removeAttribute("aria-describedby");
    shownFor = null;
    card.remove();
  }

  if ("popover" in card) {
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch" || card.contains(event.target)) return;
      const link = target(event.target);
      if (link) show(link);
      else if (shownFor && shownFor !== document.activeElement) hide();
    });
    document.addEventListener("focusin", (event) => {
      const link = target(event.target);
      if (link && link.matches(":focus-visible")) show(link);
      else hide();
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
    document.addEventListener("scroll", hide, { passive: true });
  }

  // A figure opens large in the page. Without this script the link opens the drawing itself.
  for (const figure of document.querySelectorAll("figure.figuur")) {
    const link = figure.nextElementSibling?.querySelector("a.groot");
    const image = figure.querySelector("img");
    if (!link || typeof HTMLDialogElement === "undefined") continue;
    const open = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const dialog = document.createElement("dialog");
      dialog.className = "groot";
      dialog.setAttribute("aria-label", link.textContent);
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = link.dataset.sluit;
      close.addEventListener("click", () => dialog.close());
      const large = new Image(image.width, image.height);
      large.src = link.href;
      large.alt = image.alt;
      dialog.append(close, large);
      dialog.addEventListener("close", () => dialog.remove());
      dialog.addEventListener("click", (hit) => hit.target === dialog && dialog.close());
      document.body.append(dialog);
      dialog.showModal();
    };
    link.addEventListener("click", open);
    image.addEventListener("click", open);
    image.classList.add("vergrootbaar");
  }
})();
