// A searchable select, for one choice or several; also for people, channels and the app's own lists.

import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { popover } from "./popover.js";
import { t } from "./words.js";

const SHOWN = 200;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let serial = 0;

// options: [{value, label, note, group, face}] or an async function of what was typed.
// onPick gets one option or, with `multi`, the list of them once the list is closed.
export function picker({ options, chosen = [], multi = false, most = Infinity, placeholder, label, onPick, render }) {
  let picked = [...chosen];
  const face = h("span", { class: "picker-face" });
  const button = h(
    "button",
    {
      type: "button",
      class: "picker",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      on: { click: () => openList(), keydown: openOnArrow },
    },
    face,
    icon("down", 16),
  );
  show();
  return button;

  function openOnArrow(event) {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      openList();
    }
  }

  function show() {
    // Who hears the page hears what is chosen, too.
    if (label) button.setAttribute("aria-label", render ? label : [label, ...picked.map((one) => one.label)].join(": "));
    if (render) return replace(face, render(picked));
    if (!picked.length) return replace(face, h("span", { class: "placeholder" }, placeholder || t("choose")));
    if (!multi) return replace(face, picked[0].label);
    return replace(face, picked.map((one) => h("span", { class: "chip" }, one.label)));
  }

  function take(option, close) {
    if (!multi) {
      picked = [option];
      close();
      button.focus();
      onPick(option);
    } else {
      const has = picked.some((one) => one.value === option.value);
      if (!has && picked.length >= most) return;
      picked = has ? picked.filter((one) => one.value !== option.value) : [...picked, option];
    }
    show();
  }

  function openList() {
    const id = `list-${++serial}`;
    const list = h("ul", { role: "listbox", id, "aria-multiselectable": multi ? "true" : undefined });
    const search = h("input", {
      type: "text",
      role: "combobox",
      class: "picker-search",
      placeholder: t("search"),
      "aria-label": t("search"),
      "aria-controls": id,
      "aria-expanded": "true",
      autocomplete: "off",
      on: { input: () => refresh(), keydown: keys },
    });
    const box = h("div", { class: "picker-list" }, h("div", { class: "picker-top" }, icon("search", 16), search), list);
    let active = 0;
    let found = [];
    const before = picked;
    const close = popover(button, box, {
      onClose: () => {
        button.setAttribute("aria-expanded", "false");
        if (multi && picked !== before) onPick(picked);
      },
    });
    button.setAttribute("aria-expanded", "true");
    box.style.setProperty("min-width", `${Math.max(button.offsetWidth, 240)}px`);
    refresh();
    search.focus();

    async function refresh() {
      const typed = search.value;
      const wanted = plain(typed);
      const offered = typeof options === "function" ? await options(typed) : options;
      if (search.value !== typed) return;
      found = (typeof options === "function" && options.remote
        ? offered
        : offered.filter((one) => plain(`${one.label} ${one.note ?? ""}`).includes(wanted))
      ).slice(0, SHOWN);
      active = Math.max(0, found.findIndex((one) => picked.some((two) => two.value === one.value)));
      draw();
    }

    function draw() {
      let group;
      const rows = [];
      found.forEach((one, at) => {
        if (one.group !== group) {
          group = one.group;
          if (group) rows.push(h("li", { role: "presentation", class: "group" }, group));
        }
        const on = picked.some((two) => two.value === one.value);
        rows.push(
          h(
            "li",
            {
              role: "option",
              id: `${id}-${at}`,
              class: at === active ? "active" : "",
              "aria-selected": String(on),
              on: { click: () => (take(one, close), multi && draw()), pointermove: () => mark(at) },
            },
            one.face?.(),
            h("span", { class: "option-text" }, one.label, one.note && h("small", {}, one.note)),
            on && icon("check", 16),
          ),
        );
      });
      replace(list, rows.length ? rows : h("li", { class: "group" }, t("nothing_found")));
      reveal();
    }

    function mark(at) {
      if (at === active) return;
      list.querySelector(".active")?.classList.remove("active");
      active = at;
      list.querySelector(`#${id}-${at}`)?.classList.add("active");
    }

    function reveal() {
      const row = list.querySelector(".active");
      row?.scrollIntoView({ block: "nearest" });
      search.setAttribute("aria-activedescendant", row?.id ?? "");
    }

    function keys(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && found.length) {
        event.preventDefault();
        mark((active + step + found.length) % found.length);
        reveal();
      } else if (event.key === "Enter" && found[active]) {
        event.preventDefault();
        take(found[active], close);
        if (multi) draw();
      } else if (event.key === "Tab") close();
    }
  }
}
