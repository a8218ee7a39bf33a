// Turns links to an answer's files into buttons that copy them.
import { announce } from "./announce.js";
import { write, writeRich } from "./clipboard.js";

async function contents(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

// An answer goes as rich text too, a table as an HTML table, of which a spreadsheet takes each cell as it is.
async function put(link) {
  if (link.dataset.copy === "address") return write(new URL(link.href).href);
  if (!link.dataset.rich) return write(await contents(link.href));
  return writeRich(...(await Promise.all([contents(link.href), contents(link.dataset.rich)])));
}

async function copy(link) {
  const words = document.body.dataset;
  const label = link.textContent;
  let said = words.copied;
  try {
    await put(link);
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
