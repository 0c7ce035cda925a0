// Ordinary Markdown, as models write it: the `markdown` block and streamed answers.

import { h, link } from "../dom.js";
import { withEmoji } from "./emoji.js";
import { unescape } from "./mrkdwn.js";

const FENCE = /^```/;
const ROW = /^\s*\|.*\|\s*$/;
const RULE = /^\s*\|?[\s:|-]+\|?\s*$/;
const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;

export function markdown(text) {
  const lines = text.replace(/\r/g, "").split("\n");
  const nodes = [];
  let at = 0;
  const taking = (test) => {
    const taken = [];
    while (at < lines.length && test(lines[at])) taken.push(lines[at++]);
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at];
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (!line.trim()) at++;
    else if (FENCE.test(line)) {
      at++;
      const code = taking((one) => !FENCE.test(one));
      at++;
      nodes.push(h("pre", {}, code.join("\n")));
    } else if (heading) {
      at++;
      nodes.push(h(`h${Math.min(heading[1].length + 2, 6)}`, {}, ...inline(heading[2])));
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      at++;
      nodes.push(h("hr"));
    } else if (ROW.test(line) && RULE.test(lines[at + 1] ?? "")) nodes.push(table(taking((one) => ROW.test(one))));
    else if (/^>\s?/.test(line)) {
      const inner = taking((one) => /^>\s?/.test(one)).map((one) => one.replace(/^>\s?/, ""));
      nodes.push(h("blockquote", {}, ...markdown(inner.join("\n"))));
    } else if (ITEM.test(line)) nodes.push(list(taking((one) => ITEM.test(one) || /^\s{2,}\S/.test(one))));
    else nodes.push(h("p", {}, ...paragraph(taking((one) => one.trim() && !starts(one)))));
  }
  return nodes;
}

const starts = (line) => FENCE.test(line) || /^#{1,6}\s/.test(line) || /^>\s?/.test(line) || ITEM.test(line);

const paragraph = (lines) => lines.flatMap((line, at) => (at ? [h("br"), ...inline(line)] : inline(line)));

function list(lines) {
  const first = ITEM.exec(lines[0]);
  const items = [];
  for (const line of lines) {
    const found = ITEM.exec(line);
    if (found && found[1].length <= first[1].length) items.push({ text: found[3], below: [] });
    else items.at(-1).below.push(line);
  }
  return h(
    /\d/.test(first[2]) ? "ol" : "ul",
    {},
    items.map((one) => h("li", {}, ...inline(one.text), ...(one.below.length ? below(one.below) : []))),
  );
}

function below(lines) {
  const indent = Math.min(...lines.map((one) => one.search(/\S/)));
  return markdown(lines.map((one) => one.slice(indent)).join("\n"));
}

function table(lines) {
  const rows = lines.filter((_, at) => at !== 1).map((line) =>
    line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, "|")),
  );
  const [head, ...body] = rows;
  return h(
    "div",
    { class: "table-wrap" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, head.map((cell) => h("th", { scope: "col" }, ...inline(cell))))),
      h("tbody", {}, body.map((row) => h("tr", {}, row.map((cell) => h("td", {}, ...inline(cell)))))),
    ),
  );
}

const INLINE = [
  [/\\([\\`*_{}[\]()#+.!|~>-])/, (m) => m[1]],
  [/`([^`]+)`/, (m) => h("code", {}, m[1])],
  [/\*\*(\S(?:[\s\S]*?\S)?)\*\*|__(\S(?:[\s\S]*?\S)?)__/, (m) => h("strong", {}, ...inline(m[1] ?? m[2]))],
  [/~~(\S(?:[\s\S]*?\S)?)~~/, (m) => h("s", {}, ...inline(m[1]))],
  [/\*(?!\s)([^*\n]+?)(?<!\s)\*|(?<![\p{L}\p{N}])_(?!\s)([^_\n]+?)(?<!\s)_(?![\p{L}\p{N}])/u, (m) => h("em", {}, ...inline(m[1] ?? m[2]))],
  [/!?\[([^\]]*)\]\(([^)\s]+)\)/, (m) => link(m[2], ...inline(m[1]))],
  [/https?:\/\/[^\s<>)]+/, (m) => link(m[0], m[0])],
];

export function inline(text) {
  let first = null;
  for (const [pattern, make] of INLINE) {
    const found = pattern.exec(text);
    if (found && (!first || found.index < first.found.index)) first = { found, make };
  }
  if (!first) return text ? [withEmoji(unescape(text))] : [];
  const { found, make } = first;
  return [
    ...inline(text.slice(0, found.index)),
    make(found),
    ...inline(text.slice(found.index + found[0].length)),
  ];
}
