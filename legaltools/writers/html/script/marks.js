/* What the reviewer decides: kept in this browser, exported as the accepted-findings file of a playbook. */
const shelf = "legaltools:" + document.body.dataset.key;
let marks = {};
try { marks = JSON.parse(store.get(shelf)) || {}; } catch { marks = {}; }

function paint(card) {
  const mark = marks[card.dataset.key] || {};
  card.dataset.status = mark.status || "pending";
  for (const b of all("[data-mark]", card)) b.setAttribute("aria-pressed", String(b.dataset.mark === mark.status));
  const note = one("textarea", card);
  if (note.value !== (mark.note || "")) note.value = mark.note || "";
}

function decide(card, change) {
  const mark = { ...marks[card.dataset.key], ...change };
  if (!mark.status) delete mark.status;
  if (!mark.note) delete mark.note;
  if (Object.keys(mark).length) marks[card.dataset.key] = mark; else delete marks[card.dataset.key];
  store.set(shelf, JSON.stringify(marks));
  for (const twin of cards) if (twin.dataset.key === card.dataset.key) paint(twin);
}

function toggle(card, status) {
  decide(card, { status: marks[card.dataset.key]?.status === status ? "" : status });
}

for (const card of cards) {
  paint(card);
  for (const b of all("[data-mark]", card)) b.addEventListener("click", () => toggle(card, b.dataset.mark));
  one("textarea", card).addEventListener("input", (event) => decide(card, { note: event.target.value }));
}

const quoted = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007f");

function exported() {
  const lines = [`# ${document.title.replace(/\s+/g, " ")}`, ""];
  const done = new Set();
  for (const card of cards) {
    const mark = marks[card.dataset.key];
    if (!mark || done.has(card.dataset.key)) continue;
    done.add(card.dataset.key);
    lines.push("[[accepted]]", `rule = ${quoted(card.dataset.rule)}`, `quote = ${quoted(one("blockquote", card).textContent)}`);
    lines.push(`key = ${quoted(card.dataset.key)}`, `status = ${quoted(mark.status || "pending")}`, `note = ${quoted(mark.note || "")}`, "");
  }
  return lines.join("\n");
}

function imported(text) {
  for (const block of text.split("[[accepted]]").slice(1)) {
    const value = (name) => { const m = block.match(new RegExp(`^${name} = (".*")$`, "m")); return m ? JSON.parse(m[1]) : ""; };
    const status = value("status");
    marks[value("key")] = { ...(["accept", "ignore"].includes(status) && { status }), ...(value("note") && { note: value("note") }) };
  }
  store.set(shelf, JSON.stringify(marks));
  cards.forEach(paint);
}

one("#export").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([exported()], { type: "text/plain" }));
  link.download = "accepted.toml";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
one("#import").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  if (file) imported(await file.text());
  event.target.value = "";
});
