// Bars, lines and areas over categories.

import { s } from "../dom.js";
import { colour } from "./palette.js";
import { exact, short, ticks } from "./numbers.js";
import { showTip } from "./tip.js";

const HEIGHT = 230;
const LETTER = 6.2; // pixels of one letter of the axes, on average

export function drawPlot(what, width, tip) {
  const frame = layOut(what, width);
  const svg = s("svg", { viewBox: `0 0 ${width} ${frame.height}`, width, height: frame.height, "aria-hidden": "true" });
  svg.append(...axes(what, frame));
  svg.append(...{ bar: bars, line: lines, area: lines }[what.type](what, frame));
  svg.append(...hover(what, frame, tip, width));
  return svg;
}

const value = (series, label) => series.data.find((one) => one.label === label).value;

function layOut(what, width) {
  const labels = what.axis_config.categories;
  const all = what.series.flatMap((one) => one.data.map((point) => point.value));
  const zero = what.type !== "line" || Math.min(...all) < 0 || Math.min(...all) < Math.max(...all) * 0.5;
  const marks = ticks(zero ? Math.min(0, ...all) : Math.min(...all), Math.max(zero ? 0 : -Infinity, ...all));
  const titled = what.axis_config.y_label ? 18 : 0;
  const beside = Math.max(...marks.map((one) => short(one).length)) * LETTER + 12 + titled;
  const longest = Math.max(...labels.map((one) => one.length)) * LETTER;
  const slanted = longest > (width - beside - 8) / labels.length - 8;
  // A slanted label ends under its place and begins to the left of it, where it needs room, too.
  const reach = Math.max(...labels.map((one, at) => one.length * LETTER * 0.77 - (at + 0.5) * ((width - beside - 8) / labels.length)));
  const left = slanted ? Math.max(beside, Math.min(reach + 6, width * 0.3)) : beside;
  const step = (width - left - 8) / labels.length;
  const below = what.type === "bar" && Math.min(...all) < 0 ? 14 : 0; // room for the value under a bar
  const under = below + (slanted ? Math.min(longest * 0.64, 78) + 14 : 22) + (what.axis_config.x_label ? 18 : 0);
  const height = HEIGHT + (slanted ? 30 : 0);
  const [low, high] = [marks[0], marks.at(-1)];
  const y = (one) => 14 + (1 - (one - low) / (high - low)) * (height - under - 14);
  return { labels, marks, left, step, slanted, height, y, low, width, bottom: height - under + below, x: (at) => left + step * (at + 0.5) };
}

function axes(what, { labels, marks, left, step, slanted, height, y, width, x, bottom }) {
  const nodes = marks.flatMap((one) => [
    s("line", { x1: left, x2: width - 8, y1: y(one), y2: y(one), class: one === 0 ? "axis" : "grid" }),
    s("text", { x: left - 8, y: y(one) + 4, "text-anchor": "end", class: "tick" }, short(one)),
  ]);
  const every = slanted ? Math.max(1, Math.ceil(15 / step)) : 1;
  labels.forEach((label, at) => {
    if (at % every) return;
    const spot = slanted
      ? { transform: `translate(${x(at) + 4} ${bottom + 14}) rotate(-40)`, "text-anchor": "end" }
      : { x: x(at), y: bottom + 17, "text-anchor": "middle" };
    nodes.push(s("text", { ...spot, class: "tick" }, label));
  });
  const { x_label: across, y_label: up } = what.axis_config;
  if (across) nodes.push(s("text", { x: (left + width) / 2, y: height - 4, "text-anchor": "middle", class: "axis-title" }, across));
  if (up) nodes.push(s("text", { transform: `translate(11 ${(bottom + 14) / 2}) rotate(-90)`, "text-anchor": "middle", class: "axis-title" }, up));
  return nodes;
}

function bars(what, { labels, step, y, x, low }) {
  const count = what.series.length;
  const thick = Math.min(46, (step * 0.72) / count);
  const base = y(Math.max(0, low));
  const nodes = [];
  const longest = Math.max(...what.series[0].data.map((point) => short(point.value).length));
  const named = count === 1 && (longest + 1) * LETTER < step; // all of them or none
  what.series.forEach((series, at) =>
    labels.forEach((label, place) => {
      const one = value(series, label);
      const left = x(place) + (at - count / 2) * thick + 1;
      nodes.push(s("path", { d: bar(left, thick - 2, base, y(one)), fill: colour(at), class: "bar" }));
      if (named) {
        nodes.push(s("text", { x: x(place), y: one < 0 ? y(one) + 13 : y(one) - 5, "text-anchor": "middle", class: "value" }, short(one)));
      }
    }),
  );
  return nodes;
}

// A bar with its free end rounded.
function bar(left, width, base, end) {
  const r = Math.min(4, width / 2, Math.abs(base - end));
  const way = end < base ? 1 : -1;
  return `M${left} ${base}V${end + r * way}Q${left} ${end} ${left + r} ${end}H${left + width - r}Q${left + width} ${end} ${left + width} ${end + r * way}V${base}Z`;
}

function lines(what, { labels, y, x, low }) {
  const base = y(Math.max(0, low));
  const areas = [];
  const strokes = [];
  what.series.forEach((series, at) => {
    const points = labels.map((label, place) => [x(place), y(value(series, label))]);
    const path = points.map(([px, py], n) => `${n ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
    const under = `${path}L${points.at(-1)[0]} ${base}L${points[0][0]} ${base}Z`;
    if (what.type === "area") areas.push(s("path", { d: under, fill: colour(at), class: "area" }));
    strokes.push(s("path", { d: path, stroke: colour(at), class: "line" }));
    const radius = points.length > 14 ? 2 : 3.2;
    strokes.push(...points.map(([px, py]) => s("circle", { cx: px, cy: py, r: radius, fill: colour(at), class: "dot" })));
  });
  return [...areas, ...strokes]; // no area over a line
}

function hover(what, { labels, left, step, y, bottom }, tip, width) {
  return labels.map((label, at) => {
    const zone = s("rect", { x: left + step * at, y: 0, width: step, height: bottom, class: "zone" });
    zone.addEventListener("pointerenter", () => {
      const rows = what.series.map((one, n) => [colour(n), what.series.length > 1 ? one.name : "", exact(value(one, label))]);
      const top = Math.min(...what.series.map((one) => y(value(one, label))));
      showTip(tip, left + step * (at + 0.5), top, width, label, rows);
    });
    zone.addEventListener("pointerleave", () => (tip.hidden = true));
    return zone;
  });
}
