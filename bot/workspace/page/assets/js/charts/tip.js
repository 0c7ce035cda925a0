// The little box that follows the pointer and says what stands there.

import { h, replace } from "../dom.js";

export function showTip(tip, x, y, width, title, rows) {
  replace(
    tip,
    h("strong", {}, title),
    rows.map(([colour, name, value]) =>
      h("div", {}, h("i", { style: { background: colour } }), name && h("span", {}, name), h("b", {}, value)),
    ),
  );
  tip.hidden = false;
  const left = Math.max(4, Math.min(x - tip.offsetWidth / 2, width - tip.offsetWidth - 4));
  tip.style.setProperty("left", `${left}px`);
  tip.style.setProperty("top", `${Math.max(0, y - tip.offsetHeight - 10)}px`);
}
