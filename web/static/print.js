// The button that prints is there only where it can; what is printed says when, and the address as it is now.
function readable(address) {
  try {
    return decodeURI(address);
  } catch {
    return address; // a percent sign that stands for itself
  }
}

export function startPrinting(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  addEventListener("beforeprint", () => {
    const where = readable(location.href.split("#")[0]);
    const said = { printed: new Date().toLocaleDateString("sv-SE"), where };
    for (const [name, text] of Object.entries(said)) {
      for (const place of root.querySelectorAll(`[data-${name}]`)) place.textContent = text;
    }
  });
}
