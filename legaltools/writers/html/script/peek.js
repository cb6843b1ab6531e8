/* Previews: where a reference leads, what a term means; choosing an issue in the text or among the cards. */
const peek = one("#peek");
let waiting;

function fill(element) {
  peek.replaceChildren();
  const say = (tag, text) => { const e = document.createElement(tag); e.textContent = text; peek.append(e); };
  if (element.dataset.term) {
    const term = document.getElementById("term-" + element.dataset.term);
    if (!term) return false;
    say("b", one("b", term).textContent);
    say("span", one("p", term).textContent);
    say("small", one("small", term).textContent);
    return true;
  }
  const target = document.getElementById(decodeURIComponent(element.getAttribute("href").slice(1)));
  if (target?.matches(".outside li, .ledger")) {
    say("b", (one("b", target) || one("h3", target)).textContent);
    say("small", target.matches("li") ? all(".chip", target).map((chip) => chip.textContent).join(" · ") : element.textContent);
    return true;
  }
  if (!target || !target.matches(".clause, .card")) return false;
  const copy = target.cloneNode(true);
  for (const n of all(".num, .label", copy)) n.remove();
  const card = target.matches(".card");
  say("b", card ? one("h3", target).textContent : (one(".label", target)?.textContent || ""));
  say("span", (card ? one("blockquote", target) : copy).textContent.trim().slice(0, 400));
  return true;
}

function reveal(element) {
  if (!fill(element)) return;
  peek.hidden = false;
  const r = element.getClientRects()[0], w = peek.offsetWidth, h = peek.offsetHeight;
  peek.style.left = Math.max(12, Math.min(r.left, innerWidth - w - 12)) + "px";
  peek.style.top = (r.bottom + h + 10 < innerHeight ? r.bottom + 6 : Math.max(12, r.top - h - 6)) + "px";
}

const peekable = ".term, dfn, a.ref, a.place, .where a";
document.addEventListener("pointerover", (event) => {
  clearTimeout(waiting);
  const element = event.target.closest?.(peekable);
  if (element) waiting = setTimeout(reveal, 180, element);
  else if (!event.target.closest?.("#peek")) waiting = setTimeout(() => { peek.hidden = true; }, 150);
});
document.addEventListener("focusin", (event) => { if (event.target.matches(peekable)) reveal(event.target); else peek.hidden = true; });
document.addEventListener("scroll", () => { peek.hidden = true; }, { capture: true, passive: true });

let chosen = null;
function select(card, follow = true) {
  if (chosen) chosen.classList.remove("on");
  for (const m of all(".text mark.on")) m.classList.remove("on");
  chosen = card;
  card.classList.remove("gone");
  card.classList.add("on", "show");
  const own = all(`.text mark[data-issues~="${card.dataset.n}"]`);
  for (const m of own) m.classList.add("on");
  if (own[0] && getComputedStyle(one(".text")).display !== "none") own[0].scrollIntoView({ block: "center" });
  if (follow) { card.focus({ preventScroll: true }); card.scrollIntoView({ block: "nearest" }); }
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.(".text mark");
  if (mark && !event.target.closest("a")) {
    const card = mark.dataset.issues.split(" ").map((n) => byNumber.get(n)).find(visible);
    if (card) { pane(innerWidth <= 900 ? "cards" : "text"); select(card); card.scrollIntoView({ block: "start" }); }
    return;
  }
  const card = event.target.closest?.(".card");
  if (card && card !== chosen && !event.target.closest("button, a, textarea")) select(card);
});
