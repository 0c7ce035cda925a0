// One thing that floats beside its anchor: a menu, a list. Esc and a click elsewhere close it.

let open = null;

export function closePopover() {
  open?.close();
}

export function popover(anchor, content, { onClose, align = "start", host } = {}) {
  closePopover();
  content.classList.add("popover");
  (host ?? anchor.closest("dialog") ?? document.body).append(content);
  place(anchor, content, align);
  const close = () => {
    if (open?.content !== content) return;
    open = null;
    document.removeEventListener("pointerdown", outside, true);
    content.removeEventListener("keydown", escape);
    content.remove();
    onClose?.();
  };
  const outside = (event) => {
    if (!content.contains(event.target) && !anchor.contains(event.target)) close();
  };
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
    anchor.focus?.();
  };
  document.addEventListener("pointerdown", outside, true);
  content.addEventListener("keydown", escape);
  open = { content, close };
  return close;
}

function place(anchor, content, align) {
  const around = anchor.getBoundingClientRect();
  const width = Math.min(content.offsetWidth, innerWidth - 16);
  const height = content.offsetHeight;
  const below = innerHeight - around.bottom;
  const wanted = align === "end" ? around.right - width : around.left;
  content.style.setProperty("left", `${Math.max(8, Math.min(wanted, innerWidth - width - 8))}px`);
  const top = below < height + 12 && around.top > below ? around.top - height - 6 : around.bottom + 6;
  content.style.setProperty("top", `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`);
}

// A menu of actions with the arrow keys.
export function menuKeys(menu) {
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("[role=menuitem]")];
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    items[(at + step + items.length) % items.length]?.focus();
  });
  return menu;
}
