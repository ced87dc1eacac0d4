// Runs before the page is drawn: sets the colours that the reader chose, or else the device's, lets
// the typeface come late where it cannot come early, and keeps back what a telephone may fold.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("kleuren");
  } catch {
    // Storage is not allowed in this browser.
  }
  const device = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen ?? device;
  // Else a long page is drawn whole first, and moves when it is folded. Without that it comes by itself.
  if (matchMedia("(max-width: 44rem)").matches) document.documentElement.classList.add("vouwt");
  // From a folder browsers refuse to load a typeface ahead, and then each page would have another
  // one. The one that stands in for it is as wide: nothing moves when it is replaced.
  if (location.protocol === "file:") for (const face of document.fonts) face.display = "swap";
})();
