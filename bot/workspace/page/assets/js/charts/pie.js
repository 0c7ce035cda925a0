// A ring of shares, the whole in the middle.

import { h, s } from "../dom.js";
import { colour } from "./palette.js";
import { exact, percent, short } from "./numbers.js";
import { showTip } from "./tip.js";

const TURN = 2 * Math.PI;
const sum = (what) => what.segments.reduce((all, one) => all + one.value, 0);

export function drawPie(what, width, tip) {
  const size = Math.min(width, 190);
  const outer = size / 2 - 2;
  const inner = outer * 0.6;
  const whole = sum(what);
  const svg = s("svg", { viewBox: `0 0 ${size} ${size}`, width: size, height: size, "aria-hidden": "true" });
  let from = -TURN / 4;
  what.segments.forEach((one, at) => {
    const to = from + (one.value / whole) * TURN;
    const middle = (from + to) / 2;
    const shape = s("path", {
      d: ring(size / 2, outer, inner, from, Math.min(to, from + TURN - 1e-4)),
      fill: colour(at),
      class: "slice",
    });
    shape.addEventListener("pointerenter", () => {
      const [x, y] = at2(size / 2, outer * 0.8, middle);
      showTip(tip, x, y, width, one.label, [[colour(at), "", `${exact(one.value)} · ${percent(one.value / whole)}`]]);
    });
    shape.addEventListener("pointerleave", () => (tip.hidden = true));
    svg.append(shape);
    from = to;
  });
  svg.append(s("text", { x: size / 2, y: size / 2 + 6, "text-anchor": "middle", class: "pie-total" }, short(whole)));
  return svg;
}

const at2 = (centre, radius, angle) => [centre + radius * Math.cos(angle), centre + radius * Math.sin(angle)];

function ring(centre, outer, inner, from, to) {
  const large = to - from > Math.PI ? 1 : 0;
  const point = (radius, angle) => at2(centre, radius, angle).map((one) => one.toFixed(2)).join(" ");
  return `M${point(outer, from)}A${outer} ${outer} 0 ${large} 1 ${point(outer, to)}L${point(inner, to)}A${inner} ${inner} 0 ${large} 0 ${point(inner, from)}Z`;
}

export function pieLegend(what) {
  const whole = sum(what);
  return h(
    "ul",
    { class: "legend shares" },
    what.segments.map((one, at) =>
      h("li", {}, h("i", { style: { background: colour(at) } }), h("span", {}, one.label), h("b", {}, short(one.value)), h("small", {}, percent(one.value / whole))),
    ),
  );
}
