// A citation's address names its row after the #, which no server sees. Where a long table is shown in pages
// and the row stands on another one, this asks for that page.
export function openTargetRow() {
  const table = document.querySelector("table[data-around]");
  const id = decodeURIComponent(location.hash.slice(1));
  if (!table || !id.startsWith("row-")) return;
  const row = document.getElementById(id);
  // A wide table is scrolled to the cell that is cited, which may stand beyond its edge.
  const show = () => row?.querySelector(".cited")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  show();
  // The browser goes to the row once more when all has come, which on a phone may be far above the cell.
  if (document.readyState !== "complete") addEventListener("load", () => setTimeout(show), { once: true });
  if (row) return;
  const asked = new URLSearchParams(location.search);
  const number = id.slice("row-".length);
  if (asked.get("around") === number) return;
  location.replace(`${table.dataset.around}?around=${encodeURIComponent(number)}#${encodeURIComponent(id)}`);
}
