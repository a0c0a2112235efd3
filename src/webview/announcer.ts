/** The page's one live region: says politely what changed to those who do not see it. */
export class Announcer {
  readonly element = document.createElement("div");

  constructor() {
    this.element.className = "spoken-only";
    this.element.setAttribute("role", "status");
    this.element.setAttribute("aria-live", "polite");
  }

  say(sentence: string): void {
    this.element.textContent = sentence;
  }
}
