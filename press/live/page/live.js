// Loads the page again when it has changed, where it was, and shows how the build of it goes.
const known = document.currentScript.dataset.page;
const box = document.createElement("aside");
box.className = "live";
box.setAttribute("role", "status");

function show(state) {
  const sentence = document.createElement("p");
  sentence.textContent = state.words;
  const lines = document.createElement("pre");
  lines.textContent = state.lines.join("\n");
  box.dataset.kind = state.kind;
  box.replaceChildren(sentence, ...(state.lines.length ? [lines] : []));
  document.body.append(box);
}

const page = encodeURIComponent(location.pathname);
const events = new EventSource(`/_live/events?page=${page}`);
events.onmessage = (event) => {
  const state = JSON.parse(event.data);
  if (state.page && state.page !== known) {
    location.reload(); // browsers go back to where the page was
  } else {
    show(state);
  }
};
