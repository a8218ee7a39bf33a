// Turns links to an answer's files into buttons that copy them.
import { announce } from "./announce.js";
import { write } from "./clipboard.js";

async function textOf(link) {
  if (link.dataset.copy === "address") return new URL(link.href).href;
  const response = await fetch(link.href);
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

async function copy(link) {
  const words = document.body.dataset;
  const label = link.textContent;
  let said = words.copied;
  try {
    await write(await textOf(link));
  } catch {
    said = words.copyFailed;
  }
  announce(said);
  if (link.dataset.label) return;
  link.dataset.label = label;
  link.textContent = said;
  setTimeout(() => {
    link.textContent = link.dataset.label;
    delete link.dataset.label;
  }, 2000);
}

export function startCopying(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-copy]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    copy(link);
  });
}
