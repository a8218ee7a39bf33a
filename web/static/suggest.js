// Suggestions while typing: an editable combobox with a list (WAI-ARIA 1.2). With a Japanese input method the
// keys belong to the conversion until it ends: nothing is chosen or sent by them.
import { remembered } from "./session.js";

const PAUSE = 120; // milliseconds without a key before the server is asked
const MOST_REMEMBERED = 3;

export function startSuggesting(form) {
  const input = form.elements.q;
  const list = document.getElementById("suggestions");
  let timer = 0;
  let request = null;
  let chosen = -1;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const close = () => {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (index) => {
    const options = [...list.children];
    chosen = options.length ? (index + options.length) % options.length : -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };

  const take = (option) => {
    input.value = input.value.slice(0, Number(option.dataset.start)) + option.dataset.text;
    close();
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map((suggestion, index) => {
        const option = document.createElement("li");
        option.id = `suggestion-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = suggestion.text;
        option.dataset.start = suggestion.start;
        const text = document.createElement("span");
        text.textContent = suggestion.text;
        const kind = document.createElement("span");
        kind.className = "kind";
        kind.textContent = suggestion.label;
        option.append(text, kind);
        return option;
      }),
    );
    chosen = -1;
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  };

  const fetchSuggestions = async () => {
    const typed = input.value;
    if (!typed.trim()) return close();
    request?.abort();
    request = new AbortController();
    const earlier = remembered()
      .filter((question) => question !== typed && question.includes(typed.trim()))
      .slice(0, MOST_REMEMBERED)
      .map((text) => ({ text, start: 0, label: form.dataset.earlier }));
    try {
      const query = new URLSearchParams({ q: typed });
      const response = await fetch(`${form.dataset.suggest}?${query}`, { signal: request.signal });
      const found = response.ok ? (await response.json()).suggestions : [];
      if (input.value === typed && document.activeElement === input) show([...earlier, ...found]);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  // The question before the one in the box, where that is empty or came back the same way.
  const before = () => {
    const earlier = remembered();
    const at = input.value ? earlier.indexOf(input.value) : -1;
    return input.value && at < 0 ? undefined : earlier[at + 1];
  };

  input.addEventListener("compositionstart", () => {
    form.dataset.composing = "yes";
  });
  input.addEventListener("compositionend", () => {
    // Some browsers send the Enter that ended the conversion after this event: it still belongs to it.
    setTimeout(() => {
      delete form.dataset.composing;
    }, 0);
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(fetchSuggestions, PAUSE);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the box keeps the focus
    const option = event.target.closest("[role=option]");
    if (option && event.button === 0) take(option);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) {
      // Without this, an Enter that only confirms a conversion would send the form in some browsers.
      if (event.key === "Enter") event.preventDefault();
      return;
    }
    if (list.hidden) {
      const opens = event.key === "ArrowDown" && input.value.trim();
      const back = event.key === "ArrowUp" ? before() : undefined;
      if (!opens && back === undefined) return;
      event.preventDefault();
      if (opens) fetchSuggestions();
      else input.value = back;
      return;
    }
    const keys = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen < 0 ? -1 : chosen - 1),
      Enter: () => chosen >= 0 && take(list.children[chosen]),
      Escape: close,
    };
    if (!(event.key in keys) || (event.key === "Enter" && chosen < 0)) return;
    event.preventDefault();
    keys[event.key]();
  });
}
