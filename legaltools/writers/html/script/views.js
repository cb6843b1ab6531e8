/* Which view is shown; links inside the page open the view their target lives in. */
"use strict";
const root = document.documentElement;
root.className = "js";
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
const views = all(".view");
const store = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* private mode: marks last as long as the page */ } },
};

function show(view) {
  for (const v of views) v.classList.toggle("on", v === view);
  for (const a of all(".views a")) {
    if (a.dataset.view === view.id) a.setAttribute("aria-current", "page"); else a.removeAttribute("aria-current");
  }
}

function pane(name) {
  one("#review").dataset.pane = name;
  for (const b of all(".panes button")) b.setAttribute("aria-pressed", String(b.dataset.pane === name));
}

function go(id, smooth = true) {
  const target = document.getElementById(id) || one("#overview");
  const view = target.closest(".view") || one("#overview");
  show(view);
  if (target === view) { window.scrollTo(0, 0); return; }
  if (target.matches(".clause")) pane("text");
  if (target.matches(".card")) { pane("cards"); select(target, false); }
  target.scrollIntoView({ block: target.matches(".clause, .card") ? "start" : "nearest", behavior: smooth ? "auto" : "instant" });
}

addEventListener("hashchange", () => go(decodeURIComponent(location.hash.slice(1))));
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link) return;
  const id = decodeURIComponent(link.getAttribute("href").slice(1));
  if (link.dataset.filter) setFilter(link.dataset.filter, link.dataset.value);
  if (location.hash === "#" + id) { event.preventDefault(); go(id); }
});
for (const b of all(".panes button")) b.addEventListener("click", () => pane(b.dataset.pane));

one("#theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  store.set("legaltools:theme", root.dataset.theme);
});
if (["light", "dark"].includes(store.get("legaltools:theme"))) root.dataset.theme = store.get("legaltools:theme");
one("#print").addEventListener("click", () => print());
for (const b of all(".fold")) b.addEventListener("click", () => {
  const open = b.previousElementSibling.classList.toggle("open");
  b.dataset.more ??= b.textContent;
  b.textContent = open ? b.dataset.fewer : b.dataset.more;
});
