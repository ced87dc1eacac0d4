// Finds the folder of the book, from the address that was asked for upwards, by a file that it has.
(() => {
  "use strict";
  const folders = location.pathname.split("/").slice(0, -1);
  const links = [...document.querySelectorAll("main a")].map((link) => [link, link.getAttribute("href")]);
  const look = (depth) => {
    if (depth < 1) return;
    const book = `${folders.slice(0, depth).join("/")}/`;
    const file = document.createElement("script");
    file.src = `${book}_static/kleurstand.js`;
    file.onload = () => links.forEach(([link, name]) => { link.href = book + name; });
    file.onerror = () => look(depth - 1);
    document.head.append(file);
  };
  look(folders.length);
})();
