// Light or dark: as the machine has it, until one chooses.

import { prefs } from "./prefs.js";

const system = matchMedia("(prefers-color-scheme: dark)");

export const isDark = () => document.documentElement.dataset.theme === "dark";

export function setTheme(name) {
  if (name) prefs.set("theme", name);
  document.documentElement.dataset.theme = prefs.get("theme") || (system.matches ? "dark" : "light");
}

system.addEventListener("change", () => setTheme());
setTheme();
