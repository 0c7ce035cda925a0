// The page's own words, in the language of whom one acts as, or in the one that was chosen.

import { prefs } from "./prefs.js";

const LANGUAGES = ["en", "fr"];
const loaded = {};
let current = "en";

export const languages = LANGUAGES;
export const language = () => current;

export async function loadWords() {
  for (const code of LANGUAGES) {
    loaded[code] = await (await fetch(`/assets/words/${code}.json`)).json();
  }
}

export function speak(locale) {
  const wanted = prefs.get("language") || (locale || "en").slice(0, 2);
  current = LANGUAGES.includes(wanted) ? wanted : "en";
  document.documentElement.lang = current;
}

// The words under a key; {name} is filled in, `n` chooses between one and other.
export function t(key, facts = {}) {
  let words = loaded[current][key];
  if (words === undefined) throw new Error(`no words for ${key}`);
  if (typeof words === "object") {
    words = words[new Intl.PluralRules(current).select(facts.n)] ?? words.other;
  }
  return words.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
}

// How the person reads numbers and dates: their own locale, else the page's language.
let reader = "en-GB";
export const readsAs = () => reader;
export const setReader = (locale) => {
  reader = locale && locale.startsWith(current) ? locale : current === "fr" ? "fr-FR" : "en-GB";
};
