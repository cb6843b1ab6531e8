/* The graph one can walk: a chosen vertex, its neighbours, and on. */
const net = one(".net"), panel = one("#walk");
const vertices = all(".v", net), edges = all("path", net);

function walk(index) {
  const here = vertices[index];
  net.classList.add("walking");
  for (const v of vertices) v.classList.remove("here", "near");
  const lists = { out: [], in: [] };
  for (const e of edges) {
    const s = +e.dataset.s, t = +e.dataset.t, near = s === index || t === index;
    e.classList.toggle("near", near);
    if (!near) continue;
    lists[s === index ? "out" : "in"].push(s === index ? t : s);
    vertices[s].classList.add("near");
    vertices[t].classList.add("near");
  }
  here.classList.add("here", "near");
  panel.replaceChildren();
  const add = (tag, text) => { const e = document.createElement(tag); e.textContent = text; panel.append(e); return e; };
  add("h3", one("title", here).textContent);
  if (here.dataset.anchor) add("a", panel.dataset.goto).href = "#" + here.dataset.anchor;
  for (const side of ["out", "in"]) {
    if (!lists[side].length) continue;
    add("h4", panel.dataset[side]);
    for (const i of new Set(lists[side])) add("button", one("title", vertices[i]).textContent).addEventListener("click", () => { walk(i); vertices[i].scrollIntoView({ block: "center", inline: "center" }); });
  }
  if (!lists.out.length && !lists.in.length) add("p", panel.dataset.none);
}

function rest() {
  net.classList.remove("walking");
  for (const e of [...vertices, ...edges]) e.classList.remove("here", "near");
  panel.replaceChildren();
}

vertices.forEach((v, i) => {
  v.addEventListener("click", () => walk(i));
  v.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); walk(i); } });
});
