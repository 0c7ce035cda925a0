// Where one is: the app's tabs or a channel, and the thread beside it. Kept in the address.

import { appChannel, channel, part } from "./store.js";

const listeners = new Set();
export const onRoute = (listener) => listeners.add(listener);

const START = { place: "app", tab: "messages", id: null, thread: null };
let now = { ...START };

export const route = () => now;

// The channel that is shown, if it is one.
export const shown = () => (now.place === "channel" ? channel(now.id) : appChannel());

export function navigate(to, { pane = "main" } = {}) {
  const before = now;
  const moved = to.place !== undefined;
  now = moved ? { ...START, ...to } : { ...now, ...to };
  document.getElementById("app").dataset.pane = now.thread ? "thread" : pane;
  history.replaceState(null, "", address());
  for (const listener of listeners) listener(now, before);
}

function address() {
  const place = now.place === "channel" ? `c/${now.id}` : `app/${now.tab}`;
  return `/#/${place}${now.thread ? `/t/${now.thread}` : ""}`;
}

export function readAddress() {
  const [, place, what, , ts] = location.hash.split("/");
  const thread = (id) => (part(`message:${id}:${ts}`) ? ts : null); // gone with an earlier run
  if (place === "c" && channel(what)?.joined) return { place: "channel", id: what, thread: thread(what) };
  if (place === "app") return { place: "app", tab: what === "home" ? "home" : "messages", thread: thread(appChannel()?.id) };
  return START;
}
