// The keyboard's place, kept over what is drawn anew.

// Changes what is inside `node`; whatever had the focus there, by its action, has it again. Where
// that is gone, its message has it: one goes on from there.
export function keepingFocus(node, change) {
  const focused = document.activeElement;
  const action = node.contains(focused) && focused.dataset.action;
  const message = action && focused.closest("[data-ts]")?.dataset.ts;
  change();
  if (!action || focused.isConnected) return;
  const place = message ? node.querySelector(`[data-ts="${message}"]`) : node;
  (place?.querySelector(`[data-action="${CSS.escape(action)}"]`) ?? place)?.focus({ preventScroll: true });
}
