// What the server has shown so far: named parts, each replaced whole when it changes.

const parts = new Map();
const listeners = new Set();

export const part = (name) => parts.get(name);

export function* partsOf(prefix) {
  for (const [name, value] of parts) if (name.startsWith(prefix)) yield value;
}

export function receive({ set, gone }) {
  for (const [name, value] of Object.entries(set)) parts.set(name, value);
  for (const name of gone) parts.delete(name);
  const changed = [...Object.keys(set), ...gone];
  for (const listener of listeners) listener(changed);
}

export const clear = () => parts.clear();
export const onChange = (listener) => listeners.add(listener);

export const me = () => part(`user:${part("me")?.id}`);
export const team = () => part("team");
export const user = (id) => part(`user:${id}`);
export const bot = () => user(team()?.bot);
export const channel = (id) => part(`channel:${id}`);

export const channels = () => [...partsOf("channel:")];
export const people = () => [...partsOf("user:")].filter((one) => !one.bot);

// The app's own conversation with whom one acts as.
export const appChannel = () =>
  channels().find((one) => one.kind === "im" && one.with === team()?.bot);

const byTime = (a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0);
export const messagesIn = (id) => [...partsOf(`message:${id}:`)].sort(byTime);

export const isRoot = (message) =>
  !message.thread_ts || message.thread_ts === message.ts || message.reply_broadcast;

export const rootsIn = (id) => messagesIn(id).filter(isRoot);
export const repliesTo = (id, root) =>
  messagesIn(id).filter((one) => one.thread_ts === root && one.ts !== root);

export function statusIn(id, root) {
  const status = part(`status:${id}:${root}`);
  return status && status.until > Date.now() / 1000 ? status : null;
}

export const modals = () =>
  [...parts.keys()]
    .filter((name) => name.startsWith("modal:"))
    .sort()
    .map((name) => parts.get(name));
