// Puts the chosen theme on the page before it is drawn. Loaded in the head, before everything else.
(() => {
  try {
    const chosen = localStorage.getItem("keikaku-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is switched off: the browser's own theme stands.
  }
})();
