// Shows the rows of a long list that are left below those that are there, in place of a page of its own.
import { announce } from "./announce.js";

async function more(form, link) {
  const address = new URL(link.href);
  const turn = link.closest(".turn");
  link.setAttribute("aria-disabled", "true");
  const response = await fetch(`${form.dataset.turn}${address.search}`).catch(() => null);
  if (!response?.ok) {
    location.assign(link.href);
    return;
  }
  const holder = document.createElement("template");
  holder.innerHTML = await response.text();
  const [there, found] = [turn, holder.content].map((root) => root.querySelector(".table"));
  const rows = [...found.querySelectorAll("tbody tr")];
  there.querySelector("tbody").append(...rows);
  const said = there.querySelector(".shown");
  const next = found.querySelector("a[rel=next]");
  said.textContent = next?.dataset.more ?? link.dataset.last;
  announce(said.textContent);
  if (next) {
    next.dataset.last = link.dataset.last;
    link.replaceWith(next);
  } else link.remove();
  // What was sorted is not any more.
  for (const heading of there.querySelectorAll("th[aria-sort]")) heading.removeAttribute("aria-sort");
  const first = rows[0]?.querySelector("a") ?? there.querySelector(".scroll");
  first?.focus();
}

export function startMore(form) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".turn .table a[rel=next]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (!link.hasAttribute("aria-disabled")) more(form, link);
  });
}
