// Opens the forms of an answer as a dialog over the conversation, and copies them.
import { announce } from "./announce.js";
import { write } from "./clipboard.js";

const dialog = document.getElementById("embed-dialog");

async function open(link) {
  const response = await fetch(`${link.href}&part=1`).catch(() => null);
  if (!response?.ok) {
    location.assign(link.href);
    return;
  }
  dialog.querySelector(".inside").innerHTML = await response.text();
  dialog.showModal();
}

async function copy(button) {
  const words = button.closest(".embed-forms").dataset;
  const label = button.textContent;
  let said = words.copied;
  try {
    await write(document.getElementById(button.dataset.copyFrom).value, button.parentElement);
  } catch {
    said = words.copyFailed;
  }
  announce(said);
  button.textContent = said;
  setTimeout(() => {
    button.textContent = label;
  }, 2000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy-from]");
  if (button) copy(button);
  const link = event.target.closest("a[data-embed]");
  if (!dialog || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link);
});

dialog?.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
