// Times and days as the person acted as reads them, in their time zone.

import { me } from "./store.js";
import { readsAs, t } from "./words.js";

const format = (options, date) =>
  new Intl.DateTimeFormat(readsAs(), { timeZone: me()?.tz, ...options }).format(date);

export const dateOf = (ts) => new Date(Number(ts) * 1000);
export const clock = (ts) => format({ hour: "2-digit", minute: "2-digit" }, dateOf(ts));
export const fullTime = (ts) => format({ dateStyle: "full", timeStyle: "medium" }, dateOf(ts));
export const dayKey = (ts) => format({ dateStyle: "short" }, dateOf(ts));

export function dayName(ts) {
  const key = dayKey(ts);
  const now = Date.now() / 1000;
  if (key === dayKey(now)) return t("today");
  if (key === dayKey(now - 86400)) return t("yesterday");
  return format({ weekday: "long", day: "numeric", month: "long" }, dateOf(ts));
}

// Slack's tokens in <!date^…>: the ones there are, in the reader's own way.
const TOKENS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { dateStyle: "long" },
  date_short: { day: "numeric", month: "short", year: "numeric" },
  date_long: { dateStyle: "full" },
  date_pretty: { dateStyle: "long" },
  date_short_pretty: { day: "numeric", month: "short", year: "numeric" },
  date_long_pretty: { dateStyle: "full" },
  day_divider_pretty: { weekday: "long", day: "numeric", month: "long" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { timeStyle: "medium" },
  ago: { dateStyle: "long" },
};
export const dateTokens = (seconds, pattern) =>
  pattern.replace(/\{(\w+)\}/g, (whole, name) =>
    TOKENS[name] ? format(TOKENS[name], dateOf(seconds)) : whole,
  );
