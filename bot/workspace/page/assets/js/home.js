// The app's Home tab.

import { act } from "./api.js";
import { blocks } from "./blocks/index.js";
import { h, replace } from "./dom.js";
import { keepingFocus } from "./focus.js";
import { part, team } from "./store.js";
import { t } from "./words.js";

export function homeTab() {
  const inner = h("div", { class: "home-inner" });
  const node = h("div", { class: "home", role: "tabpanel", "aria-labelledby": "tab-home", tabindex: "0", hidden: true }, inner);
  let drawn = null;

  function draw() {
    const view = part("home");
    if (view && view === drawn) return;
    drawn = view;
    if (!view) {
      replace(inner, h("div", { class: "empty" }, t("home_empty", { app: team().app })));
      return;
    }
    const at = {
      spot: { view: view.id },
      values: (block) => view.values[block.block_id],
      use: (block, one, value) => act("click", { spot: { view: view.id }, block: block.block_id, action: one.action_id, value }),
    };
    const top = node.scrollTop;
    keepingFocus(inner, () => replace(inner, blocks(view.blocks, at)));
    node.scrollTop = top;
  }

  return { node, draw };
}
