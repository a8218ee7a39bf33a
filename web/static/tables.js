// Makes the headings of answer tables sort their rows. Figures sort as figures, "9-3" before "11-1".
const words = new Intl.Collator("ja", { numeric: true });

function figure(text) {
  const found = text.normalize("NFKC").replaceAll(",", "").match(/-?\d+(\.\d+)?/);
  return found ? Number(found[0]) : Number.NEGATIVE_INFINITY;
}

function sort(table, heading, column) {
  const descending = heading.getAttribute("aria-sort") === "ascending";
  const numeric = heading.classList.contains("number");
  const compare = (a, b) => (numeric ? figure(a) - figure(b) : words.compare(a, b));
  const body = table.tBodies[0];
  const text = (row) => row.cells[column].textContent;
  const rows = [...body.rows].sort((a, b) => compare(text(a), text(b)) * (descending ? -1 : 1));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
  body.append(...rows);
}

export function makeSortable(root) {
  for (const table of root.querySelectorAll("table[data-sortable]")) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(table, heading, column));
      heading.append(button);
    });
  }
}
