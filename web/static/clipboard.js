// Puts a text on the clipboard, on plain http too, where the browser has no clipboard interface: there a selected
// text area serves. It has to stand inside a dialog that is open, since nothing outside can have the focus.
export async function write(text, place = document.body) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  place.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (!copied) throw new Error("not copied");
}

// Puts an answer or a table on the clipboard as lines of text and as HTML. Where the browser has no clipboard interface,
// what is copied is replaced while it is.
export async function writeRich(text, html) {
  if (navigator.clipboard?.write) {
    const kinds = { "text/plain": text, "text/html": html };
    const blobs = Object.entries(kinds).map(([kind, content]) => [kind, new Blob([content], { type: kind })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }
  const replace = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.clipboardData.setData("text/html", html);
    event.preventDefault();
  };
  document.addEventListener("copy", replace, { once: true });
  try {
    await write(text);
  } finally {
    document.removeEventListener("copy", replace);
  }
}
