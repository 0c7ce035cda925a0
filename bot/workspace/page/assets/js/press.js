// A press is never lost: what would replace the button under a finger waits until it is lifted.

let pressed = false;
let waiting = [];

// At once, or when nothing is pressed any more.
export function whenLifted(draw) {
  if (pressed) waiting.push(draw);
  else draw();
}

function lifted() {
  pressed = false;
  const now = waiting;
  waiting = [];
  for (const draw of now) draw();
}

addEventListener("pointerdown", (event) => (pressed = event.button === 0), true);
// A click comes right after the finger is lifted, before anything that waits for its turn.
for (const end of ["pointerup", "pointercancel", "contextmenu"]) addEventListener(end, () => setTimeout(lifted), true);
// Menus of the browser's own swallow the lifting.
addEventListener("pointermove", (event) => pressed && event.buttons === 0 && lifted(), true);
