// Fields to type into and boxes to tick.

import { h } from "../dom.js";
import { textObject } from "../text/mrkdwn.js";
import { held } from "./kept.js";

const TYPES = { email_text_input: "email", url_text_input: "url", number_input: "text" };
const SETTLED = 600; // milliseconds
let serial = 0;

const first = (one, { block, at }) => held(one, block, at);

// A field tells the app while one types only where it is asked to; by default on Enter.
export function typed(one, where) {
  const on = one.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const dispatches = where.block.dispatch_action;
  const value = () => field.value || null;
  const field = h(one.multiline ? "textarea" : "input", {
    class: "field",
    type: one.multiline ? undefined : (TYPES[one.type] ?? "text"),
    inputmode: one.type === "number_input" ? "decimal" : undefined,
    rows: one.multiline ? "4" : undefined,
    maxlength: one.max_length ? String(one.max_length) : undefined,
    placeholder: one.placeholder?.text,
    "data-action": one.action_id,
    on: {
      input: () => {
        where.change(value());
        if (dispatches && on.includes("on_character_entered")) where.use(value());
      },
      keydown: (event) => {
        if (event.key !== "Enter" || one.multiline || !dispatches) return;
        event.preventDefault();
        if (on.includes("on_enter_pressed")) where.use(value());
      },
    },
  });
  field.value = first(one, where) ?? "";
  if (one.focus_on_load) field.autofocus = true;
  return field;
}

const asText = (rich) =>
  (rich?.elements ?? [])
    .map((part) => (part.elements ?? []).map((two) => two.text ?? two.url ?? "").join(""))
    .join("\n");

export function richInput(one, where) {
  const field = h("textarea", { class: "field", rows: "4", placeholder: one.placeholder?.text, "data-action": one.action_id });
  field.value = asText(first(one, where));
  field.addEventListener("input", () => {
    const section = { type: "rich_text_section", elements: [{ type: "text", text: field.value }] };
    where.change(field.value ? { type: "rich_text", elements: [section] } : null);
  });
  return field;
}

function native(type, one, where, { read = (text) => text, show = (value) => value } = {}) {
  const field = h("input", { class: "field", type, "aria-label": one.placeholder?.text, "data-action": one.action_id });
  field.value = show(first(one, where) ?? "") || "";
  let waiting = 0;
  const told = () => where.change(field.value ? read(field.value) : null, field);
  // Outside of forms the app is told once a date stands, not at every digit of it.
  field.addEventListener("change", () => {
    clearTimeout(waiting);
    if (where.at.isForm) told();
    else waiting = setTimeout(told, SETTLED);
  });
  return field;
}

export const day = (one, where) => native("date", one, where);
export const timeOfDay = (one, where) => native("time", one, where);
export const instant = (one, where) =>
  native("datetime-local", one, where, {
    read: (text) => Math.floor(new Date(text).getTime() / 1000),
    show: (seconds) => {
      if (!seconds) return "";
      const local = new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 60000);
      return local.toISOString().slice(0, 16);
    },
  });

export function choiceList(one, where) {
  const several = one.type === "checkboxes";
  const now = first(one, where);
  const chosen = new Set((several ? (now ?? []) : now ? [now] : []).map((option) => option.value ?? option));
  const name = `choice-${++serial}`;
  const set = h("div", { class: "choices", role: several ? "group" : "radiogroup" });
  const told = () => {
    const values = [...set.querySelectorAll("input:checked")].map((box) => box.value);
    where.change(several ? values : (values[0] ?? null), set);
  };
  for (const option of one.options) {
    const box = h("input", { type: several ? "checkbox" : "radio", name, value: option.value, on: { change: told } });
    box.checked = chosen.has(option.value);
    const note = option.description && h("small", {}, ...textObject(option.description));
    set.append(h("label", {}, box, h("span", {}, ...textObject(option.text), note)));
  }
  return set;
}
