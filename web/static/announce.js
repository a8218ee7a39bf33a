// Says something to screen readers without moving the focus.
export function announce(text) {
  const region = document.getElementById("announce");
  region.textContent = "";
  // A region that is emptied and filled in one step is not read again when the text is the same.
  setTimeout(() => {
    region.textContent = text;
  }, 50);
}
