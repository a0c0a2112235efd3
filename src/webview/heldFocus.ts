/** Draws; who was on something that went away goes on where something stands in its place, not at the page's beginning. */
export function holdFocus(draw: () => void): void {
  const { activeElement: before } = document;
  const section = before?.closest(".section");
  const wasAnswering = before?.closest(".waiting") ?? false;
  draw();
  if (before === document.body || document.activeElement !== document.body || !document.hasFocus()) return;
  const next = wasAnswering ? ".waiting .question-sent, .waiting input, h1" : "h1";
  const place = (section?.isConnected && section.querySelector(".fold")) || document.querySelector(next);
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
}
