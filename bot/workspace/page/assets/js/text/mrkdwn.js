// Slack's own markup, read piece by piece into nodes.

import { h, link } from "../dom.js";
import { dateTokens } from "../time.js";
import { withEmoji } from "./emoji.js";
import { broadcast, channelMention, personMention } from "./mentions.js";

export const unescape = (text) =>
  text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const words = (text) => withEmoji(unescape(text));
const EDGE = "[\\s\\p{P}\\p{S}]";
const STYLES = [
  ["*", "strong"],
  ["_", "em"],
  ["~", "s"],
].map(([sign, tag]) => ({
  tag,
  // Opened after a space or punctuation, closed before one, as in Slack.
  pattern: new RegExp(`(?<=^|${EDGE})[${sign}](?!\\s)((?:<[^>\\n]*>|[^${sign}\\n])+?)(?<!\\s)[${sign}](?=$|${EDGE})`, "u"),
}));

export function mrkdwn(text) {
  const nodes = [];
  // A line break beside a block of code is the block's own.
  text.split(/\n?```\n?([\s\S]*?)\n?```\n?/).forEach((piece, at) => {
    if (at % 2) nodes.push(h("pre", {}, unescape(piece)));
    else if (piece) nodes.push(...paragraphs(piece));
  });
  return nodes;
}

function paragraphs(text) {
  const nodes = [];
  let quoted = [];
  const flush = () => {
    if (quoted.length) nodes.push(h("blockquote", {}, ...joined(quoted)));
    quoted = [];
  };
  const lines = text.split("\n");
  lines.forEach((line, at) => {
    if (/^&gt; ?/.test(line)) return quoted.push(line.replace(/^&gt; ?/, ""));
    const wasQuote = quoted.length > 0;
    flush();
    if (at > 0 && !wasQuote) nodes.push(h("br"));
    nodes.push(...inline(line));
  });
  flush();
  return nodes;
}

const joined = (lines) => lines.flatMap((line, at) => (at ? [h("br"), ...inline(line)] : inline(line)));

export function inline(text) {
  const code = /`([^`\n]+)`/.exec(text);
  if (code) return around(text, code, h("code", {}, unescape(code[1])));
  let first = null;
  for (const style of STYLES) {
    const found = style.pattern.exec(text);
    if (found && (!first || found.index < first.found.index)) first = { found, tag: style.tag };
  }
  const angle = /<([^<>\n]+)>/.exec(text);
  if (angle && (!first || angle.index < first.found.index)) return around(text, angle, special(angle[1]));
  if (first) return around(text, first.found, h(first.tag, {}, ...inline(first.found[1])));
  return text ? [words(text)] : [];
}

const around = (text, found, node) => [
  ...inline(text.slice(0, found.index)),
  node,
  ...inline(text.slice(found.index + found[0].length)),
];

function special(inside) {
  const at = inside.indexOf("|");
  const target = at < 0 ? inside : inside.slice(0, at);
  const label = at < 0 ? "" : inside.slice(at + 1);
  if (target.startsWith("@")) return personMention(target.slice(1));
  if (target.startsWith("#")) return channelMention(target.slice(1));
  if (target.startsWith("!date^")) {
    const [, seconds, pattern] = target.split("^");
    return h("time", { title: label }, dateTokens(seconds, pattern));
  }
  if (target.startsWith("!")) return broadcast(label.replace(/^@/, "") || target.slice(1));
  return link(unescape(target), words(label || target.replace(/^mailto:/, "")));
}

export const textObject = (object) =>
  !object ? [] : object.type === "mrkdwn" ? mrkdwn(object.text) : [withEmoji(object.text)];
