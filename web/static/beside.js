// Shows a source in a panel beside the answer where there is room for both. Elsewhere, and with a key that opens
// a new tab, its link leads to its page as ever.
import { announce } from "./announce.js";

const WIDE = matchMedia("(min-width: 75rem)");

export function startBeside(panel) {
  if (!panel) return;
  const inside = panel.querySelector(".inside");
  let opener = null;

  const close = () => {
    const back = panel.contains(document.activeElement) || document.activeElement === document.body;
    panel.hidden = true;
    document.body.classList.remove("has-beside");
    opener?.removeAttribute("aria-current");
    if (back) opener?.focus({ preventScroll: true });
    opener = null;
  };

  const open = async (link) => {
    const address = new URL(link.href);
    address.searchParams.set("part", "1");
    address.hash = "";
    const response = await fetch(address).catch(() => null);
    if (!response?.ok) {
      location.assign(link.href);
      return;
    }
    inside.innerHTML = await response.text();
    opener?.removeAttribute("aria-current");
    opener = link;
    link.setAttribute("aria-current", "true");
    panel.hidden = false;
    document.body.classList.add("has-beside");
    panel.scrollTop = 0;
    inside.querySelector(".cited")?.scrollIntoView({ block: "nearest" });
    announce(panel.dataset.opened);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".turn a[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || !WIDE.matches || !shows(new URL(link.href))) return;
    event.preventDefault();
    if (link === opener) close();
    else open(link);
  });
  panel.querySelector(".close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden || event.isComposing || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    close();
  });
  // A link in the panel leaves it; the panel of a page that is come back to is closed.
  window.addEventListener("pageshow", (event) => event.persisted && !panel.hidden && close());
  WIDE.addEventListener("change", () => !WIDE.matches && !panel.hidden && close());
}

// Whether an address is that of a row or a passage.
function shows(address) {
  if (address.origin !== location.origin) return false;
  const row = address.searchParams.has("around") || /\/rows\/[^/]/.test(address.pathname);
  return /\/documents\/[^/]+/.test(address.pathname) && (row || /\/text\/\d+$/.test(address.pathname));
}
