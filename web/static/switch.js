// The theme switch: as the browser has it, light, dark. Remembered in this browser, never sent.
const ORDER = ["auto", "light", "dark"];

export function startThemeSwitch(button) {
  if (!button) return;
  const root = document.documentElement;
  const show = () => {
    button.textContent = button.dataset[root.dataset.theme || "auto"];
  };
  button.addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(root.dataset.theme || "auto") + 1) % ORDER.length];
    if (next === "auto") delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      localStorage.setItem("keikaku-theme", next);
    } catch {
      // Storage is switched off: the choice lasts as long as the page.
    }
    show();
  });
  show();
  button.hidden = false;
}
