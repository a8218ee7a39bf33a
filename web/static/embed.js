// The element <keikaku-answer q="..."> for any page, and frames of /embed that take the height of what they show.
//
//   q          the question            after      earlier questions, a line each
//   pin        the answer's digest     citations  how many sources stand open (0: none)
//   theme      "light" or "dark"       lang       the language of the words around the answer
//   server     another server than the one this file comes from
//   in         ids of the documents to keep to, a line each; none for the newest of each plan
//
// What stands between the tags is shown until the answer is there, and whenever it can't be had. Answers are
// asked for when their place is near the window, several in one request.
const HERE = new URL("../", import.meta.url).href.replace(/assets\/$/, "");
const MOST = 20; // questions in one request; the server takes no more
const LONGEST = 6000; // characters of an address
const PAUSE = 30; // milliseconds in which questions gather
const AGAIN = 60_000; // milliseconds until a server that could not be reached is asked again

const waiting = new Set();
let timer = 0;
let busy = false;
const sheets = new Map();

function sheet(server) {
  if (!sheets.has(server)) {
    const made = fetch(`${server}static/embed.css`)
      .then((response) => (response.ok ? response.text() : Promise.reject(response.status)))
      .then((text) => new CSSStyleSheet().replace(text));
    made.catch(() => sheets.delete(server));
    sheets.set(server, made);
  }
  return sheets.get(server);
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) waiting.add(target);
      else waiting.delete(target);
    }
    gather();
  },
  { rootMargin: "300px" },
);

function gather() {
  if (waiting.size && !busy && !timer) timer = setTimeout(send, PAUSE);
}

// The elements of one request: of one server and one set of options, as many as its address can hold.
function batch() {
  const [first] = waiting;
  let length = 0;
  const taken = [...waiting].filter((one) => one.kind === first.kind).slice(0, MOST);
  return taken.filter((one, at) => (length += one.ask.length) <= LONGEST || at === 0);
}

async function send() {
  timer = 0;
  const elements = batch();
  if (!elements.length) return;
  for (const one of elements) waiting.delete(one);
  busy = true;
  let again = AGAIN;
  try {
    const [{ server, options }] = elements;
    const response = await fetch(`${server}embed/answers?${options}${elements.map((one) => one.ask).join("")}`);
    // Whoever asked too much is told when to come back.
    again = Number(response.headers.get("Retry-After")) * 1000 || AGAIN;
    if (!response.ok) throw new Error(response.status);
    const [{ answers }, styles] = await Promise.all([response.json(), sheet(server)]);
    elements.forEach((one, at) => {
      // What was too much for one request is asked for in the next.
      if (answers[at]?.error?.code === "too_much_work" && one.isConnected) waiting.add(one);
      else one.show(answers[at], styles);
    });
  } catch {
    // What stands between the tags stays; the places still in sight are asked for again after a while.
    setTimeout(() => elements.forEach((one) => one.watch()), again);
  }
  busy = false;
  gather();
}

class KeikakuAnswer extends HTMLElement {
  static observedAttributes = ["q", "after", "in", "pin", "citations", "theme", "lang", "server"];

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
  }

  connectedCallback() {
    this.watch();
  }

  disconnectedCallback() {
    near.unobserve(this);
    waiting.delete(this);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.watch();
  }

  get server() {
    return this.hasAttribute("server") ? `${this.getAttribute("server").replace(/\/$/, "")}/` : HERE;
  }

  get options() {
    const given = ["citations", "lang"].filter((name) => this.hasAttribute(name));
    const kept = (this.getAttribute("in") ?? "").split("\n").filter((line) => line.trim());
    const pairs = [...given.map((name) => [name, this.getAttribute(name)]), ...kept.map((one) => ["in", one])];
    return new URLSearchParams(pairs).toString();
  }

  get kind() {
    return `${this.server} ${this.options}`;
  }

  get ask() {
    const earlier = (this.getAttribute("after") ?? "").split("\n").filter((line) => line.trim());
    return `&ask=${encodeURIComponent(JSON.stringify([...earlier, this.getAttribute("q") ?? ""]))}`;
  }

  watch() {
    near.unobserve(this);
    if (this.isConnected && this.getAttribute("q")) near.observe(this);
  }

  show(answer, styles) {
    if (!answer?.html) return;
    near.unobserve(this);
    const frame = document.createElement("div");
    frame.className = "frame";
    const theme = this.getAttribute("theme");
    if (theme) frame.dataset.theme = theme;
    frame.innerHTML = answer.html;
    const pin = this.getAttribute("pin");
    const changed = Boolean(pin) && pin !== answer.digest;
    frame.querySelector(".changed").hidden = !changed;
    this.toggleAttribute("changed", changed);
    this.shadowRoot.adoptedStyleSheets = [styles];
    this.shadowRoot.replaceChildren(frame);
    this.dispatchEvent(new CustomEvent("keikaku-answer", { bubbles: true, detail: { ...answer, changed } }));
  }
}

if (!customElements.get("keikaku-answer")) customElements.define("keikaku-answer", KeikakuAnswer);

addEventListener("online", () => document.querySelectorAll("keikaku-answer").forEach((one) => one.watch()));

addEventListener("message", ({ data, source }) => {
  if (data?.keikaku !== "height" || !(data.height > 0)) return;
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source) frame.style.height = `${data.height}px`;
});
