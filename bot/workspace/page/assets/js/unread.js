// What somebody has not seen yet: newer than the last look, said by others.

import { me, messagesIn } from "./store.js";
import { prefs } from "./prefs.js";

const key = (id) => `seen.${me().id}.${id}`;

export function markSeen(id) {
  const last = messagesIn(id).at(-1)?.ts ?? "0";
  if (document.visibilityState === "visible" && last > prefs.get(key(id))) prefs.set(key(id), last);
}

export function unread(id) {
  const seen = prefs.get(key(id));
  return messagesIn(id).filter((one) => one.user !== me().id && one.ts > seen).length;
}
