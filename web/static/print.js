// The button that prints is there only where it can; what is printed says when, and the address as it is now.
export function startPrinting(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  addEventListener("beforeprint", () => {
    root.querySelector("[data-printed]").textContent = new Date().toLocaleDateString("sv-SE");
    root.querySelector("[data-where]").textContent = decodeURI(location.href.split("#")[0]);
  });
}
