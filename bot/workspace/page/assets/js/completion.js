// Slash commands and names, offered while one types.

import { avatar } from "./avatar.js";
import { h, replace } from "./dom.js";
import { bot, channels, people, team } from "./store.js";
import { t } from "./words.js";

const MOST = 8;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function offers(before) {
  const command = /^\/\S*$/.exec(before);
  if (command) {
    return team()
      .commands.filter((one) => one.name.startsWith(before))
      .map((one) => ({ text: `${one.name} `, from: 0, label: h("b", {}, one.name), note: [one.hint, one.description].filter(Boolean).join(" — ") }));
  }
  const named = /(^|\s)([@#])([\p{L}\p{N}.'’_-]*)$/u.exec(before);
  if (!named) return [];
  const [, , sign, typed] = named;
  const from = before.length - typed.length - 1;
  if (sign === "#") {
    return channels()
      .filter((one) => one.kind !== "im" && one.name.startsWith(typed))
      .map((one) => ({ text: `#${one.name} `, from, label: `#${one.name}` }));
  }
  const wanted = plain(typed);
  return [bot(), ...people().filter((one) => !one.gone)]
    .filter((one) => plain(one.name).split(/\s+/).some((word) => word.startsWith(wanted)))
    .map((one) => ({ text: `@${one.name} `, from, label: one.name, note: one.title, face: avatar(one.id, 22) }));
}

export function completion(field) {
  const list = h("ul", { class: "completion", role: "listbox", "aria-label": t("suggestions"), hidden: true });
  let found = [];
  let active = 0;

  function refresh() {
    const before = field.value.slice(0, field.selectionStart);
    found = offers(before).slice(0, MOST);
    active = 0;
    draw();
  }

  function draw() {
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(found.length > 0));
    replace(
      list,
      found.map((one, at) =>
        h(
          "li",
          { role: "option", "aria-selected": String(at === active), class: at === active ? "active" : "", on: { pointerdown: (event) => (event.preventDefault(), take(one)) } },
          one.face,
          h("span", { class: "option-text" }, one.label, one.note && h("small", {}, one.note)),
        ),
      ),
    );
  }

  function take(one) {
    const at = field.selectionStart;
    field.setRangeText(one.text, one.from, at, "end");
    found = [];
    draw();
    field.dispatchEvent(new Event("input"));
    found = [];
    draw();
    field.focus();
  }

  // Returns true where the key was for the list.
  function key(event) {
    if (!found.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      active = (active + step + found.length) % found.length;
      draw();
    } else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) {
      const one = found[active];
      if (event.key === "Enter" && field.value.trim() === one.text.trim() && one.from === 0) return false;
      take(one);
    } else if (event.key === "Escape") {
      found = [];
      draw();
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { list, refresh, key, close: () => ((found = []), draw()) };
}
