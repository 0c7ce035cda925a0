// Elements one can act on. `at` is where they stand:
//   at.values(block)            what the server keeps of the block, by action id
//   at.enter(block, el, value)  something was entered (forms only)
//   at.entered(block, el)       what was entered so far (forms only)
//   at.use(block, el, value)    the app is told
//   at.isForm                   a modal: inputs wait for Submit

import { follow, h } from "../dom.js";
import { confirmed } from "../confirm.js";
import { icon } from "../icons.js";
import { menuKeys, popover, closePopover } from "../popover.js";
import { textObject } from "../text/mrkdwn.js";
import { t } from "../words.js";
import { choiceList, day, instant, timeOfDay, typed, richInput } from "./fields.js";
import { select } from "./selects.js";

const KINDS = {
  button,
  overflow,
  icon_button: iconButton,
  radio_buttons: choiceList,
  checkboxes: choiceList,
  datepicker: day,
  timepicker: timeOfDay,
  datetimepicker: instant,
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: richInput,
};

export function element(block, one, at, changed) {
  const draw = KINDS[one.type] ?? (one.type.endsWith("_select") ? select : null);
  if (!draw) return h("em", {}, t("unknown_block", { type: one.type }));
  const use = async (value, node) => {
    if (!(await confirmed(one.confirm))) return;
    at.enter?.(block, one, value);
    await busy(node, () => at.use(block, one, value));
  };
  return draw(one, { block, at, change: changed ?? use, use });
}

async function busy(node, work) {
  node?.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    node?.removeAttribute("aria-busy");
  }
}

function button(one, { use }) {
  const node = h(
    "button",
    {
      type: "button",
      class: `btn ${one.style ?? ""}`,
      "data-action": one.action_id,
      "aria-label": one.accessibility_label,
      on: {
        click: () => {
          follow(one.url);
          use(undefined, node);
        },
      },
    },
    ...textObject(one.text),
  );
  return node;
}

function iconButton(one, { use }) {
  const node = h(
    "button",
    { type: "button", class: "icon-btn", title: one.text.text, "aria-label": one.accessibility_label ?? one.text.text, on: { click: () => use(undefined, node) } },
    icon(one.icon),
  );
  return node;
}

function overflow(one, { use }) {
  const node = h(
    "button",
    { type: "button", class: "btn overflow-btn", "aria-haspopup": "menu", "aria-label": t("more"), on: { click: show } },
    icon("more", 18),
  );
  function show() {
    const choose = (option) => {
      closePopover();
      follow(option.url);
      use(option.value, node);
    };
    const items = one.options.map((option) =>
      h(
        "button",
        { type: "button", role: "menuitem", on: { click: () => choose(option) } },
        h("span", { class: "option-text" }, ...textObject(option.text), option.description && h("small", {}, option.description.text)),
      ),
    );
    const menu = menuKeys(h("div", { class: "menu", role: "menu" }, items));
    popover(node, menu, { align: "end" });
    items[0].focus();
  }
  return node;
}
