import { html, render, type TemplateResult } from "lit/html.js";
import { keyed } from "lit/directives/keyed.js";
import type { FromRunPage, PageMemory, PanelView, RunPageState, ToRunPage } from "../protocol/runPage.ts";
import { Announcer } from "./announcer.ts";
import { editor, firstMessage } from "./editor.ts";
import { FileViews } from "./fileViews.ts";
import { FrameChoice } from "./frameChoice.ts";
import { holdFocus } from "./heldFocus.ts";
import { listenToKeys } from "./keys.ts";
import { news } from "./news.ts";
import type { Page } from "./page.ts";
import { Pictures } from "./pictures.ts";
import { Player } from "./player.ts";
import { ReasoningList } from "./reasoningList.ts";
import { runKeys } from "./runKeys.ts";
import { fillCode } from "./sections/question.ts";
import { runSections, type Stands } from "./sections/runSections.ts";
import { loading, missing } from "./sections/standIns.ts";
import { Stage } from "./stage.ts";
import { Strip } from "./strip.ts";
import { Texts } from "./texts.ts";

const tickMs = 1000;
const copiedShownMs = 1500;
const noMemory: PageMemory = { folded: [], json: { isSorted: false, matchCase: false, whole: false, scope: "all" }, playSpeed: 1 };

type RunState = Extract<RunPageState, { kind: "run" }>;

/** Draws the state that the host sends, and sends what the person wants. It holds no truth of its own. */
class RunPage implements Page {
  readonly pictures = new Pictures(
    index => this.send({ type: "wantFrame", index }),
    () => this.redraw(),
  );
  readonly frames = new FrameChoice();
  readonly texts = new Texts(
    { tell: intent => this.send(intent), settings: () => this.memory.json, onDidChangeSettings: json => this.remember({ json }) },
    intent => this.send(intent),
    () => this.redraw(),
  );
  private readonly player = new Player(
    () => this.screen(),
    () => this.redraw(),
  );
  private readonly stands: Stands = {
    screens: { stage: new Stage(this), strip: new Strip(this), list: new ReasoningList(this), player: this.player },
    files: new FileViews(intent => this.send(intent), () => this.redraw()),
  };
  private readonly deeds = runKeys(this, this.stands.screens, () => this.run?.run);
  private readonly announcer = new Announcer();
  private readonly root = document.createElement("div");
  private state: RunPageState | undefined;
  private panel: PanelView = { isPreview: false, profile: undefined, memory: noMemory };
  private copied: { readonly place: string; readonly timer: number } | undefined;
  private isDrawingDue = false;

  constructor() {
    document.body.append(this.root, this.announcer.element);
    listenToKeys(this.deeds);
    setInterval(() => this.isTicking() && this.redraw(), tickMs);
  }

  get now(): number {
    return Date.now();
  }

  get memory(): PageMemory {
    return this.panel.memory;
  }

  get isPreview(): boolean {
    return this.panel.isPreview;
  }

  receive(message: ToRunPage): void {
    switch (message.type) {
      case "state":
        return this.take(message.state, message.panel);
      case "frame":
        return void this.pictures.arrive(message.index, message.mime, message.bytes);
      case "frameMissing":
        return this.pictures.miss(message.index, message.why);
      case "text":
        return this.texts.arrive(message);
      case "textMissing":
        this.stands.files.miss(message.part.replace(/^file:/, ""), message.why);
        return this.texts.miss(message.part, message.why);
      case "file":
        return void this.stands.files.arrive(message.file, message.mime, message.bytes);
      case "goTo":
        return this.goTo(message.atMs);
      case "code":
        return fillCode(message.text) ? undefined : this.say("There is no field for a code.");
    }
  }

  send(intent: FromRunPage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the editor's own function, not a window's
    editor.postMessage(intent);
  }

  /** Seen at once; the host keeps it and tells the other pages. */
  remember(change: Partial<PageMemory>): void {
    const memory = { ...this.panel.memory, ...change };
    this.panel = { ...this.panel, memory };
    this.player.setSpeed(memory.playSpeed);
    this.send({ type: "remember", memory });
    this.redraw();
  }

  say(sentence: string): void {
    this.announcer.say(sentence);
  }

  help(): void {
    void import("./help.ts").then(({ showHelp }) => showHelp(this.deeds));
  }

  copy(place: string, intent: FromRunPage): void {
    this.send(intent);
    this.say("Copied.");
    clearTimeout(this.copied?.timer);
    this.copied = { place, timer: setTimeout(() => this.forgetCopied(), copiedShownMs) };
    this.redraw();
  }

  hasCopied(place: string): boolean {
    return this.copied?.place === place;
  }

  /** Many changes in one turn are drawn once. */
  redraw(): void {
    if (this.isDrawingDue) return;
    this.isDrawingDue = true;
    queueMicrotask(() => this.draw());
  }

  private get run(): RunState | undefined {
    return this.state?.kind === "run" ? this.state : undefined;
  }

  private take(state: RunPageState, panel: PanelView): void {
    const said = news(this.state, state);
    if (said !== undefined) this.say(said);
    if (!this.state || idOf(this.state) !== idOf(state)) this.begin();
    if (state.kind === "run") this.pictures.keep(state.run.frames.length);
    this.state = state;
    this.panel = panel;
    this.player.setSpeed(panel.memory.playSpeed);
    const { isPreview, profile } = panel;
    editor.setState({ id: idOf(state), isPreview, ...(profile ? { profile } : {}) });
    this.redraw();
  }

  private begin(): void {
    this.player.stop();
    this.frames.reset();
    this.pictures.clear();
    this.texts.clear();
    this.stands.files.clear();
    this.stands.screens.stage.zoom.reset();
    scrollTo(0, 0);
  }

  private goTo(atMs: number): void {
    if (!this.run) return;
    this.frames.goTo(this.run.run.frames, atMs);
    this.draw();
    document.querySelector(".section.screenshots")?.scrollIntoView({ block: "start" });
  }

  private draw(): void {
    this.isDrawingDue = false;
    holdFocus(() => render(this.view(), this.root));
    const frames = this.run?.run.frames ?? [];
    this.stands.screens.strip.reveal();
    this.stands.screens.list.reveal(frames[this.frames.position(frames)]);
    this.wantPictures();
  }

  /** The shown one, the newest where it is asked about, the next to either side, then what the strip shows. */
  private wantPictures(): void {
    const { run } = this;
    if (!run || this.memory.folded.includes("screenshots")) return;
    const { frames, question, review } = run.run;
    const at = this.frames.position(frames);
    const near = [at, ...(question || review ? [frames.length - 1] : []), at + 1, at - 1, ...(this.player.isPlaying ? [at + 2, at + 3] : [])];
    const large = near.flatMap(position => frames[position]?.index ?? []);
    this.pictures.want({ large, small: this.stands.screens.strip.wanted });
  }

  private view(): TemplateResult {
    const { state } = this;
    if (!state) return html``;
    switch (state.kind) {
      case "loading":
        return loading(state.id);
      case "missing":
        return missing(this, state);
      case "run":
        // Another run gets elements of its own: nothing that was typed for one stands in the form of the next.
        return html`${keyed(state.run.id, runSections(this, this.stands, state))}`;
    }
  }

  private screen(): ReturnType<ConstructorParameters<typeof Player>[0]> {
    const frames = this.run?.run.frames ?? [];
    const position = this.frames.position(frames);
    const kind = this.pictures.get(frames[position]?.index ?? -1)?.kind;
    return { frames, position, isReady: kind === "here" || kind === "missing", show: to => this.stands.screens.strip.choose(to) };
  }

  private isTicking(): boolean {
    return this.run !== undefined && this.run.run.endedAt === undefined && !document.hidden;
  }

  private forgetCopied(): void {
    this.copied = undefined;
    this.redraw();
  }
}

function idOf(state: RunPageState): string {
  return state.kind === "run" ? state.run.id : state.id;
}

const page = new RunPage();
window.addEventListener("message", (event: MessageEvent<ToRunPage>) => page.receive(event.data));
const first = firstMessage();
if (first) page.receive(first);
page.send({ type: "ready" });
