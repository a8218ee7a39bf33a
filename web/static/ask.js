// Asks without leaving the page: the turn comes from the server as it would stand in the whole page, and the
// address follows, so that it can be bookmarked, sent and gone back to.
import { announce } from "./announce.js";
import { showStars } from "./history.js";
import { remember } from "./session.js";
import { makeSortable } from "./tables.js";

const MOST_EARLIER = 20; // as many as the server follows

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

// The earlier questions that the form sends along: the newest, as many as the server follows.
function keep(history, questions) {
  history.replaceChildren(
    ...questions.slice(-MOST_EARLIER).map((question) => {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "after";
      field.value = question;
      return field;
    }),
  );
}

function kept(root) {
  return [...root.querySelectorAll("input[name=after]")].map((field) => field.value);
}

// What leads elsewhere and back keeps the conversation as it stands now.
function follow(address) {
  for (const link of document.querySelectorAll("a[data-conversation]")) link.search = new URL(address, location).search;
  for (const link of document.querySelectorAll(".switches a[hreflang]")) {
    const target = new URL(link.href);
    target.searchParams.set("back", address);
    link.href = target.href;
  }
  for (const field of document.querySelectorAll(".scope input[name=back]")) field.value = address;
}

function wentOn(form, question) {
  const line = document.createElement("p");
  line.className = "went-on";
  line.textContent = form.dataset.continues.replace("{question}", question);
  return line;
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

// Asks after the questions of the form, or after those of an earlier turn, `branch`: the turn then says so.
async function ask(form, question, branch = null) {
  const turns = document.getElementById("turns");
  const history = document.getElementById("history");
  const problem = document.getElementById("problem");
  const earlier = branch ?? kept(history);
  const query = new URLSearchParams(earlier.map((one) => ["after", one]));
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
    showStars(turn);
    if (branch) turn.prepend(wentOn(form, branch.at(-1)));
    keep(history, [...earlier, question]);
    remember(question, turn.dataset.address);
    window.history.pushState(null, "", turn.dataset.address);
    follow(turn.dataset.address);
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
  for (const turn of document.querySelectorAll(".turn")) remember(turn.dataset.question, turn.dataset.address);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = form.elements.q.value.trim();
    if (question && !asking && form.dataset.composing !== "yes") ask(form, question);
  });
  document.addEventListener("submit", async (event) => {
    const chips = event.target.closest("form[data-ask]");
    const turn = chips?.closest(".turn");
    if (!chips) return;
    event.preventDefault();
    if (asking || !event.submitter) return;
    // A suggestion under an earlier turn goes on from that one; what came after it stays on the page.
    const branch = turn && turn !== turn.parentElement.lastElementChild ? kept(chips) : null;
    if (await ask(form, event.submitter.value, branch)) form.elements.q.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.key !== "/" || !plain || typing || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    form.elements.q.focus();
    form.elements.q.select();
  });
  window.addEventListener("popstate", () => location.reload());
}
