/** Says why there is no tree, or not the whole of it. */
export class ProblemLine {
  readonly element = document.createElement("div");
  private readonly again = document.createElement("button");
  private isLate = false;

  constructor(again: () => void) {
    this.element.className = "json-problem";
    this.element.setAttribute("role", "alert");
    this.element.hidden = true;
    this.again.type = "button";
    this.again.className = "button secondary";
    this.again.textContent = "Try Again";
    this.again.addEventListener("click", again);
  }

  /** What is the matter with the text; undefined when nothing is. */
  tell(problem: string | undefined): void {
    this.isLate = false;
    this.element.hidden = problem === undefined;
    this.element.textContent = problem ?? "";
  }

  /** What is the matter with the view itself; what is only late may recover. */
  fail(why: string, isLate = false): void {
    this.isLate = isLate;
    this.element.hidden = false;
    this.element.replaceChildren(`This JSON cannot be shown as a tree now. ${why} Open it as a document, or try again. `, this.again);
  }

  /** An answer came after all. */
  recover(problem: string | undefined): void {
    if (this.isLate) this.tell(problem);
  }
}
