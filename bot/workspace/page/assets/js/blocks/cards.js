// Cards, carousels of them, and alerts.

import { h } from "../dom.js";
import { textObject } from "../text/mrkdwn.js";
import { element } from "./elements.js";
import { picture } from "./layout.js";

export function card(block, at) {
  return h(
    "div",
    { class: "card-box" },
    block.hero_image && picture(block.hero_image, "hero"),
    h(
      "div",
      { class: "card-body" },
      h(
        "div",
        { class: "card-head" },
        block.icon && picture(block.icon, "icon"),
        h("div", {}, block.title && h("strong", {}, ...textObject(block.title)), block.subtitle && h("small", {}, ...textObject(block.subtitle))),
      ),
      block.body && h("div", {}, ...textObject(block.body)),
      block.actions && h("div", { class: "card-actions" }, block.actions.map((one) => element(block, one, at))),
    ),
  );
}

export const carousel = (block, at) =>
  h("div", { class: "carousel-row", tabindex: "0" }, block.elements.map((one) => card({ block_id: block.block_id, ...one }, at)));

export const alertBlock = (block) =>
  h("div", { class: `alert-box ${block.level ?? "default"}`, role: "note" }, ...textObject(block.text));
