// The plain blocks: text, fields, small print, rows of buttons, pictures.

import { h, link } from "../dom.js";
import { icon } from "../icons.js";
import { textObject } from "../text/mrkdwn.js";
import { element } from "./elements.js";

export function section(block, at) {
  const text = block.text && h("div", { class: "text" }, ...textObject(block.text));
  const fields = block.fields && h("div", { class: "fields" }, block.fields.map((one) => h("div", {}, ...textObject(one))));
  const beside = block.accessory;
  return [
    h("div", { class: "section-main" }, text, fields),
    beside && h("div", { class: "accessory" }, beside.type === "image" ? picture(beside) : element(block, beside, at)),
  ];
}

export const header = (block) => h("h3", {}, ...textObject(block.text));
export const divider = () => h("hr");

export const context = (block) =>
  block.elements.map((one) =>
    one.type === "image" ? picture(one, "small") : h("span", { class: "text" }, ...textObject(one)),
  );

export const actions = (block, at) => block.elements.map((one) => element(block, one, at));

const source = (image) =>
  image.image_url ?? (image.slack_file?.id ? `/page/files/${encodeURIComponent(image.slack_file.id)}` : image.slack_file?.url);

export const picture = (image, kind = "") =>
  h("img", { src: source(image), alt: image.alt_text, class: `picture ${kind}`, loading: "lazy" });

export const image = (block) => h("figure", {}, block.title && h("figcaption", {}, ...textObject(block.title)), picture(block));

export const video = (block) => [
  h("div", { class: "video-title" }, link(block.title_url ?? block.video_url, ...textObject(block.title))),
  block.description && h("div", {}, ...textObject(block.description)),
  h("img", { src: block.thumbnail_url, alt: block.alt_text, class: "picture" }),
];

export const file = (block) => h("span", { class: "file" }, icon("file"), block.external_id);
