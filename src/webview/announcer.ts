/** The page's one live region: says politely what changed to those who do not see it. */
export class Announcer {
  readonly element = document.createElement("div");

  constructor() {
    this.element.className = "spoken-only";
    this.element.setAttribute("role", "status");
    this.element.setAttribute("aria-live", "polite");
  }

  say(sentence: string): void {
    // A region that stays as it is would say nothing: the same again is another element.
    const words = document.createElement("p");
    words.textContent = sentence;
    this.element.replaceChildren(words);
  }
}
