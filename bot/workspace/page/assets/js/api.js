// Talking to the server: acts by POST, changes by WebSocket.

import { clear, part, receive } from "./store.js";
import { t } from "./words.js";
import { toast } from "./toast.js";

let socket = null;
let wanted = null;

export const people = async () => (await fetch("/page/people")).json();

// Look through this person's eyes from now on; resolves once everything is there.
export function lookAs(id) {
  wanted = id;
  socket?.close();
  return new Promise((resolve) => connect(id, resolve));
}

function connect(id, ready) {
  const mine = new WebSocket(`ws://${location.host}/page/live?as=${encodeURIComponent(id)}`);
  let first = true;
  socket = mine;
  mine.addEventListener("message", (event) => {
    if (mine !== socket) return;
    if (first) clear();
    first = false;
    receive(JSON.parse(event.data));
    document.body.classList.remove("offline");
    ready?.();
    ready = null;
  });
  mine.addEventListener("close", () => {
    if (mine !== socket || id !== wanted) return;
    document.body.classList.add("offline");
    setTimeout(() => mine === socket && connect(id, ready), 1000);
  });
}

export async function act(name, fields = {}) {
  let answer;
  try {
    const response = await fetch("/page/do", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ act: name, by: part("me").id, ...fields }),
    });
    answer = response.headers.get("Content-Type")?.includes("json")
      ? await response.json()
      : { ok: false, error: await response.text() };
  } catch {
    answer = { ok: false, error: t("offline") };
  }
  if (!answer.ok) toast(t("refused", { why: answer.error }), "bad");
  else if (answer.acknowledged === false) toast(t("not_acknowledged"), "bad");
  return answer;
}
