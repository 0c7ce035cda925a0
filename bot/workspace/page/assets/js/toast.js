// A short word at the edge of the page.

import { h } from "./dom.js";

export function toast(text, kind = "") {
  const node = h("div", { class: `toast ${kind}` }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), 5000);
}
