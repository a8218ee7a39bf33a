// A citation's address names its row after the #, which no server sees. Where a long table is shown in pages
// and the row stands on another one, this asks for that page.
export function openTargetRow() {
  const table = document.querySelector("table[data-around]");
  const id = decodeURIComponent(location.hash.slice(1));
  if (!table || !id.startsWith("row-") || document.getElementById(id)) return;
  const asked = new URLSearchParams(location.search);
  const row = id.slice("row-".length);
  if (asked.get("around") === row) return;
  location.replace(`${table.dataset.around}?around=${encodeURIComponent(row)}#${encodeURIComponent(id)}`);
}
