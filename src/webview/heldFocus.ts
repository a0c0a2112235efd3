/** Draws; who was in a form that went away goes on where something stands in its place, not at the page's beginning. */
export function holdFocus(draw: () => void): void {
  const wasAnswering = document.activeElement?.closest(".waiting") ?? false;
  draw();
  if (!wasAnswering || document.activeElement !== document.body) return;
  const next = document.querySelector(".waiting .question-sent, .waiting input, h1");
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
}
