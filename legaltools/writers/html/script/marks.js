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

const quoted = (text) => JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(/\u007f/g, "\\u007f");
const tame = (text) => text.replace(/\s+/g, " ").trim();
const author = one("#author");
author.value = store.get("legaltools:author") || "";
author.addEventListener("input", () => store.set("legaltools:author", author.value));

/* One [[accept]] a decided finding, as legaltools.toml holds them; a note on an undecided one stays a comment. */
function exported() {
  const blocks = [`# ${tame(document.title)}`];
  const done = new Set();
  const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  for (const card of cards) {
    const mark = marks[card.dataset.key];
    if (!mark || done.has(card.dataset.key)) continue;
    done.add(card.dataset.key);
    const button = mark.status && one(`[data-mark=${mark.status}]`, card);
    const lines = [
      "[[accept]]",
      `rule = ${quoted(card.dataset.rule)}`,
      `quote = ${quoted(one("blockquote", card).textContent)}`,
      `reason = ${quoted([button?.textContent, mark.note].filter(Boolean).join(": "))}`,
      `author = ${quoted(author.value)}`,
      `date = ${quoted(today)}`,
    ];
    if (mark.status) lines.splice(1, 0, `# ${mark.status}`);
    blocks.push((mark.status ? lines : lines.map((line) => "# " + line)).join("\n"));
  }
  return blocks.join("\n\n") + "\n";
}

function imported(text) {
  const same = (card, rule, quote) => card.dataset.rule === rule && tame(one("blockquote", card).textContent) === tame(quote);
  for (const block of text.split(/^(?:# )?\[\[accept\]\]$/m).slice(1)) {
    const value = (name) => { const m = block.match(new RegExp(`^(?:# )?${name} = (".*")$`, "m")); return m ? JSON.parse(m[1]) : ""; };
    const card = cards.find((c) => same(c, value("rule"), value("quote")));
    if (!card) continue;
    const status = block.match(/^# (accept|ignore)$/m)?.[1] || (/^rule/m.test(block) ? "accept" : "");
    const word = status ? one(`[data-mark=${status}]`, card).textContent : "";
    const reason = value("reason");
    decide(card, { status, note: reason === word ? "" : reason.startsWith(word + ": ") ? reason.slice(word.length + 2) : reason });
  }
}

one("#export").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([exported()], { type: "text/plain" }));
  link.download = "legaltools.toml";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
one("#import").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  if (file) imported(await file.text());
  event.target.value = "";
});
