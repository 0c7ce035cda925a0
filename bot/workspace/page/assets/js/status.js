// What the app says it is doing: "Pilote is thinking…", with its loading messages in turn.

import { h, replace } from "./dom.js";
import { needle } from "./avatar.js";
import { team } from "./store.js";

const TURN = 2500; // milliseconds

export function statusLine() {
  const words = h("span");
  const node = h("div", { class: "status", role: "status", hidden: true }, needle(20), h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), words);
  let timer = 0;
  let shown = "";

  function show(status) {
    const sign = status ? JSON.stringify([status.text, status.loading]) : "";
    if (sign === shown) return;
    shown = sign;
    clearInterval(timer);
    node.hidden = !status;
    if (!status) return;
    let at = 0;
    const turn = () => {
      const loading = status.loading;
      replace(words, loading.length ? loading[at++ % loading.length] : `${team().app} ${status.text}`);
    };
    turn();
    if (status.loading.length > 1) timer = setInterval(turn, TURN);
  }

  return { node, show };
}
