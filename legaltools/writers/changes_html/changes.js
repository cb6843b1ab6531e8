"use strict";
// Filters by kind, direction and scope; side by side or inline. The page reads the same without this script.
(() => {
  const pick = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll("article.row, p.row")];
  const within = { substantive: ["substantive"], changed: ["substantive", "changed"], all: ["substantive", "changed", "all"] };
  const show = () => {
    const kind = pick("kind").value, direction = pick("direction").value, scope = within[pick("scope").value];
    for (const row of rows) {
      row.hidden = !(scope.includes(row.dataset.scope) && (!kind || row.dataset.kinds.split(" ").includes(kind)) && (!direction || row.dataset.direction === direction));
    }
  };
  for (const id of ["kind", "direction", "scope"]) pick(id).addEventListener("change", show);
  pick("layout").addEventListener("click", (event) => {
    const inline = document.body.classList.toggle("inline");
    event.currentTarget.setAttribute("aria-pressed", String(inline));
  });
  const reach = () => {
    const row = document.getElementById(location.hash.slice(1));
    if (!row) return;
    if (row.hidden) { pick("kind").value = pick("direction").value = ""; pick("scope").value = "all"; show(); }
    row.scrollIntoView({ behavior: "instant" });
  };
  window.addEventListener("hashchange", reach);
  show();
  if (location.hash) requestAnimationFrame(reach);
})();
