// The sidebar: the app, channels, colleagues.

import { act } from "./api.js";
import { avatar } from "./avatar.js";
import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { picker } from "./picker.js";
import { navigate, route } from "./route.js";
import { appChannel, channels, me, people, team, user } from "./store.js";
import { unread } from "./unread.js";
import { language, t } from "./words.js";

export function sidebar(nav) {
  let shown = "";

  function item({ on, open, mark, label, id }) {
    const n = id && !on ? unread(id) : 0;
    return h(
      "button",
      { type: "button", class: ["side-item", on && "on", n && "unread"].filter(Boolean).join(" "), "aria-current": on ? "page" : undefined, on: { click: open } },
      mark,
      h("span", {}, label),
      n > 0 && h("b", { class: "count-badge" }, String(n)),
    );
  }

  const byName = (a, b) => a.name.localeCompare(b.name);

  function draw() {
    const { place, id } = route();
    const app = appChannel();
    const all = channels();
    // Drawn anew only for what shows here: the keyboard's place in it is kept.
    const sign = JSON.stringify([place, id, language(), me().id, people().length, all.map((one) => [one.id, one.name, one.joined, unread(one.id)])]);
    if (sign === shown) return;
    shown = sign;
    const joined = all.filter((one) => one.kind !== "im" && one.joined).sort(byName);
    const others = all.filter((one) => one.kind !== "im" && !one.joined).sort(byName);
    const chats = all.filter((one) => one.kind === "im" && one.joined && one.with !== team().bot);
    const open = (one) => () => navigate({ place: "channel", id: one.id });
    nav.setAttribute("aria-label", t("sidebar"));
    replace(
      nav,
      section(t("apps"), null, item({ on: place === "app", open: () => navigate({ place: "app", tab: route().place === "app" ? route().tab : "messages" }), mark: avatar(team().bot, 20), label: team().app, id: app?.id })),
      section(
        t("channels"),
        others.length > 0 && browse(others),
        joined.map((one) => item({ on: id === one.id, open: open(one), mark: icon(one.kind === "group" ? "lock" : "hash", 16), label: one.name, id: one.id })),
      ),
      section(
        t("colleagues"),
        newChat(),
        chats.map((one) => item({ on: id === one.id, open: open(one), mark: avatar(one.with, 20), label: user(one.with)?.name ?? "", id: one.id })),
      ),
    );
  }

  const section = (name, add, ...items) =>
    h("section", { class: "side-section" }, h("h2", {}, name, add), ...items);

  function adder(label, options, onPick) {
    return h("span", { class: "adder" }, picker({ options, label, onPick, render: () => icon("plus", 16) }));
  }

  const browse = (others) =>
    adder(t("browse"), others.map((one) => ({ value: one.id, label: `#${one.name}` })), (one) => navigate({ place: "channel", id: one.value }));

  const newChat = () =>
    adder(
      t("new_chat"),
      people().filter((one) => !one.gone && one.id !== me().id).map((one) => ({ value: one.id, label: one.name, note: one.title, face: () => avatar(one.id, 24) })),
      async (one) => {
        const answer = await act("chat", { other: one.value });
        if (answer.ok) setTimeout(() => navigate({ place: "channel", id: answer.channel }), 80);
      },
    );

  return { draw };
}
