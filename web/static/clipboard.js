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
