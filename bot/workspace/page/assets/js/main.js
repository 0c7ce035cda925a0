// The page, put together.

import { act, lookAs, people } from "./api.js";
import { conversation } from "./conversation.js";
import { modalHost } from "./modal.js";
import { prefs } from "./prefs.js";
import { whenLifted } from "./press.js";
import { navigate, onRoute, readAddress, route } from "./route.js";
import { sidebar } from "./sidebar.js";
import { channel, me, onChange } from "./store.js";
import "./theme.js";
import { threadPane } from "./thread.js";
import { topbar } from "./topbar.js";
import { troublesPanel } from "./troubles.js";
import { loadWords, setReader, speak, t } from "./words.js";

const by = (id) => document.getElementById(id);
let view = null;

async function start() {
  await loadWords();
  const known = await people();
  const given = new URLSearchParams(location.search);
  // Opened afresh, the page begins as whom the command says; loaded again, it stays who it was.
  const asked = given.get("as") || (given.has("token") ? "" : prefs.get("as"));
  const first = known.people.find((one) => asked && (one.email === asked || one.id === asked));
  await become(first?.id ?? known.first, readAddress);
  onChange(changed);
  onRoute(moved);
  addEventListener("focus", () => whenLifted(() => view.draw()));
}

// Everything is built anew for another person or language: only words and parts differ.
async function become(id, where) {
  await lookAs(id);
  build();
  const to = where();
  navigate(to);
  moved(route(), {});
}

function build() {
  speak(me().locale);
  setReader(me().locale);
  by("offline").textContent = t("not_running");
  by("dialogs").replaceChildren();
  const side = sidebar(by("sidebar"));
  const bar = topbar(by("topbar"), { actAs: (id) => become(id, whereNow()), toggleTroubles, changeLanguage });
  const talk = conversation(by("main"));
  const thread = threadPane(by("thread"));
  const modal = modalHost(by("dialogs"));
  const troubles = troublesPanel(by("troubles"), toggleTroubles);
  troubles.build();
  const draw = (names) => {
    side.draw();
    bar.draw();
    talk.draw(names);
    thread.draw(names);
    modal.draw();
    troubles.draw();
  };
  view = { draw, talk, thread, troubles };
}

// Another person stays where the last one was, where they may be there.
function whereNow() {
  const { place, tab, id } = route();
  return () => (place === "channel" && channel(id)?.joined && channel(id).kind !== "im" ? { place, id } : { place: "app", tab });
}

let waiting = null;
function changed(names) {
  if (!me()) return;
  if (waiting) return waiting.push(...names);
  waiting = [...names];
  requestAnimationFrame(() =>
    whenLifted(() => {
      const all = waiting;
      waiting = null;
      view.draw(all);
    }),
  );
}

function moved(now, before) {
  view.draw();
  const elsewhere = now.place !== before.place || now.id !== before.id || now.tab !== before.tab;
  if (elsewhere && now.place === "app") act("open", { tab: now.tab });
  if (elsewhere) view.talk.toEnd();
  if (now.thread && now.thread !== before.thread) {
    view.thread.toEnd();
    view.thread.focus();
  } else if (elsewhere || before.thread) view.talk.focus();
}

function toggleTroubles() {
  by("troubles").hidden = !by("troubles").hidden;
  view.troubles.draw();
  if (by("troubles").hidden) by("troubles-button").focus();
  else by("troubles").querySelector("button").focus();
}

function changeLanguage(code) {
  prefs.set("language", code);
  build();
  view.draw();
}

start();
