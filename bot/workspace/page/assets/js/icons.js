// The few icons, drawn as strokes so that they take the colour of the text.

import { s } from "./dom.js";

const PATHS = {
  hash: "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  home: "M4 11 12 4l8 7v9h-5.500v-6h-5v6H4z",
  chat: "M4 5h16v11H10l-4 4v-4H4z",
  send: "M4 12 20 5l-5 15-3.500-6.500z",
  close: "M6 6l12 12M18 6 6 18",
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8.500 14a4 4 0 0 0 7 0M9 9.500h.01M15 9.500h.01",
  reply: "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12h5",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  up: "M7 11v9H4v-9zM7 11l4-7c1.500 0 2.500 1 2.300 2.600L13 10h5.500c1.200 0 2 1.100 1.700 2.300l-1.500 6c-.2 1-1 1.700-2 1.700H7",
  downvote: "M17 13V4h3v9zM17 13l-4 7c-1.500 0-2.500-1-2.300-2.600L11 14H5.500c-1.200 0-2-1.100-1.700-2.300l1.500-6C5.500 4.700 6.300 4 7.300 4H17",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  plus: "M12 5v14M5 12h14",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M16 16l5 5",
  sort: "M8 10l4-5 4 5M8 14l4 5 4-5",
  asc: "M8 14l4-5 4 5",
  desc: "M8 10l4 5 4-5",
  check: "M5 12.500l4.500 4.500L19 7",
  eye: "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
  stop: "M7 7h10v10H7z",
  repeat: "M4 11V9a3 3 0 0 1 3-3h12M16 3l3 3-3 3M20 13v2a3 3 0 0 1-3 3H5M8 21l-3-3 3-3",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
};

export const icon = (name, size = 18) =>
  s(
    "svg",
    {
      viewBox: "0 0 24 24",
      width: String(size),
      height: String(size),
      class: `icon icon-${name}`,
      fill: "none",
      stroke: "currentColor",
      "stroke-width": name === "more" ? "3" : "1.8",
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
    },
    s("path", { d: PATHS[name] }),
  );
