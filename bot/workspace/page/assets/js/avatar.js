// A square with a face's stand-in: initials for people, the needle for the app.

import { h, s } from "./dom.js";
import { user } from "./store.js";

const HUES = [212, 262, 338, 14, 34, 158, 188, 288, 96, 232];

function hue(text) {
  let sum = 0;
  for (const sign of text) sum = (sum * 31 + sign.codePointAt(0)) >>> 0;
  return HUES[sum % HUES.length];
}

export const needle = (size) =>
  s(
    "svg",
    { viewBox: "0 0 32 32", width: String(size), height: String(size), class: "avatar app", "aria-hidden": "true" },
    s("rect", { width: "32", height: "32", rx: "8", fill: "#1d3557" }),
    s("path", { d: "M16 5.500 22.500 25 16 21.200 9.500 25Z", fill: "#f4a261" }),
    s("path", { d: "M16 5.500V21.200L9.500 25Z", fill: "#ffffff" }),
  );

export function avatar(id, size = 36) {
  const person = user(id);
  if (person?.bot) return needle(size);
  const name = person?.name ?? "?";
  const initials = name.split(/\s+/).map((one) => one[0]).slice(0, 2).join("");
  return h(
    "span",
    {
      class: "avatar",
      "aria-hidden": "true",
      style: { "--size": `${size}px`, "--hue": String(hue(name)) },
    },
    initials.toUpperCase(),
  );
}
