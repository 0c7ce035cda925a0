// One message: who, when, what, and what can be done with it.

import { act } from "./api.js";
import { avatar } from "./avatar.js";
import { blocks } from "./blocks/index.js";
import { steps } from "./blocks/agent.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { react, toolbar } from "./message_tools.js";
import { me, team, user } from "./store.js";
import { emoji } from "./text/emoji.js";
import { markdown } from "./text/markdown.js";
import { mrkdwn } from "./text/mrkdwn.js";
import { clock, fullTime } from "./time.js";
import { t } from "./words.js";

const dismissed = new Set();
export const isDismissed = (message) => dismissed.has(message.ts);

// `facts`: follows (same speaker just before), replies (list), openThread, redraw.
export function messageNode(message, facts) {
  const fromApp = message.user === team().bot;
  return h(
    "article",
    {
      class: ["message", facts.follows && "follows", message.ephemeral && "ephemeral", fromApp && "from-app"].filter(Boolean).join(" "),
      "data-ts": message.ts,
      tabindex: "-1",
    },
    h("div", { class: "gutter" }, facts.follows ? h("time", {}, clock(message.ts)) : avatar(message.user, 36)),
    h(
      "div",
      { class: "content" },
      message.ephemeral && h("div", { class: "only-you" }, icon("eye", 14), t("only_you")),
      !facts.follows && heading(message, fromApp),
      body(message),
      reactions(message),
      facts.replies?.length > 0 && repliesButton(message, facts),
      message.ephemeral && h("button", { type: "button", class: "link-btn dismiss", on: { click: () => (dismissed.add(message.ts), facts.redraw()) } }, t("dismiss")),
    ),
    !message.ephemeral && !message.streaming && toolbar(message, facts),
  );
}

function heading(message, fromApp) {
  const name = message.username ?? user(message.user)?.name ?? (message.user === "USLACKBOT" ? "Slackbot" : message.user);
  return h(
    "div",
    { class: "heading" },
    h("strong", {}, name),
    fromApp && h("span", { class: "badge" }, t("app_badge")),
    h("time", { title: fullTime(message.ts) }, clock(message.ts)),
  );
}

function body(message) {
  const spot = { channel: message.channel, ts: message.ts };
  const at = {
    spot,
    values: () => ({}),
    use: (block, one, value) => act("click", { spot, block: block.block_id, action: one.action_id, value }),
  };
  const list = message.blocks ?? [];
  const written = message.markdown && message.text;
  return h(
    "div",
    { class: `body${message.streaming ? " streaming" : ""}` },
    message.tasks.length > 0 && h("div", { class: "block plan" }, steps(message.plan_title, message.tasks)),
    written && h("div", { class: "markdown-text" }, ...markdown(message.text)),
    list.length > 0 && blocks(list, at),
    !written && !list.length && h("div", { class: "text" }, ...mrkdwn(message.text)),
    message.edited && message.user !== team().bot && h("small", { class: "edited" }, ` ${t("edited")}`),
    (message.attachments ?? []).map((one) => attachment(one, at)),
    (message.files ?? []).map(fileNode),
  );
}

const attachment = (one, at) =>
  h(
    "div",
    { class: "attachment", style: one.color ? { "--mark": one.color.startsWith("#") ? one.color : `#${one.color}` } : {} },
    one.pretext && h("div", {}, ...mrkdwn(one.pretext)),
    one.title && h("strong", {}, ...mrkdwn(one.title)),
    one.text && h("div", {}, ...mrkdwn(one.text)),
    one.blocks && blocks(one.blocks, at),
  );

function fileNode(file) {
  const url = `/page/files/${encodeURIComponent(file.id)}`;
  if (/^(png|jpe?g|gif)$/i.test(file.filetype)) {
    return h("figure", { class: "file-image" }, h("figcaption", {}, file.title), h("img", { src: url, alt: file.alt_txt ?? file.title, class: "picture" }));
  }
  return h("a", { class: "file", href: url, download: file.name }, icon("file"), file.title);
}

const reactions = (message) =>
  message.reactions?.length > 0 &&
  h(
    "div",
    { class: "reactions" },
    message.reactions.map((one) =>
      h(
        "button",
        {
          type: "button",
          class: one.users.includes(me().id) ? "reaction mine" : "reaction",
          title: one.users.map((id) => user(id)?.name ?? id).join(", "),
          on: { click: () => react(message, one.name) },
        },
        emoji(one.name) ?? `:${one.name}:`,
        h("span", {}, String(one.count)),
      ),
    ),
  );

function repliesButton(message, { replies, openThread }) {
  const faces = [...new Set(replies.map((one) => one.user))].slice(0, 4);
  return h(
    "button",
    { type: "button", class: "replies", on: { click: () => openThread(message) } },
    faces.map((id) => avatar(id, 22)),
    h("b", {}, t("replies", { n: replies.length })),
    h("time", {}, clock(replies.at(-1).ts)),
  );
}
