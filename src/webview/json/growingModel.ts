import type { Answer, ShowWish, ToWorker, Wish } from "./messages.ts";
import { type Asked, type LinkOptions, type ModelLink, NearModel, WorkerModel } from "./modelLink.ts";

/** From this size on reading would block the page for about a frame. */
const workerFromBytes = 500_000;

/** A model on this thread while its text is small, and in a worker from its first large text on. */
export class GrowingModel implements ModelLink {
  private readonly options: LinkOptions;
  private readonly near: NearModel;
  private far: WorkerModel | undefined;
  /** Until a worker has read its first text, this thread shows the beginning of it, or the text before. */
  private state: "empty" | "begun" | "near" | "reading" | "far" = "empty";
  /** What was asked of a beginning and wants the whole. */
  private readonly late: Asked[] = [];
  private canGoFar = true;

  constructor(options: LinkOptions) {
    this.options = options;
    this.near = new NearModel(options);
  }

  /** Starts what a text of that many bytes needs, before it is here. */
  expect(bytes: number): void {
    if (bytes >= workerFromBytes && this.canGoFar) this.far ??= this.newFar();
  }

  ask(wanted: ToWorker, then: (answer: Answer) => void): void {
    const { wish } = wanted;
    if (wish.type === "show") return this.show(wanted, wish, then);
    if (this.state === "empty") return;
    if (this.state === "near" || this.state === "far") return this.used.ask(wanted, then);
    if (isForBoth(wish)) this.near.ask(wanted, answer => this.isForNow && then(answer));
    if (wish.type === "rows") return;
    if (this.state === "begun") this.late.push([wanted, then]);
    else this.far?.ask(wanted, then);
  }

  dispose(): void {
    this.canGoFar = false;
    this.near.dispose();
    this.far?.dispose();
  }

  /** What this thread shows will be replaced. */
  private get isForNow(): boolean {
    return this.state === "begun" || this.state === "reading";
  }

  private get used(): ModelLink {
    return this.state === "far" && this.far ? this.far : this.near;
  }

  private show(wanted: ToWorker, wish: ShowWish, then: (answer: Answer) => void): void {
    const before = this.state;
    if (wish.isBeginning) {
      if (before !== "empty") return;
      this.state = "begun";
      return this.showBeginning(wanted, wish, then);
    }
    this.expect(wish.bytes.length);
    if (before === "reading" || before === "far") return this.far?.ask(wanted, then);
    if (!this.far || wish.bytes.length < workerFromBytes) return this.stayNear([[wanted, then], ...this.late.splice(0)]);
    this.state = "reading";
    if (before === "empty") this.showBeginning(wanted, wish, then);
    if (before === "near") this.handOver(this.far, wanted);
    this.far.ask(wanted, answer => {
      this.arrive();
      then(answer);
    });
    for (const asked of this.late.splice(0)) this.far.ask(...asked);
  }

  private showBeginning({ window }: ToWorker, wish: ShowWish, then: (answer: Answer) => void): void {
    this.near.ask({ wish: { ...wish, isBeginning: true, violations: [] }, window }, answer => {
      // What is no JSON even here is shown with the place of its error, once that is found in the whole.
      if (this.isForNow && answer.problem === undefined) then({ ...answer, isBeginning: true });
    });
  }

  private handOver(far: WorkerModel, { window }: ToWorker): void {
    const before = this.near.handOver();
    if (before) far.ask({ wish: { type: "resume", before }, window }, () => undefined);
  }

  private arrive(): void {
    if (!this.far) return;
    this.state = "far";
    this.near.dispose();
  }

  private newFar(): WorkerModel {
    return new WorkerModel({ ...this.options, onDidNotStart: asked => this.stay(asked) });
  }

  /** Slower, but better than nothing: this thread reads all. */
  private stay(asked: readonly Asked[]): void {
    this.canGoFar = false;
    this.far = undefined;
    if (this.state === "reading") this.stayNear(asked);
  }

  /** What this thread has done for itself it does not do again. */
  private stayNear(asked: readonly Asked[]): void {
    this.state = "near";
    for (const [wanted, then] of asked) if (wanted.wish.type !== "resume" && !isForBoth(wanted.wish)) this.near.ask(wanted, then);
  }
}

function isForBoth(wish: Wish): boolean {
  return wish.type === "rows" || wish.type === "toggle";
}
