// Modals: filled in here, checked and submitted by the server.

import { act } from "./api.js";
import { blocks } from "./blocks/index.js";
import { h, replace } from "./dom.js";
import { keepingFocus } from "./focus.js";
import { icon } from "./icons.js";
import { closePopover } from "./popover.js";
import { modals, team } from "./store.js";
import { needle } from "./avatar.js";
import { t } from "./words.js";

export function modalHost(host) {
  const title = h("h2", { id: "modal-title" });
  const body = h("div", { class: "modal-body" });
  const wrong = h("div", { class: "modal-error", role: "alert" });
  const foot = h("footer");
  const form = h(
    "form",
    { on: { submit: (event) => (event.preventDefault(), submit()) } },
    h("header", {}, needle(26), title, h("button", { type: "button", class: "icon-btn", "aria-label": t("close"), on: { click: close } }, icon("close"))),
    body,
    wrong,
    foot,
  );
  const dialog = h("dialog", { class: "modal", "aria-labelledby": "modal-title", on: { cancel: onCancel } }, form);
  host.append(dialog);
  let view = null;
  const entered = new Map(); // by view id, then block id and action id

  const typed = (id) => {
    if (!entered.has(id)) entered.set(id, {});
    return entered.get(id);
  };

  function onCancel(event) {
    event.preventDefault();
    close();
  }

  function close() {
    if (view) act("close", { view: view.id });
  }

  async function submit() {
    const button = foot.querySelector(".submit");
    button?.setAttribute("aria-busy", "true");
    const id = view.id;
    await act("submit", { view: id, entered: typed(id) });
    button?.removeAttribute("aria-busy");
    dialog.querySelector("[aria-invalid]")?.focus();
  }

  function draw() {
    const stack = modals();
    const next = stack.at(-1) ?? null;
    if (next === view) return;
    const same = view && next && view.id === next.id;
    view = next;
    closePopover();
    if (!view) {
      entered.clear();
      if (dialog.open) dialog.close();
      return;
    }
    fill(same);
    if (!dialog.open) dialog.showModal();
    if (!same) body.querySelector("input, textarea, select, .picker, button")?.focus();
  }

  function fill(same) {
    const top = body.scrollTop;
    const shown = view;
    const at = {
      isForm: true,
      spot: { view: shown.id },
      values: (block) => shown.values[block.block_id],
      enter: (block, one, value) => {
        (typed(shown.id)[block.block_id] ??= {})[one.action_id] = value;
      },
      entered: (block, one) => entered.get(shown.id)?.[block.block_id]?.[one.action_id],
      use: (block, one, value) =>
        act("click", { spot: { view: shown.id }, block: block.block_id, action: one.action_id, value, entered: keeping(shown.id) }),
      error: (block) => shown.errors[block.block_id],
    };
    replace(title, shown.title.text);
    const refill = () => replace(body, blocks(shown.blocks, at));
    if (same) keepingFocus(body, refill);
    else refill();
    replace(wrong, shown.errors[""] ? t("submit_failed", { app: team().app }) : "");
    replace(
      foot,
      h("button", { type: "button", class: "btn", on: { click: close } }, shown.close?.text ?? t("cancel")),
      shown.submit && h("button", { type: "submit", class: "btn primary submit", disabled: Boolean(shown.submit_disabled) }, shown.submit.text),
    );
    body.scrollTop = top;
  }

  // Buttons leave nothing in a form.
  function keeping(id) {
    const kept = {};
    for (const [block, actions] of Object.entries(typed(id))) {
      const values = Object.entries(actions).filter(([, value]) => value !== undefined);
      if (values.length) kept[block] = Object.fromEntries(values);
    }
    return kept;
  }

  return { draw };
}
