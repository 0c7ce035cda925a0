// People and channels where they are named in text.

import { h } from "../dom.js";
import { channel, me, user } from "../store.js";
import { navigate } from "../route.js";

export function personMention(id) {
  const known = user(id);
  const mine = me()?.id === id ? " mine" : "";
  return h("span", { class: `mention${mine}` }, `@${known?.name ?? id}`);
}

export function channelMention(id) {
  const known = channel(id);
  if (!known) return h("span", { class: "mention" }, `#${id}`);
  return h(
    "button",
    { type: "button", class: "mention", on: { click: () => navigate({ place: "channel", id }) } },
    `#${known.name}`,
  );
}

export const broadcast = (range) => h("span", { class: "mention mine" }, `@${range}`);
