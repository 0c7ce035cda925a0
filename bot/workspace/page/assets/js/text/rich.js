// Rich text: what Slack's composer writes.

import { h, link } from "../dom.js";
import { dateTokens } from "../time.js";
import { emoji, withEmoji } from "./emoji.js";
import { broadcast, channelMention, personMention } from "./mentions.js";

const WRAPS = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code", highlight: "mark" };

const SPANS = {
  text: (one) => lines(one.text),
  link: (one) => link(one.url, one.text || one.url),
  emoji: (one) => emoji(one.name) ?? `:${one.name}:`,
  user: (one) => personMention(one.user_id),
  channel: (one) => channelMention(one.channel_id),
  usergroup: (one) => h("span", { class: "mention" }, `@${one.usergroup_id}`),
  broadcast: (one) => broadcast(one.range),
  date: (one) => h("time", {}, dateTokens(one.timestamp, one.format)),
  color: (one) => one.value,
};

const lines = (text) => text.split("\n").flatMap((line, at) => (at ? [h("br"), withEmoji(line)] : withEmoji(line)));

function span(one) {
  const node = SPANS[one.type]?.(one) ?? "";
  const wraps = Object.keys(one.style ?? {}).filter((name) => one.style[name] && WRAPS[name]);
  return wraps.reduce((inner, name) => h(WRAPS[name], {}, inner), node);
}

const spans = (elements) => elements.map(span);

const PARTS = {
  rich_text_section: (one) => h("div", {}, ...spans(one.elements).flat()),
  rich_text_quote: (one) => h("blockquote", {}, ...spans(one.elements).flat()),
  rich_text_preformatted: (one) => h("pre", {}, one.elements.map((two) => two.text ?? two.url).join("")),
  rich_text_list: (one) =>
    h(
      one.style === "ordered" ? "ol" : "ul",
      { class: `indent-${one.indent ?? 0}`, start: one.offset ? String(one.offset + 1) : undefined },
      one.elements.map((item) => h("li", {}, ...spans(item.elements).flat())),
    ),
};

export const richText = (block) =>
  h("div", { class: "rich" }, block.elements.map((one) => PARTS[one.type]?.(one)));
