// Opens the forms of an answer as a dialog over the conversation, and copies them.
import { announce } from "./announce.js";
import { write } from "./clipboard.js";

const dialog = document.getElementById("embed-dialog");
const KEY = "keikaku-wiki";

function remembered() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

// Asks once where answers go, and shows that one way alone; without the script all ways stand below each other.
function offerOne(root) {
  const choice = root?.querySelector("select[data-choice]");
  if (!choice) return;
  const show = () => {
    for (const form of root.querySelectorAll("details.form")) {
      form.hidden = form.id !== `embed-${choice.value}`;
      form.open = !form.hidden;
    }
  };
  choice.value = remembered();
  if (choice.selectedIndex < 0) choice.value = "";
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, choice.value);
    } catch {
      // Storage is switched off: it is asked again the next time.
    }
    show();
  });
  choice.closest(".choose").hidden = false;
  show();
}


async function open(link) {
  const response = await fetch(`${link.href}&part=1`).catch(() => null);
  if (!response?.ok) {
    location.assign(link.href);
    return;
  }
  dialog.querySelector(".inside").innerHTML = await response.text();
  offerOne(dialog);
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

offerOne(document.querySelector("main"));
