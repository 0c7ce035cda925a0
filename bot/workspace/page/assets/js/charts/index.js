// The chart block: a title, the drawing, a legend, and the same values as a table for who hears it.

import { h, replace } from "../dom.js";
import { t } from "../words.js";
import { exact } from "./numbers.js";
import { colour } from "./palette.js";
import { drawPie, pieLegend } from "./pie.js";
import { drawPlot } from "./plot.js";

export function chart(block) {
  const { chart: what } = block;
  const isPie = what.type === "pie";
  const canvas = h("div", { class: "chart-canvas", role: "img", "aria-label": t("chart_of", { title: block.title, type: t(`chart_${what.type}`) }) });
  const tip = h("div", { class: "chart-tip", hidden: true });
  const draw = (width) => replace(canvas, isPie ? drawPie(what, width, tip) : drawPlot(what, width, tip), tip);
  let drawn = 0;
  // Drawn for the width there is, so that letters keep their size on a phone.
  new ResizeObserver(([seen]) => {
    const width = Math.round(seen.contentRect.width);
    if (width && width !== drawn) requestAnimationFrame(() => draw((drawn = width)));
  }).observe(canvas);
  const legend = isPie ? pieLegend(what) : what.series.length > 1 && seriesLegend(what);
  return h(
    "figure",
    { class: `chart chart-${what.type}` },
    h("figcaption", {}, block.title),
    h("div", { class: "chart-body" }, canvas, legend),
    asTable(what),
  );
}

const seriesLegend = (what) =>
  h(
    "ul",
    { class: "legend" },
    what.series.map((one, at) => h("li", {}, h("i", { style: { background: colour(at) } }), one.name)),
  );

function asTable(what) {
  const rows =
    what.type === "pie"
      ? what.segments.map((one) => [one.label, exact(one.value)])
      : what.axis_config.categories.map((label) => [
          label,
          ...what.series.map((one) => exact(one.data.find((point) => point.label === label)?.value)),
        ]);
  const head = what.type === "pie" ? null : h("tr", {}, h("td"), what.series.map((one) => h("th", {}, one.name)));
  return h(
    "table",
    { class: "unseen" },
    head,
    rows.map(([label, ...values]) => h("tr", {}, h("th", { scope: "row" }, label), values.map((one) => h("td", {}, one)))),
  );
}
