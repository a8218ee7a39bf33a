// The list of a condition closes as menus do: by Escape, which leads back to its chip, and by a click elsewhere.
const OPEN = ".stage details[open]";

export function startStages(root) {
  root.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest(OPEN);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  root.addEventListener("click", (event) => {
    for (const open of root.querySelectorAll(OPEN)) if (!open.contains(event.target)) open.open = false;
  });
}
