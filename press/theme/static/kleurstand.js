// Before the page is drawn: the colours the reader chose, or those of the device.
(() => {
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  let mode = "auto";
  try {
    mode = localStorage.getItem("mode") || mode;
  } catch {
    // This browser keeps nothing.
  }
  root.dataset.mode = mode;
  root.dataset.theme = mode === "auto" ? device : mode;
})();
