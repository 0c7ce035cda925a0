// The question before an action that the app wants asked.

import { h } from "./dom.js";
import { textObject } from "./text/mrkdwn.js";

export function confirmed(ask) {
  if (!ask) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (answer) => {
      resolve(answer);
      dialog.close();
      dialog.remove();
    };
    const dialog = h(
      "dialog",
      { class: "modal confirm", "aria-labelledby": "confirm-title", on: { cancel: () => done(false) } },
      h("header", {}, h("h2", { id: "confirm-title" }, ...textObject(ask.title))),
      h("div", { class: "modal-body" }, ...textObject(ask.text)),
      h(
        "footer",
        {},
        h("button", { type: "button", class: "btn", on: { click: () => done(false) } }, ...textObject(ask.deny)),
        h("button", { type: "button", class: `btn ${ask.style ?? "primary"}`, autofocus: true, on: { click: () => done(true) } }, ...textObject(ask.confirm)),
      ),
    );
    document.getElementById("dialogs").append(dialog);
    dialog.showModal();
  });
}
