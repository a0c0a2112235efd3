import type { Run, RunSummary } from "../api/schemas/run.ts";
import type { Session } from "../host/session.ts";
import type { PanelView, RunPageState, RunView } from "../protocol/runPage.ts";
import { runTitle } from "../runs/runLine.ts";
import type { OutputWatch } from "./outputWatch.ts";
import type { PanelParts, PanelSubject } from "./panelParts.ts";
import { drawnAgain, elsewhere, withProblem } from "./panelStates.ts";
import type { RunAnswer } from "./runAnswer.ts";
import { knownNames } from "./runNames.ts";
import type { RunContent } from "./runContent.ts";
import type { RunReview } from "./runReview.ts";
import type { RunTab } from "./runTab.ts";
import { type RunContext, runView } from "./runView.ts";
import { statusImage } from "./statusImage.ts";

/** All that is known of the run. */
export interface Known {
  readonly content: RunContent;
  readonly check: OutputWatch;
  readonly question: RunAnswer;
  readonly review: RunReview;
}

export interface ScreenOptions {
  readonly id: string;
  readonly parts: Pick<PanelParts, "app" | "memories">;
  readonly tab: RunTab;
  readonly known: Known;
  readonly subject: () => PanelSubject;
}

/** A longer text would keep the page from drawing the rest: it is sent when the page asks. */
const shortCharacters = 200_000;

/** What the panel of a run shows, and how the page gets it. */
export class RunScreen {
  private readonly options: ScreenOptions;
  private state: RunPageState;
  private names: RunContext["names"] | undefined;
  private wantedAtMs: number | undefined;

  constructor(options: ScreenOptions) {
    this.options = options;
    this.state = { kind: "loading", id: options.id };
  }

  goTo(atMs: number): void {
    this.wantedAtMs = atMs;
    this.sayPlace();
  }

  /** What was said before the page listened is lost, so all is said again. */
  hearReady(): void {
    this.options.tab.hearReady();
    this.say();
    this.sayPlace();
  }

  /** What the list has told is there at once; also its question: who types at once keeps what was typed when the rest arrives. */
  showKnown(session: Session, run: RunSummary): void {
    const { tab, known, parts } = this.options;
    if (known.content.run || this.state.kind === "run") return;
    tab.name(runTitle(session.taskName(run), run.id), statusImage(parts.app.extensionUri, run));
    known.question.see(run);
    this.become({ kind: "run", run: runView(run, { names: knownNames(session, run), answering: known.question.state }) });
  }

  show(run: Run, names: RunContext["names"]): void {
    const { tab, known, parts } = this.options;
    this.names = names;
    known.question.see(run);
    tab.name(runTitle(names.task, run.id), statusImage(parts.app.extensionUri, run));
    this.become({ kind: "run", run: this.view(run, names) });
    this.sayPlace();
  }

  /** With what has come since it was read. */
  redraw(): void {
    const { run } = this.options.known.content;
    if (run && this.names) this.become(drawnAgain(this.state, this.view(run, this.names)));
  }

  showProblem(error: unknown): void {
    this.become(withProblem(this.state, error));
  }

  showElsewhere(owner: string): void {
    this.become(elsewhere(this.state, owner));
  }

  say(): void {
    this.options.tab.show(this.state, this.panel);
    this.sendOutput();
  }

  rest(): void {
    this.options.tab.rest(this.state, this.panel);
  }

  private get panel(): PanelView {
    const { parts, subject } = this.options;
    const { isPreview, profile } = subject();
    return { isPreview, profile, memory: parts.memories.current };
  }

  private view(run: Run, names: RunContext["names"]): RunView {
    const { content, question, check, review } = this.options.known;
    const { texts, changes, framesCopy } = content;
    const mark = (part: string) => texts.mark(part);
    return runView(run, { names, mark, changes, framesCopy, answering: question.state, check: check.result, review: review.state });
  }

  /** The page would ask for it at once. */
  private sendOutput(): void {
    const { tab, parts, known } = this.options;
    const { texts } = known.content;
    const mark = texts.mark("output");
    if (!mark || mark.characters > shortCharacters || this.state.kind !== "run") return;
    if (parts.memories.current.folded.includes("output")) return;
    for (const { version, bytes } of texts.bytes("output")) tab.send({ part: "output", version, bytes });
  }

  private sayPlace(): void {
    const { tab, known } = this.options;
    if (this.wantedAtMs === undefined || !tab.canHear || !known.content.run) return;
    void tab.tell({ type: "goTo", atMs: this.wantedAtMs });
    this.wantedAtMs = undefined;
  }

  private become(state: RunPageState): void {
    this.state = state;
    this.say();
  }
}
