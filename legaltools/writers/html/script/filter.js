/* Filters of the cards, their highlights in the text, and full-text search. */
const cards = all(".card");
const byNumber = new Map(cards.map((card) => [card.dataset.n, card]));
const choices = all(".filters select[data-by]");
const tentative = one("#tentative");

function setFilter(by, value) {
  for (const c of choices) c.value = c.dataset.by === by ? value : "";
  filter();
}

function filter() {
  const wanted = choices.filter((c) => c.value).map((c) => [c.dataset.by, c.value]);
  const unsure = tentative.checked || wanted.length > 0;
  let shown = 0;
  for (const card of cards) {
    const fits = wanted.every(([by, value]) => (by === "party" ? card.dataset.party.includes(`|${value}|`) : card.dataset[by] === value));
    card.classList.toggle("gone", !fits);
    card.classList.toggle("show", unsure);
    if (visible(card)) shown += 1;
  }
  for (const mark of all(".text mark")) mark.classList.toggle("off", !mark.dataset.issues.split(" ").some((n) => visible(byNumber.get(n))));
  for (const num of all(".text .num")) num.classList.toggle("off", !visible(byNumber.get(num.dataset.issue)));
  const output = one("#shown");
  output.value = `${output.dataset.label} ${shown} / ${cards.length}`;
}

function visible(card) {
  return !card.classList.contains("gone") && (!card.classList.contains("tentative") || card.classList.contains("show"));
}

one("#order").addEventListener("change", (event) => {
  const by = event.target.value;
  cards.sort((a, b) => a.dataset[by] - b.dataset[by] || a.dataset.n - b.dataset.n);
  one(".files").after(...cards);
});
for (const c of choices) c.addEventListener("change", filter);
tentative.addEventListener("change", filter);
one("#clear").addEventListener("click", () => setFilter("", ""));

let found = [], at = -1;
const box = one("#q"), hits = one("#hits");

function search() {
  const words = box.value.trim().toLowerCase();
  found = []; at = -1;
  CSS.highlights?.delete("found");
  for (const row of all("#ledgers tbody tr")) row.classList.toggle("gone", words !== "" && !row.textContent.toLowerCase().includes(words));
  if (!words) { hits.value = ""; return; }
  for (const block of all(".clause, .card")) {
    if (!block.textContent.toLowerCase().includes(words)) continue;
    const ranges = block.matches(".card.gone") ? [] : rangesIn(block, words);
    for (const range of ranges) found.push([block, range]);
  }
  if (window.Highlight) CSS.highlights.set("found", new Highlight(...found.map((f) => f[1])));
  hits.value = found.length ? `${found.length} ${hits.dataset.unit}` : hits.dataset.none;
}

function rangesIn(block, words) {
  const nodes = [], walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest(".num, textarea")) continue;
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data.toLowerCase();
  }
  const place = (offset) => { const [start, node] = nodes.findLast(([s]) => s <= offset); return [node, Math.min(offset - start, node.data.length)]; };
  const ranges = [];
  for (let i = text.indexOf(words); i >= 0; i = text.indexOf(words, i + words.length)) {
    const range = new Range();
    range.setStart(...place(i));
    const [last, offset] = place(i + words.length - 1);
    range.setEnd(last, offset + 1);
    ranges.push(range);
  }
  return ranges;
}

function nextHit(step) {
  if (!found.length) return;
  at = (at + step + found.length) % found.length;
  const [block, range] = found[at];
  show(one("#review"));
  pane(block.matches(".card") ? "cards" : "text");
  if (block.matches(".tentative")) { tentative.checked = true; filter(); }
  block.scrollIntoView({ block: "center" });
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  hits.value = `${at + 1} / ${found.length}`;
}

let typing;
box.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(search, 120); });
one(".search").addEventListener("submit", (event) => { event.preventDefault(); if (at < 0) search(); nextHit(1); });
