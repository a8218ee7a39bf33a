// The page of history, and the stars under answers.
import { announce } from "./announce.js";
import { clear, entries, forget, isStarred, keep, keeps, star } from "./session.js";

function button(label, pressed, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = label;
  if (pressed !== null) made.setAttribute("aria-pressed", String(pressed));
  made.addEventListener("click", act);
  return made;
}

function line(list, entry, show) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = entry.address;
  link.textContent = entry.question;
  const time = document.createElement("time");
  time.dateTime = new Date(entry.time).toISOString();
  const form = { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" };
  time.textContent = new Intl.DateTimeFormat(list.lang, form).format(entry.time);
  const starred = button(list.dataset.star, Boolean(entry.star), () => {
    star(entry.question, entry.address, !entry.star);
    show();
  });
  const gone = button(list.dataset.remove, null, () => {
    forget(entry.address);
    announce(list.dataset.removed);
    show();
  });
  for (const one of [starred, gone]) one.setAttribute("aria-label", `${one.textContent}: ${entry.question}`);
  item.append(link, time, starred, gone);
  return item;
}

function startPage(list) {
  const box = list.querySelector("[data-keep]");
  const empty = list.querySelector("[data-empty]");
  const clearing = list.querySelector("[data-clear]");
  const label = clearing.textContent;
  const show = () => {
    // Addresses of this server alone are led to, whatever stands in the storage.
    const own = entries().filter((one) => String(one.address).startsWith("/") && !String(one.address).startsWith("//"));
    for (const of of list.querySelectorAll("[data-of]")) {
      const some = own.filter((one) => Boolean(one.star) === (of.dataset.of === "stars"));
      of.replaceChildren(...some.map((one) => line(list, one, show)));
      of.parentElement.hidden = some.length === 0;
    }
    empty.hidden = own.length > 0;
    clearing.hidden = !own.some((one) => !one.star);
    clearing.textContent = label;
    delete clearing.dataset.asked;
    box.checked = keeps();
  };
  box.addEventListener("change", () => {
    keep(box.checked);
    show();
  });
  clearing.addEventListener("click", () => {
    if (!clearing.dataset.asked) {
      clearing.dataset.asked = "yes";
      clearing.textContent = clearing.dataset.sure;
      announce(clearing.dataset.sure);
      return;
    }
    clear();
    announce(list.dataset.removed);
    show();
  });
  show();
  list.hidden = false;
}

// Shows the star of each answer that has none yet.
export function showStars(root) {
  for (const one of root.querySelectorAll("[data-star][hidden]")) {
    const { question, address } = one.closest(".turn").dataset;
    one.setAttribute("aria-pressed", String(isStarred(address)));
    one.hidden = false;
    one.addEventListener("click", () => {
      const on = one.getAttribute("aria-pressed") !== "true";
      star(question, address, on);
      one.setAttribute("aria-pressed", String(on));
    });
  }
}

export function startHistory() {
  const list = document.getElementById("history-list");
  if (list) startPage(list);
  showStars(document);
}
