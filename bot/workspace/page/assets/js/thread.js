// The thread beside the conversation.

import { act } from "./api.js";
import { composer } from "./composer.js";
import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { messageList } from "./messages.js";
import { navigate, route, shown } from "./route.js";
import { statusLine } from "./status.js";
import { me, messagesIn, statusIn } from "./store.js";
import { markSeen } from "./unread.js";
import { t } from "./words.js";

export function threadPane(pane) {
  const list = messageList({});
  const status = statusLine();
  const write = composer({
    where: () => ({ channel: shown().id, thread: route().thread }),
    placeholder: () => (route().place === "app" ? t("follow_up") : t("reply")),
    onStop: () => act("stop", { channel: shown().id, ts: route().thread }),
  });
  const close = h("button", { type: "button", class: "icon-btn", "aria-label": t("close_thread"), title: t("close_thread"), on: { click: leave } }, icon("close"));
  const title = h("h2");
  replace(pane, h("header", { class: "pane-head" }, close, title), h("div", { class: "pane-body" }, list.node, status.node, write.node));
  // No value may come back from here: `false` would take every other key from the page.
  pane.onkeydown = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) leave();
  };

  function leave() {
    navigate({ thread: null });
  }

  function draw(changed) {
    const { thread, place } = route();
    const here = shown();
    pane.hidden = !thread || !here || (place === "app" && route().tab === "home");
    if (pane.hidden) return;
    const touched = (start) => !changed || changed.some((name) => name.startsWith(start));
    replace(title, place === "app" ? t("conversation") : t("thread"), place !== "app" && h("small", {}, here.kind === "im" ? "" : `#${here.name}`));
    pane.setAttribute("aria-label", t("thread"));
    write.place(`${me().id}:${here.id}:${thread}`);
    if (touched(`message:${here.id}`) || touched("user:")) {
      list.show(messagesIn(here.id).filter((one) => one.ts === thread || one.thread_ts === thread));
      markSeen(here.id);
    }
    const running = messagesIn(here.id).some((one) => one.streaming && one.thread_ts === thread);
    const busy = statusIn(here.id, thread);
    status.show(busy);
    write.stoppable(running || Boolean(busy));
  }

  return { draw, toEnd: list.toEnd, focus: () => write.focus() };
}
