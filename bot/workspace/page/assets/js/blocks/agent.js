// Blocks for answers: Markdown, thumbs, steps and plans.

import { h, link } from "../dom.js";
import { icon } from "../icons.js";
import { markdown } from "../text/markdown.js";
import { richText } from "../text/rich.js";
import { element } from "./elements.js";

export const markdownBlock = (block) => h("div", { class: "markdown-text" }, ...markdown(block.text));

export const contextActions = (block, at) =>
  block.elements.map((one) => (one.type === "feedback_buttons" ? thumbs(block, one, at) : element(block, one, at)));

const given = new Map(); // thumbs stay as they were pressed when the message is drawn anew

function thumbs(block, one, at) {
  const key = JSON.stringify([at.spot, one.action_id]);
  const make = (side, sign) => {
    const source = one[`${side}_button`];
    return h(
      "button",
      {
        type: "button",
        class: "icon-btn thumb",
        title: source.text.text,
        "aria-label": source.accessibility_label ?? source.text.text,
        "aria-pressed": String(given.get(key) === side),
        on: {
          click: () => {
            given.set(key, side);
            pair.forEach(([name, node]) => node.setAttribute("aria-pressed", String(name === side)));
            at.use(block, one, side);
          },
        },
      },
      icon(sign),
    );
  };
  const pair = [
    ["positive", make("positive", "up")],
    ["negative", make("negative", "downvote")],
  ];
  return pair.map(([, node]) => node);
}

const SIGNS = { pending: "○", in_progress: "", complete: "✓", error: "✕" };

export const taskCard = (block) => task({ ...block, id: block.task_id });

export function task(one) {
  const status = one.status ?? "pending";
  const text = (part) => (!part ? null : typeof part === "string" ? h("div", {}, ...markdown(part)) : richText(part));
  return h(
    "div",
    { class: `task ${status}` },
    h("span", { class: "task-sign", "aria-hidden": "true" }, SIGNS[status] ?? ""),
    h(
      "div",
      {},
      h("div", { class: "task-title" }, one.title),
      text(one.details),
      text(one.output),
      one.sources?.length > 0 && h("div", { class: "sources" }, one.sources.map((two) => link(two.url, two.text))),
    ),
  );
}

export const plan = (block) => steps(block.title, block.tasks ?? []);

export const steps = (title, tasks) => [
  title && h("div", { class: "plan-title" }, title),
  tasks.map((one) => task(one)),
];
