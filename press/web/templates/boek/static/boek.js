// On every page: the colour button, closing menus, folding of long pages on a telephone, cards for
// terms and sources, enlarged figures.
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

  // The place that an address ends with; addresses get damaged on their way, and then there is none.
  const placeAt = (hash) => {
    try {
      return hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    } catch {
      return null;
    }
  };

  // A choice in a menu closes it, and the reader goes on at the place that was chosen.
  for (const menu of document.querySelectorAll("nav[popover]")) {
    menu.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || !menu.matches(":popover-open")) return;
      menu.hidePopover();
      const place = link.pathname === location.pathname ? placeAt(link.hash) : null;
      if (!place) return;
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
    });
  }

  // A menu that is longer than the window shows the page that the reader is on.
  const menu = document.querySelector("nav.inhoud");
  const current = menu?.querySelector("[aria-current]");
  const showCurrent = () => {
    const below = current.getBoundingClientRect().bottom - menu.getBoundingClientRect().bottom;
    if (below > 0) menu.scrollTop += below + menu.clientHeight / 3;
  };
  if (current) {
    showCurrent();
    menu.addEventListener("toggle", showCurrent);
  }

  // On a telephone a long page shows its summary and its headings; each opens what stands below it.
  // Where nearly all of the page is in one section, that stays open and those below it are folded,
  // and in a section that is long itself too. A heading keeps its level and its address.
  const phone = matchMedia("(max-width: 44rem)");
  const LONG_PAGE = 9500;
  const LONG_SECTION = 3000;
  const NEARLY_ALL = 0.6;
  const article = document.querySelector("article");
  const below = (section) => {
    const lists = section.querySelectorAll(":scope > div > section");
    return [...section.querySelectorAll(":scope > section"), ...lists]
      .filter((each) => each.querySelector(":scope > :is(h2, h3)") && !each.matches(".kort"));
  };
  const fold = (section) => {
    const folded = document.createElement("details");
    folded.className = "deel";
    const summary = document.createElement("summary");
    const heading = section.querySelector(":scope > :is(h2, h3)");
    // A link within a button is not announced, and where a finger points nothing rests on a heading.
    heading.querySelector(".headerlink")?.remove();
    summary.append(heading);
    folded.append(summary, ...section.childNodes);
    section.append(folded);
  };
  const foldLong = () => {
    if (!phone.matches || !article || article.offsetHeight <= LONG_PAGE) return;
    const whole = article.offsetHeight;
    // All are measured before the first is folded.
    const chosen = [];
    const choose = (section) => {
      for (const each of below(section)) {
        const inner = below(each);
        const nearlyAll = each.offsetHeight > NEARLY_ALL * whole && inner.length > 1;
        if (!nearlyAll) chosen.push(each);
        if (each.offsetHeight > LONG_SECTION && inner.length > 1) choose(each);
      }
    };
    for (const section of article.querySelectorAll(":scope > section")) choose(section);
    chosen.forEach(fold);
  };

  // What is folded opens for whoever follows a link into it, or comes with its address, and stays
  // in sight; on paper all of it is open.
  const showPlace = () => {
    const place = placeAt(location.hash);
    if (!place) return;
    const own = place.querySelector(":scope > details.deel");
    if (own) own.open = true;
    let moved = Boolean(own);
    for (let at = place.closest("details:not([open])"); at; at = at.closest("details:not([open])")) {
      at.open = true;
      moved = true;
    }
    if (moved || document.querySelector("details.deel")) place.scrollIntoView({ behavior: "instant" });
  };
  foldLong();
  root.classList.remove("vouwt");
  showPlace();
  window.addEventListener("hashchange", showPlace);
  // Whoever chooses the address that is there already goes there again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#']");
    if (link && link.href === location.href) showPlace();
  });
  const openAll = () => {
    for (const folded of document.querySelectorAll("details:is(.gevouwen, .deel)")) folded.open = true;
  };
  window.addEventListener("beforeprint", openAll);
  // A telephone that is turned, or a window made wide.
  phone.addEventListener("change", () => {
    if (phone.matches) return;
    for (const folded of document.querySelectorAll("details.deel")) folded.open = true;
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
