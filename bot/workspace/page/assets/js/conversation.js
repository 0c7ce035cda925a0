// The middle: a channel, a conversation, or the app with its tabs.

import { act } from "./api.js";
import { avatar } from "./avatar.js";
import { composer } from "./composer.js";
import { h, replace } from "./dom.js";
import { homeTab } from "./home.js";
import { icon } from "./icons.js";
import { messageList } from "./messages.js";
import { navigate, route, shown } from "./route.js";
import { statusLine } from "./status.js";
import { appChannel, me, repliesTo, rootsIn, statusIn, team, user } from "./store.js";
import { markSeen } from "./unread.js";
import { t } from "./words.js";

export function conversation(main) {
  const head = h("header", { class: "pane-head" });
  const list = messageList({ openThread, head: beginning });
  const status = statusLine();
  const prompts = h("div", { class: "prompts" });
  const home = homeTab();
  const write = composer({
    where: () => ({ channel: shown().id, thread: null }),
    placeholder: () => (isApp() ? t("ask_app", { app: team().app }) : t("write_to", { place: placeName() })),
    // The answer comes in a thread of the app's conversation: it opens beside the question.
    after: (ts) => isApp() && navigate({ thread: ts }),
    onStop: () => act("stop", { channel: shown().id, ts: rootsIn(shown().id).at(-1).ts }),
  });
  let headed = "";
  const talk = h("div", { class: "pane-body" }, list.node, status.node, prompts, write.node);
  replace(main, head, talk, home.node);

  function openThread(message) {
    navigate({ thread: message.ts });
  }

  function beginning() {
    const place = shown();
    if (!place) return null;
    if (isApp()) {
      return h(
        "div",
        { class: "beginning" },
        avatar(team().bot, 64),
        h("h2", {}, t("app_hello", { name: me().name.split(" ")[0], app: team().app })),
        h("p", {}, t("app_lead")),
      );
    }
    return h(
      "div",
      { class: "beginning" },
      place.kind === "im" ? avatar(place.with, 56) : h("div", { class: "big-hash" }, icon(place.kind === "group" ? "lock" : "hash", 34)),
      h("h2", {}, placeName()),
      h("p", {}, place.kind === "im" ? t("begin_chat", { name: user(place.with)?.name ?? "" }) : t("begin_channel", { app: team().app })),
    );
  }

  // Drawn anew only for what shows here: the keyboard's place in it is kept.
  function drawHead() {
    const place = shown();
    const shows = JSON.stringify(isApp() ? [route().tab, team()] : [{ ...place, prompts: null }, user(place.with)]);
    if (shows === headed) return;
    headed = shows;
    const back = h("button", { type: "button", class: "icon-btn back", "aria-label": t("back"), on: { click: () => (document.getElementById("app").dataset.pane = "sidebar") } }, icon("back"));
    if (isApp()) {
      replace(head, back, avatar(team().bot, 28), h("h1", {}, team().app), tabs());
      return;
    }
    const sign = place.kind === "im" ? avatar(place.with, 26) : icon(place.kind === "group" ? "lock" : "hash", 18);
    const count = place.kind !== "im" && h("span", { class: "count" }, t("members", { n: place.members }));
    const join = !place.joined && h("button", { type: "button", class: "btn primary", on: { click: () => act("join", { channel: place.id }) } }, t("join"));
    replace(head, back, sign, h("h1", {}, place.kind === "im" ? user(place.with)?.name : place.name), count, join);
  }

  function tabs() {
    const tab = (name, words, sign) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${name}`,
          "aria-selected": String(route().tab === name),
          on: {
            click: () => navigate({ place: "app", tab: name }),
            keydown: (event) => {
              if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
              navigate({ place: "app", tab: name === "home" ? "messages" : "home" });
              document.getElementById(`tab-${route().tab}`)?.focus();
            },
          },
        },
        icon(sign, 16),
        words,
      );
    return h(
      "div",
      { class: "tabs", role: "tablist" },
      team().messages_tab && tab("messages", t("messages"), "chat"),
      team().home_tab && tab("home", t("home"), "home"),
    );
  }

  function drawPrompts() {
    const offered = isApp() ? (appChannel()?.prompts ?? []) : [];
    replace(
      prompts,
      offered.length && appChannel().prompts_title ? h("span", { class: "prompts-title" }, appChannel().prompts_title) : null,
      offered.map((one) => h("button", { type: "button", class: "prompt", on: { click: () => write.sendText(one.message) } }, one.title)),
    );
  }

  // What changed decides what is drawn again; without `changed` everything is.
  function draw(changed) {
    const place = shown();
    if (!place) return;
    const touched = (start) => !changed || changed.some((name) => name.startsWith(start));
    const atHome = isApp() && route().tab === "home";
    talk.hidden = atHome;
    home.node.hidden = !atHome;
    if (touched("channel:") || touched("team") || touched("user:")) drawHead();
    if (atHome) {
      if (touched("home") || touched("user:")) home.draw();
      return;
    }
    write.node.hidden = !place.joined;
    write.place(`${me().id}:${place.id}`);
    if (touched(`message:${place.id}`) || touched("channel:") || touched("user:")) {
      list.show(rootsIn(place.id), (one) => repliesTo(place.id, one.ts));
      markSeen(place.id);
    }
    if (touched(`channel:${place.id}`)) drawPrompts();
    const running = rootsIn(place.id).at(-1);
    status.show(running && route().thread !== running.ts ? statusIn(place.id, running.ts) : null);
    write.stoppable(Boolean(running?.streaming));
  }

  function isApp() {
    return route().place === "app";
  }

  function placeName() {
    const place = shown();
    if (!place) return "";
    return place.kind === "im" ? (user(place.with)?.name ?? "") : `#${place.name}`;
  }

  return { draw, toEnd: list.toEnd, focus: () => (route().tab === "home" && isApp() ? main : write).focus() };
}
