// The questions of this browser, kept in it alone: for the page of history and the suggestions while typing.
// Where that is switched off they last as long as the tab, for the suggestions alone.
const KEY = "keikaku-questions";
const OFF = "keikaku-history-off";
const MOST = 200;

function storage() {
  return keeps() ? localStorage : sessionStorage;
}

// Whether questions are kept beyond this tab.
export function keeps() {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return false;
  }
}

// Switches keeping on or off; off forgets all that was kept.
export function keep(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    if (!on) localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: nothing is kept anyway.
  }
}

// What is kept, the newest first: { question, address, time, star }.
export function entries() {
  try {
    const found = JSON.parse(storage().getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one?.question === "string") : [];
  } catch {
    return [];
  }
}

function write(list) {
  let others = 0;
  const kept = list.filter((one) => one.star || (others += 1) <= MOST);
  try {
    storage().setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage is switched off or full: nothing is remembered.
  }
}

export function remembered() {
  return [...new Set(entries().map((one) => one.question))];
}

export function remember(question, address) {
  const before = entries();
  const star = before.some((one) => one.address === address && one.star);
  write([{ question, address, time: Date.now(), star }, ...before.filter((one) => one.address !== address)]);
}

export function isStarred(address) {
  return entries().some((one) => one.address === address && one.star);
}

export function star(question, address, on) {
  if (!entries().some((one) => one.address === address)) remember(question, address);
  write(entries().map((one) => (one.address === address ? { ...one, star: on } : one)));
}

export function forget(address) {
  write(entries().filter((one) => one.address !== address));
}

export function clear() {
  write(entries().filter((one) => one.star));
}
