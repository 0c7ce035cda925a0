// The bar above: the workspace, whom one acts as, language, light or dark, troubles.

import { avatar } from "./avatar.js";
import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { picker } from "./picker.js";
import { prefs } from "./prefs.js";
import { me, people, team } from "./store.js";
import { isDark, setTheme } from "./theme.js";
import { language, languages, t } from "./words.js";

export function topbar(bar, { actAs, toggleTroubles, changeLanguage }) {
  let shown = "";

  function draw() {
    const sign = JSON.stringify([me(), team()?.name, language(), isDark(), people().length]);
    if (sign === shown) return;
    shown = sign;
    const dark = isDark();
    const themed = dark ? t("go_light") : t("go_dark");
    replace(
      bar,
      h("div", { class: "brand" }, h("span", { class: "monogram", "aria-hidden": "true" }, team().name.slice(0, 1)), h("strong", {}, team().name)),
      h("div", { class: "act-as" }, h("span", { class: "act-as-label", id: "act-as-label" }, t("act_as")), who()),
      h(
        "div",
        { class: "bar-tools" },
        h(
          "div",
          { class: "languages", role: "group", "aria-label": t("language") },
          languages.map((code) =>
            h("button", { type: "button", "aria-pressed": String(language() === code), lang: code, on: { click: () => changeLanguage(code) } }, code.toUpperCase()),
          ),
        ),
        h("button", { type: "button", class: "icon-btn", title: themed, "aria-label": themed, on: { click: () => (setTheme(dark ? "light" : "dark"), draw()) } }, icon(dark ? "sun" : "moon")),
        h("button", { type: "button", class: "icon-btn", id: "troubles-button", title: t("troubles"), "aria-label": t("troubles"), on: { click: toggleTroubles } }, icon("bolt")),
      ),
    );
  }

  function who() {
    const option = (one) => ({ value: one.id, label: one.name, note: [one.title, one.gone && t("left")].filter(Boolean).join(" · "), face: () => avatar(one.id, 28) });
    const all = people().map(option).sort((a, b) => a.label.localeCompare(b.label));
    return picker({
      options: all,
      chosen: all.filter((one) => one.value === me().id),
      label: t("act_as_now", { name: me().name }),
      render: () => [avatar(me().id, 24), h("span", { class: "who" }, h("b", {}, me().name), h("small", {}, me().title))],
      onPick: (one) => {
        prefs.set("as", one.value);
        actAs(one.value);
      },
    });
  }

  return { draw };
}
