// Runs before the page is drawn: sets the colours that the reader chose, or else the device's.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("kleuren");
  } catch {
    // Storage is not allowed in this browser.
  }
  const device = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen ?? device;
})();
