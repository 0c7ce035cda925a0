// A list of messages that changes in place: what did not change keeps its node.

import { h } from "./dom.js";
import { keepingFocus } from "./focus.js";
import { isDismissed, messageNode } from "./message.js";
import { dayKey, dayName } from "./time.js";

const SAME_SPEAKER = 300; // seconds within which somebody's next message needs no name
const NEAR = 120; // pixels from the end within which the list follows what comes
const PEEK = 70; // pixels of what stands before the newest message

export function messageList({ openThread, head }) {
  const list = h("div", { class: "messages", role: "log", "aria-live": "polite", "aria-relevant": "additions", tabindex: "0" });
  const inner = h("div", { class: "messages-inner" });
  list.append(inner);
  const drawn = new Map();
  let last = [];
  let following = true;
  let moved = 0; // when the list was scrolled by itself

  function show(messages, repliesOf = () => []) {
    last = [messages, repliesOf];
    const nodes = [head?.()].filter(Boolean);
    const keep = new Set();
    let before = null;
    for (const message of messages.filter((one) => !isDismissed(one))) {
      if (!before || dayKey(before.ts) !== dayKey(message.ts)) nodes.push(day(message));
      nodes.push(nodeOf(message, before, repliesOf(message), keep));
      before = message;
    }
    for (const key of drawn.keys()) if (!keep.has(key)) drawn.delete(key);
    keepingFocus(inner, () => settle(nodes));
    if (following) toEnd();
  }

  function nodeOf(message, before, replies, keep) {
    keep.add(message.ts);
    const follows = Boolean(
      before && before.user === message.user && before.ephemeral === message.ephemeral &&
        Number(message.ts) - Number(before.ts) < SAME_SPEAKER && dayKey(before.ts) === dayKey(message.ts) && !message.ephemeral,
    );
    const old = drawn.get(message.ts);
    const sign = `${follows}:${replies.length}:${replies.at(-1)?.ts}`;
    if (old && old.message === message && old.sign === sign) return old.node;
    const node = messageNode(message, { follows, replies, openThread, redraw: () => show(...last) });
    drawn.set(message.ts, { message, sign, node });
    return node;
  }

  function settle(nodes) {
    const wanted = new Set(nodes);
    for (const node of [...inner.children]) if (!wanted.has(node)) node.remove();
    nodes.forEach((node, at) => {
      if (inner.children[at] !== node) inner.insertBefore(node, inner.children[at] ?? null);
    });
  }

  // To the end, but never past the beginning of the newest message: one reads from the top.
  function toEnd() {
    following = true;
    moved = performance.now();
    const newest = inner.lastElementChild;
    if (newest) list.scrollTop = newest.offsetTop - inner.offsetTop - PEEK;
  }

  list.addEventListener("scroll", () => {
    if (performance.now() - moved < 200) return;
    following = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  });
  // Charts and pictures take their height only once they are drawn.
  new ResizeObserver(() => following && toEnd()).observe(inner);

  return { node: list, show, toEnd };
}

const day = (message) => h("div", { class: "day", role: "separator" }, h("span", {}, dayName(message.ts)));
