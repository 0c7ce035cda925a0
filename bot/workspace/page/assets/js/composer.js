// Where one writes: Enter sends, Shift+Enter breaks the line, "/" and "@" are completed.

import { act } from "./api.js";
import { completion } from "./completion.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const drafts = new Map();
let serial = 0;

// where() gives {channel, thread}; after(ts) is called once something was said.
export function composer({ where, placeholder, after, onStop }) {
  const id = `composer-${++serial}`;
  const field = h("textarea", {
    id,
    class: "composer-field",
    rows: "1",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-label": placeholder(),
    placeholder: placeholder(),
    on: { input: typed, keydown: keys, blur: () => help.close() },
  });
  const help = completion(field);
  const sendButton = h("button", { type: "button", class: "send", "aria-label": t("send"), title: t("send"), disabled: true, on: { click: send } }, icon("send"));
  const stopButton = h("button", { type: "button", class: "stop", hidden: true, on: { click: () => onStop?.() } }, icon("stop", 16), t("stop"));
  const node = h("div", { class: "composer" }, help.list, field, h("div", { class: "composer-foot" }, h("span", { class: "composer-hint" }, t("composer_hint")), stopButton, sendButton));
  let at = "";

  function typed() {
    drafts.set(at, field.value);
    grow();
    help.refresh();
  }

  function grow() {
    field.style.setProperty("height", "auto");
    field.style.setProperty("height", `${Math.min(field.scrollHeight, 220)}px`);
    sendButton.disabled = !field.value.trim();
  }

  function keys(event) {
    if (event.isComposing || help.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  }

  async function send() {
    const text = field.value.trim();
    if (!text) return;
    put("");
    await sendText(text);
  }

  async function sendText(text) {
    const { channel, thread } = where();
    const command = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/.exec(text);
    const answer = command
      ? await act("command", { channel, name: command[1], text: command[2] ?? "" })
      : await act("say", { channel, text, thread });
    if (!answer.ok && !field.value) put(text);
    if (answer.ok && !command) after?.(answer.ts);
  }

  function put(text) {
    field.value = text;
    drafts.set(at, text);
    help.close();
    grow();
  }

  // Each place keeps its own draft.
  function place(key) {
    if (key === at) return;
    at = key;
    field.value = drafts.get(key) ?? "";
    field.placeholder = placeholder();
    field.setAttribute("aria-label", placeholder());
    help.close();
    requestAnimationFrame(grow);
  }

  return { node, place, sendText, focus: () => field.focus(), stoppable: (on) => (stopButton.hidden = !on) };
}
