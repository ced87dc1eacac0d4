// Before the page is drawn: the colours the reader chose, or those of the device.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("kleuren");
  } catch {
    // This browser keeps nothing.
  }
  const device = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen ?? device;
})();
