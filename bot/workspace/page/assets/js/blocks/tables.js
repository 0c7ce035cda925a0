// Tables: the plain one, and the one that readers sort, search and page through.

import { h, replace } from "../dom.js";
import { icon } from "../icons.js";
import { richText } from "../text/rich.js";
import { readsAs, t } from "../words.js";

const PAGE = 10;
const SEARCH_FROM = 12; // rows from which looking for one is a help

const isNumber = (cell) => cell.type === "raw_number";
const looksNumeric = (text) => /^[\s\u202f\u00a0+\-−–(]*[€$£]?[\s\u202f\u00a0]*\d[\d\s\u202f\u00a0.,]*[\s\u202f\u00a0]*(%|×|x|€|\$|£|k|M|pts?|d|j)?\)?$/u.test(text);

export function words(cell) {
  if (cell.type !== "rich_text") return cell.text;
  const inside = (one) => one.text ?? one.url ?? (one.elements ?? []).map(inside).join("");
  return inside(cell);
}

const content = (cell) => (cell.type === "rich_text" ? richText(cell) : cell.text);

function cellNode(tag, cell, align, wrapped = true) {
  const kinds = [align && `align-${align}`, !wrapped && "nowrap"].filter(Boolean).join(" ");
  return h(tag, { class: kinds, scope: tag === "th" ? "row" : undefined }, content(cell));
}

export function table(block) {
  const [head, ...body] = block.rows;
  const setting = (at) => block.column_settings?.[at] ?? {};
  const row = (cells, tag) =>
    h("tr", {}, cells.map((cell, at) => {
      const node = cellNode(tag, cell, setting(at).align, Boolean(setting(at).is_wrapped));
      if (tag === "th") node.setAttribute("scope", "col");
      return node;
    }));
  return h(
    "div",
    { class: "table-wrap", tabindex: "0", role: "region", "aria-label": t("table") },
    h("table", {}, h("thead", {}, row(head, "th")), h("tbody", {}, body.map((one) => row(one, "td")))),
  );
}

export function dataTable(block) {
  const [head, ...rows] = block.rows;
  const header = block.row_header_column_index ?? 0;
  const size = block.page_size ?? PAGE;
  const state = { by: -1, down: false, page: 0, wanted: "" };
  const aligned = head.map((_, at) =>
    rows.every((row) => isNumber(row[at]) || /^[–-]?$/.test(words(row[at])) || looksNumeric(words(row[at]))) ? "right" : "left",
  );
  const body = h("tbody");
  const foot = h("div", { class: "table-foot" });
  const heads = head.map((cell, at) =>
    h(
      "th",
      { scope: "col", class: `align-${aligned[at]}`, "aria-sort": "none" },
      h("button", { type: "button", on: { click: () => sortBy(at) } }, cell.text, icon("sort", 14)),
    ),
  );
  const search =
    rows.length >= SEARCH_FROM &&
    h("input", {
      type: "search",
      class: "field table-search",
      placeholder: t("search_table"),
      "aria-label": t("search_table"),
      on: {
        input: (event) => {
          Object.assign(state, { wanted: event.target.value.toLowerCase(), page: 0 });
          draw();
        },
      },
    });

  function sortBy(at) {
    const numeric = rows.some((row) => isNumber(row[at]));
    if (state.by !== at) Object.assign(state, { by: at, down: numeric });
    else if (state.down === numeric) state.down = !numeric;
    else state.by = -1;
    state.page = 0;
    draw();
  }

  function compare(a, b) {
    const [x, y] = [a[state.by], b[state.by]];
    const way = state.down ? -1 : 1;
    if (isNumber(x) && isNumber(y)) return way * (x.value - y.value);
    return way * words(x).localeCompare(words(y), readsAs(), { numeric: true });
  }

  function draw() {
    const found = rows.filter((row) => row.some((cell) => words(cell).toLowerCase().includes(state.wanted)));
    if (state.by >= 0) found.sort(compare);
    heads.forEach((node, at) => {
      const way = at !== state.by ? "none" : state.down ? "descending" : "ascending";
      node.setAttribute("aria-sort", way);
      const sign = { none: "sort", ascending: "asc", descending: "desc" }[way];
      node.firstChild.lastChild.replaceWith(icon(sign, 14));
    });
    const pages = Math.max(1, Math.ceil(found.length / size));
    const shown = found.slice(state.page * size, (state.page + 1) * size);
    replace(body, shown.map((row) =>
      h("tr", {}, row.map((cell, at) => cellNode(at === header ? "th" : "td", cell, aligned[at]))),
    ));
    replace(foot, pages > 1 ? pager(found.length, pages) : []);
  }

  function pager(count, pages) {
    const turn = (by, name, off) =>
      h("button", { type: "button", class: `icon-btn ${by < 0 ? "" : "flip"}`, "aria-label": name, disabled: off, on: { click: () => ((state.page += by), draw()) } }, icon("back", 16));
    const from = state.page * size + 1;
    return [
      h("span", {}, t("rows_of", { from, to: Math.min(count, from + size - 1), n: count })),
      turn(-1, t("page_back"), state.page === 0),
      turn(1, t("page_on"), state.page === pages - 1),
    ];
  }

  draw();
  return [
    h("div", { class: "table-caption" }, h("span", {}, block.caption), search),
    h(
      "div",
      { class: "table-wrap", tabindex: "0", role: "region", "aria-label": block.caption },
      h("table", {}, h("thead", {}, h("tr", {}, heads)), body),
    ),
    foot,
  ];
}
