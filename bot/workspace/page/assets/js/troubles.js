// The panel in which things are made to go wrong, and what went over the wire.

import { act } from "./api.js";
import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { part } from "./store.js";
import { t } from "./words.js";

const FAULTS = ["busy", "broken", "late", "dropped", "lost"];
const NEWEST = ["data_visualization", "data_table", "table", "context_actions"];

export function troublesPanel(pane, close) {
  let times = 1;
  const list = h("div", { class: "wire" });
  const ordered = h("div", { class: "ordered" });
  const refuse = h("input", { type: "checkbox", on: { change: () => act("refuse", { types: refuse.checked ? NEWEST : [] }) } });

  function build() {
    const count = h("input", { type: "number", class: "field", min: "1", max: "50", value: String(times), "aria-label": t("trouble_times"), on: { change: () => (times = Math.min(50, Math.max(1, Number(count.value) || 1))) } });
    replace(
      pane,
      h("header", { class: "pane-head" }, h("h2", {}, t("troubles")), h("button", { type: "button", class: "icon-btn end", "aria-label": t("close"), on: { click: close } }, icon("close"))),
      h(
        "div",
        { class: "troubles-body" },
        h("p", {}, t("troubles_lead")),
        h("h3", {}, t("trouble_next")),
        h("label", { class: "times" }, t("trouble_times"), count),
        h("div", { class: "trouble-buttons" }, FAULTS.map((kind) => h("button", { type: "button", class: "btn", on: { click: () => act("fail", { kind, times }) } }, t(`trouble_${kind}`)))),
        ordered,
        h("h3", {}, t("trouble_line")),
        h(
          "div",
          { class: "trouble-buttons" },
          h("button", { type: "button", class: "btn", on: { click: () => act("disconnect") } }, t("trouble_refresh")),
          h("button", { type: "button", class: "btn danger", on: { click: () => act("disconnect", { cut: true }) } }, t("trouble_cut")),
        ),
        h("label", { class: "check" }, refuse, h("span", {}, t("trouble_refuse"))),
        h("p", { class: "hint" }, t("trouble_again")),
        h("h3", {}, t("wire")),
        list,
      ),
    );
    pane.setAttribute("aria-label", t("troubles"));
  }

  const line = (one, way) =>
    h(
      "div",
      { class: one.ok ? "wire-row" : "wire-row bad" },
      h("span", { class: "way", "aria-hidden": "true" }, way),
      h("code", {}, one.method ?? one.kind),
      h("span", { class: "wire-note" }, [one.ok ? "" : one.error, one.attempts > 1 && `×${one.attempts}`, one.ms !== null && `${one.ms} ms`].filter(Boolean).join(" · ")),
    );

  function draw() {
    if (pane.hidden) return;
    const now = part("trouble");
    refuse.checked = now.refused.length > 0;
    replace(
      ordered,
      now.ordered.length > 0 && h("div", { class: "alert-box warning" }, t("trouble_waiting", { n: now.ordered.reduce((all, one) => all + one.times, 0) })),
      h("div", { class: "hint" }, t("connections", { n: now.connections })),
    );
    replace(list, h("h4", {}, t("wire_events")), now.deliveries.map((one) => line(one, "→")), h("h4", {}, t("wire_calls")), now.calls.map((one) => line(one, "←")));
  }

  return { draw, build };
}
