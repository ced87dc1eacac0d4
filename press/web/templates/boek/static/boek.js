// On every page: the colour button, closing menus, cards for terms and sources, enlarged figures.
(() => {
  "use strict";
  const root = document.documentElement;
  const home = new URL(root.dataset.content_root, location.href);

  // The button names the colours it switches to. A choice that equals the device's is not stored.
  const button = document.querySelector(".kleurknop");
  const darkDevice = matchMedia("(prefers-color-scheme: dark)");
  const showLabel = () => {
    button.textContent = root.dataset.theme === "dark" ? button.dataset.licht : button.dataset.donker;
  };
  button.addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    try {
      if ((root.dataset.theme === "dark") === darkDevice.matches) localStorage.removeItem("kleuren");
      else localStorage.setItem("kleuren", root.dataset.theme);
    } catch {
      // Storage is not allowed in this browser: the choice holds for this page only.
    }
    showLabel();
  });
  showLabel();

  // A choice in a menu closes it, and the reader goes on at the place that was chosen.
  for (const menu of document.querySelectorAll("nav[popover]")) {
    menu.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || !menu.matches(":popover-open")) return;
      menu.hidePopover();
      const place = link.hash && link.pathname === location.pathname
        ? document.getElementById(decodeURIComponent(link.hash.slice(1)))
        : null;
      if (!place) return;
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
    });
  }

  // What is folded is on paper too.
  window.addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details.gevouwen")) folded.open = true;
  });

  // A link to a term or source shows its definition or reference in a card, for mouse and keyboard
  // alike (WCAG 1.4.13).
  const card = document.createElement("div");
  card.id = "kaart";
  card.className = "kaart";
  card.setAttribute("role", "tooltip");
  card.popover = "manual";
  let cards = null;
  let shownFor = null;

  const loadCards = () => {
    cards ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = new URL("_static/kaarten.js", home);
      script.onload = () => done(globalThis.KAARTEN);
      script.onerror = () => done({});
      document.head.append(script);
    });
    return cards;
  };
  const linkAt = (element) => element?.closest?.("article a.internal[href*='#']") ?? null;

  async function showCard(link) {
    if (!link || link === shownFor) return;
    hideCard();
    shownFor = link;
    const words = (await loadCards())[link.href.slice(home.href.length)];
    if (!words || shownFor !== link) return;
    card.textContent = words;
    link.after(card);
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
    const linkBox = link.getClientRects()[0];
    const cardBox = card.getBoundingClientRect();
    const rightmost = root.clientWidth - cardBox.width - 8;
    card.style.left = `${Math.max(8, Math.min(linkBox.left, rightmost))}px`;
    const fitsBelow = linkBox.bottom + cardBox.height + 8 < root.clientHeight;
    card.style.top = `${fitsBelow ? linkBox.bottom : Math.max(0, linkBox.top - cardBox.height)}px`;
  }

  function hideCard() {
    shownFor?.removeAttribute("aria-describedby");
    shownFor = null;
    card.remove();
  }

  if ("popover" in card) {
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch" || card.contains(event.target)) return;
      const link = linkAt(event.target);
      if (link) showCard(link);
      else if (shownFor && shownFor !== document.activeElement) hideCard();
    });
    document.addEventListener("focusin", (event) => {
      const link = linkAt(event.target);
      if (link && link.matches(":focus-visible")) showCard(link);
      else hideCard();
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && hideCard());
    document.addEventListener("scroll", hideCard, { passive: true });
  }

  const LARGER = 1.6;

  // The link to a figure is copied too; it stands in the address bar as well.
  for (const link of document.querySelectorAll("a.deel")) {
    link.addEventListener("click", async () => {
      const words = link.textContent;
      try {
        await navigator.clipboard.writeText(link.href);
      } catch {
        return; // The browser does not allow it, or has no clipboard.
      }
      link.textContent = root.dataset.gekopieerd;
      link.addEventListener("blur", () => { link.textContent = words; }, { once: true });
    });
  }

  // A click on a figure enlarges it in a dialog. Without scripts its link opens the image file.
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
      close.textContent = root.dataset.sluit;
      close.addEventListener("click", () => dialog.close());
      const large = new Image(image.width, image.height);
      large.src = image.currentSrc;
      large.alt = image.alt;
      large.style.minWidth = `${LARGER * image.width}px`;
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
