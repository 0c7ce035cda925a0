// Elements built node by node: what comes from data is text, never markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    } else if (name === "style") {
      for (const [key, one] of Object.entries(value)) node.style.setProperty(key, one);
    } else if (name in node && typeof value !== "string" && !(node instanceof SVGElement)) {
      node[name] = value;
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.flat(3).filter((one) => one !== null && one !== undefined && one !== false));
  return node;
}

export const h = (tag, props, ...children) => fill(document.createElement(tag), props, children);

export const s = (tag, props, ...children) =>
  fill(document.createElementNS(SVG, tag), props, children);

export const replace = (node, ...children) =>
  node.replaceChildren(...children.flat(3).filter((one) => one || one === 0));

const isOrdinary = (url) => /^(https?:|mailto:)/i.test(url);

// Links open beside the page, and only ordinary ones open at all.
export function link(url, ...children) {
  if (!isOrdinary(url)) return h("span", {}, children);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, children);
}

export function follow(url) {
  if (url && isOrdinary(url)) window.open(url, "_blank", "noopener,noreferrer");
}
