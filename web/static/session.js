// The questions of this session, kept in this tab alone, for the suggestions while typing.
const KEY = "keikaku-questions";
const MOST = 30;

export function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

export function remember(question) {
  const questions = [question, ...remembered().filter((earlier) => earlier !== question)].slice(0, MOST);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(questions));
  } catch {
    // Storage is switched off: nothing is remembered.
  }
}
