/** A button with a codicon for its face. */
export function barButton(icon: string, label: string, act: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `icon-button codicon codicon-${icon}`;
  button.title = label;
  button.ariaLabel = label;
  button.addEventListener("click", () => act(button));
  return button;
}

export function toggleButton(icon: string, label: string, isOn: boolean, turn: (isOn: boolean) => void): HTMLButtonElement {
  const toggle = barButton(icon, label, button => {
    button.ariaPressed = String(button.ariaPressed !== "true");
    turn(button.ariaPressed === "true");
  });
  toggle.ariaPressed = String(isOn);
  return toggle;
}
