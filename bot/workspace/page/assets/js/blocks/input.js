// A labelled field of a form, with its hint and what is wrong with it.

import { h } from "../dom.js";
import { textObject } from "../text/mrkdwn.js";
import { t } from "../words.js";
import { element } from "./elements.js";

let serial = 0;

export function inputBlock(block, at) {
  const id = `field-${++serial}`;
  const one = block.element;
  const changed = (value, node) => {
    at.enter?.(block, one, value);
    if (block.dispatch_action && !one.type.endsWith("_input")) at.use(block, one, value, node);
    else if (!at.isForm && !one.type.endsWith("_input")) at.use(block, one, value, node);
  };
  const field = element(block, one, at, changed);
  field.id = id;
  // A menu's own words say what is chosen.
  field.setAttribute("aria-labelledby", field.matches("button") ? `${id}-label ${id}` : `${id}-label`);
  field.setAttribute("aria-describedby", `${id}-hint ${id}-error`);
  const error = at.error?.(block);
  if (error) field.setAttribute("aria-invalid", "true");
  return [
    h(
      "label",
      { for: id, id: `${id}-label` },
      ...textObject(block.label),
      block.optional && h("span", { class: "optional" }, ` ${t("optional")}`),
    ),
    field,
    block.hint && h("div", { class: "hint", id: `${id}-hint` }, ...textObject(block.hint)),
    h("div", { class: "error", id: `${id}-error`, role: "alert" }, error ?? ""),
  ];
}
