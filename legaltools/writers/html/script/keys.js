/* The keyboard, and the first paint. */
const dialog = one("#keys");
one("#help").addEventListener("click", () => dialog.showModal());

function step(by) {
  const list = cards.filter(visible);
  if (!list.length) return;
  const here = list.indexOf(chosen);
  show(one("#review"));
  select(list[here < 0 ? (by > 0 ? 0 : list.length - 1) : Math.max(0, Math.min(list.length - 1, here + by))]);
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  a: () => chosen && toggle(chosen, "accept"),
  i: () => chosen && toggle(chosen, "ignore"),
  n: () => chosen && one("textarea", chosen).focus(),
  "/": () => box.focus(),
  p: () => print(),
  "?": () => dialog.showModal(),
  Escape: () => { peek.hidden = true; rest(); },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  if (event.target.matches("input, textarea, select")) { if (event.key === "Escape") event.target.blur(); return; }
  const view = views["1234".indexOf(event.key)];
  if (view && event.key) { location.hash = view.id; event.preventDefault(); return; }
  if (keys[event.key]) { keys[event.key](); event.preventDefault(); }
});

filter();
go(decodeURIComponent(location.hash.slice(1)) || "overview", false);
