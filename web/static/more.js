// Shows the rows of a long list that are left below those that are there, in place of a page of its own.
import { announce } from "./announce.js";

const PRINTED_PAGES = 20;

function address(form, link) {
  return `${form.dataset.turn}${new URL(link.href).search}`;
}

// Puts the rows of a turn below those that are there; returns the rows, and the link to what is left, if any.
function put(link, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const [there, found] = [link.closest(".turn"), holder.content].map((root) => root.querySelector(".table"));
  const rows = [...found.querySelectorAll("tbody tr")];
  there.querySelector("tbody").append(...rows);
  const next = found.querySelector("a[rel=next]");
  there.querySelector(".shown").textContent = next?.dataset.more ?? link.dataset.last;
  if (next) {
    next.dataset.last = link.dataset.last;
    link.replaceWith(next);
  } else link.remove();
  // What was sorted is not any more.
  for (const heading of there.querySelectorAll("th[aria-sort]")) heading.removeAttribute("aria-sort");
  return { there, rows, next };
}

async function more(form, link) {
  link.setAttribute("aria-disabled", "true");
  const response = await fetch(address(form, link)).catch(() => null);
  if (!response?.ok) {
    location.assign(link.href);
    return;
  }
  const { there, rows } = put(link, await response.text());
  announce(there.querySelector(".shown").textContent);
  const first = rows[0]?.querySelector("a") ?? there.querySelector(".scroll");
  first?.focus();
}

// A printer waits for no answer that comes later: the rows that are left are fetched while everything stands still.
function all(form, link) {
  let next = link;
  for (let page = 0; next && page < PRINTED_PAGES; page += 1) {
    const request = new XMLHttpRequest();
    request.open("GET", address(form, next), false);
    try {
      request.send();
    } catch {
      return;
    }
    if (request.status !== 200) return;
    ({ next } = put(next, request.responseText));
  }
}

export function startMore(form) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".turn .table a[rel=next]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (!link.hasAttribute("aria-disabled")) more(form, link);
  });
  addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll(".turn .table a[rel=next]")) all(form, link);
  });
}
