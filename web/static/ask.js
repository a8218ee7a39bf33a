// Asks without leaving the page: the turn comes from the server as it would stand in the whole page, and the
// address follows, so that it can be bookmarked, sent and gone back to.
import { announce } from "./announce.js";
import { remember } from "./session.js";
import { makeSortable } from "./tables.js";

let asking = false;

function waitingTurn(question, words) {
  const turn = document.createElement("article");
  turn.className = "turn waiting";
  const heading = document.createElement("h2");
  heading.className = "question";
  heading.textContent = question;
  const line = document.createElement("p");
  line.className = "headline";
  line.textContent = words;
  turn.append(heading, line);
  return turn;
}

function keep(history, question) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "after";
  field.value = question;
  history.append(field);
}

async function fetchTurn(form, query) {
  let response;
  try {
    response = await fetch(`${form.dataset.turn}?${query}`);
  } catch {
    throw new Error(form.dataset.offline);
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => null);
    throw new Error(problem?.error?.message ?? form.dataset.offline);
  }
  const holder = document.createElement("template");
  holder.innerHTML = await response.text();
  return holder.content.querySelector(".turn");
}

async function ask(form, question) {
  const turns = document.getElementById("turns");
  const history = document.getElementById("history");
  const problem = document.getElementById("problem");
  const query = new URLSearchParams([...history.children].map((field) => ["after", field.value]));
  for (const one of form.querySelectorAll("input[name=in]")) query.append("in", one.value);
  query.set("q", question);
  const waiting = waitingTurn(question, form.dataset.searching);
  const fresh = !document.body.classList.contains("has-turns");
  asking = true;
  problem.textContent = "";
  document.getElementById("latest")?.removeAttribute("id");
  turns.append(waiting);
  document.body.classList.add("has-turns");
  waiting.scrollIntoView({ block: "start" });
  try {
    const turn = await fetchTurn(form, query);
    waiting.replaceWith(turn);
    makeSortable(turn);
    keep(history, question);
    remember(question);
    window.history.pushState(null, "", turn.dataset.address);
    document.title = question;
    form.elements.q.value = "";
    turn.scrollIntoView({ block: "start" });
    announce(turn.querySelector(".said").textContent.trim());
    return true;
  } catch (error) {
    waiting.remove();
    if (fresh) document.body.classList.remove("has-turns");
    problem.textContent = error.message;
    return false;
  } finally {
    asking = false;
  }
}

export function startAsking(form) {
  for (const turn of document.querySelectorAll(".turn")) remember(turn.dataset.question);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = form.elements.q.value.trim();
    if (question && !asking && form.dataset.composing !== "yes") ask(form, question);
  });
  document.addEventListener("submit", async (event) => {
    const chips = event.target.closest("form[data-ask]");
    const turn = chips?.closest(".turn");
    // A suggestion under an earlier turn starts a branch: the whole page of that branch is opened.
    if (!chips || (turn && turn !== turn.parentElement.lastElementChild)) return;
    event.preventDefault();
    if (asking || !event.submitter) return;
    if (await ask(form, event.submitter.value)) form.elements.q.focus({ preventScroll: true });
  });
  window.addEventListener("popstate", () => location.reload());
}
