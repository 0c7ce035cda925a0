// Numbers of charts as the reader writes them, and round steps for axes.

import { readsAs } from "../words.js";

export const exact = (value) =>
  value === undefined ? "–" : new Intl.NumberFormat(readsAs(), { maximumFractionDigits: 2 }).format(value);

export function short(value) {
  const size = Math.abs(value);
  const options = size >= 10000 ? { notation: "compact", maximumFractionDigits: 1 } : { maximumFractionDigits: size < 10 ? 2 : 1 };
  return new Intl.NumberFormat(readsAs(), options).format(value);
}

export const percent = (share) =>
  new Intl.NumberFormat(readsAs(), { style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share);

// Ticks from below the least to above the greatest value, in steps of 1, 2, 2.5 or 5.
export function ticks(least, greatest, wanted = 4) {
  const span = greatest - least || Math.abs(greatest) || 1;
  const raw = span / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= raw - 1e-12);
  const from = Math.floor(least / step + 1e-9) * step;
  const to = Math.ceil(greatest / step - 1e-9) * step;
  const found = [];
  for (let at = 0; from + at * step <= to + step * 1e-6; at++) found.push(Number((from + at * step).toPrecision(12)));
  return found.length > 1 ? found : [from, from + step];
}
