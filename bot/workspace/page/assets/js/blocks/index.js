// Every kind of block, by the name Slack gives it.

import { h } from "../dom.js";
import { richText } from "../text/rich.js";
import { t } from "../words.js";
import { contextActions, markdownBlock, plan, taskCard } from "./agent.js";
import { alertBlock, card, carousel } from "./cards.js";
import { chart } from "../charts/index.js";
import { inputBlock } from "./input.js";
import * as layout from "./layout.js";
import { dataTable, table } from "./tables.js";

const KINDS = {
  section: layout.section,
  header: layout.header,
  divider: layout.divider,
  context: layout.context,
  actions: layout.actions,
  image: layout.image,
  video: layout.video,
  file: layout.file,
  input: inputBlock,
  rich_text: richText,
  markdown: markdownBlock,
  context_actions: contextActions,
  task_card: taskCard,
  plan,
  card,
  carousel,
  alert: alertBlock,
  container,
  table,
  data_table: dataTable,
  data_visualization: chart,
};

// `at` says where the blocks stand and what using an element does: see elements.js.
export const blocks = (list, at) => list.map((block) => one(block, at));

function one(block, at) {
  const draw = KINDS[block.type];
  const inside = draw ? draw(block, at) : h("em", {}, t("unknown_block", { type: block.type }));
  return h("div", { class: `block ${block.type}`, "data-block": block.block_id }, inside);
}

function container(block, at) {
  const title = block.title?.text ?? "";
  const head = [
    block.icon && layout.picture(block.icon, "icon"),
    h("span", {}, block.rich_text_title ? richText(block.rich_text_title) : title),
    block.subtitle && h("small", {}, block.subtitle.text),
  ];
  const body = h("div", { class: "container-body" }, blocks(block.child_blocks, at));
  if (!block.is_collapsible) return [h("div", { class: "container-head" }, head), body];
  return h("details", { open: !block.default_collapsed }, h("summary", { class: "container-head" }, head), body);
}
