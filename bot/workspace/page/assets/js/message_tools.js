// What can be done with a message: react, reply, the app's shortcuts, deliver it again.

import { act } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { closePopover, menuKeys, popover } from "./popover.js";
import { me, team } from "./store.js";
import { emoji, REACTIONS } from "./text/emoji.js";
import { t } from "./words.js";

// A second time takes it back.
export function react(message, name) {
  const mine = message.reactions?.some((one) => one.name === name && one.users.includes(me().id));
  return act(mine ? "unreact" : "react", { channel: message.channel, ts: message.ts, name });
}

export function toolbar(message, { openThread }) {
  const tool = (name, words, click, extra = {}) =>
    h("button", { type: "button", class: "icon-btn", title: words, "aria-label": words, on: { click }, ...extra }, icon(name));
  const smile = tool("smile", t("react"), () => showReactions(smile, message), { "aria-haspopup": "menu" });
  const more = tool("more", t("more"), () => showMore(more, message), { "aria-haspopup": "menu" });
  return h(
    "div",
    { class: "tools", role: "toolbar", "aria-label": t("message_tools") },
    smile,
    openThread && tool("reply", t("reply_in_thread"), () => openThread(message)),
    more,
  );
}

function showReactions(anchor, message) {
  const pick = (name) => (closePopover(), react(message, name));
  const menu = h("div", { class: "menu row", role: "menu" }, REACTIONS.map((name) => h("button", { type: "button", role: "menuitem", "aria-label": name, on: { click: () => pick(name) } }, emoji(name))));
  popover(anchor, menuKeys(menu), { align: "end" });
  menu.firstChild.focus();
}

function showMore(anchor, message) {
  const spot = { channel: message.channel, ts: message.ts };
  const item = (words, click, kind = "") =>
    h("button", { type: "button", role: "menuitem", class: kind, on: { click: () => (closePopover(), click()) } }, words);
  const shortcuts = team()
    .shortcuts.filter((one) => one.type === "message")
    .map((one) => item(one.name, () => act("shortcut", { id: one.id, spot })));
  const mine = message.user === me().id;
  const items = [
    ...shortcuts,
    shortcuts.length > 0 && h("hr"),
    item(t("copy"), () => navigator.clipboard?.writeText(message.text)),
    mine && item(t("send_again"), () => act("resend", spot)),
    mine && item(t("send_again_other_id"), () => act("resend", { ...spot, new_id: true })),
    mine && item(t("delete"), () => act("delete", spot), "danger"),
  ];
  const menu = menuKeys(h("div", { class: "menu", role: "menu" }, items));
  popover(anchor, menu, { align: "end" });
  menu.querySelector("button").focus();
}
