// What this browser remembers of the page.

const PREFIX = "pilote.";

export const prefs = {
  get(name) {
    return localStorage.getItem(PREFIX + name) ?? "";
  },
  set(name, value) {
    localStorage.setItem(PREFIX + name, value);
  },
};
