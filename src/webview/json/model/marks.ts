import { Hits } from "./hits.ts";

/** What rows are marked with: what a search found, and what is against the schema. */
export class Marks {
  hits = new Hits();
  /** By where the value or its key begins, in that order. */
  private wrong: readonly { readonly at: number; readonly message: string }[] = [];

  setWrong(wrong: readonly { readonly at: number; readonly message: string }[]): void {
    this.wrong = wrong.toSorted((a, b) => a.at - b.at);
  }

  wrongAt(at: number): string | undefined {
    const messages: string[] = [];
    for (let entry = this.firstFrom(at); this.wrong[entry]?.at === at; entry++) messages.push(this.wrong[entry]?.message ?? "");
    return messages.length > 0 ? messages.join(" ") : undefined;
  }

  hasWrongIn(from: number, to: number): boolean {
    return (this.wrong[this.firstFrom(from + 1)]?.at ?? Number.POSITIVE_INFINITY) < to;
  }

  private firstFrom(at: number): number {
    let low = 0;
    let high = this.wrong.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.wrong[middle]?.at ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
