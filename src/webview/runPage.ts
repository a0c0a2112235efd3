import { html, render, type TemplateResult } from "lit/html.js";
import type { FromRunPage, RunPageState, ToRunPage } from "../protocol/runPage.ts";
import { Announcer } from "./announcer.ts";
import { editor } from "./editor.ts";
import { FrameChoice } from "./frameChoice.ts";
import { news } from "./news.ts";
import type { Page } from "./page.ts";
import { Pictures } from "./pictures.ts";
import { runSections } from "./sections/runSections.ts";
import { loading, missing } from "./sections/standIns.ts";
import { Stage } from "./stage.ts";
import { Strip } from "./strip.ts";

const tickMs = 1000;
const copiedShownMs = 1500;

/** Draws the state that the host sends, and sends what the person wants. It holds no truth of its own. */
class RunPage implements Page {
  readonly pictures = new Pictures(
    index => this.send({ type: "wantFrame", index }),
    () => this.redraw(),
  );
  readonly frames = new FrameChoice();
  private readonly screens = { stage: new Stage(this.pictures), strip: new Strip(this) };
  private readonly announcer = new Announcer();
  private readonly root = document.createElement("div");
  private state: RunPageState | undefined;
  private copied: { readonly place: string; readonly timer: number } | undefined;
  private isDrawingDue = false;

  constructor() {
    document.body.append(this.root, this.announcer.element);
    setInterval(() => this.isTicking() && this.redraw(), tickMs);
  }

  get now(): number {
    return Date.now();
  }

  receive(message: ToRunPage): void {
    switch (message.type) {
      case "state":
        return this.take(message.state);
      case "frame":
        return this.pictures.arrive(message.index, message.mime, message.bytes);
      case "frameMissing":
        return this.pictures.miss(message.index, message.why);
    }
  }

  send(intent: FromRunPage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the editor's own function, not a window's
    editor.postMessage(intent);
  }

  copy(place: string, intent: FromRunPage): void {
    this.send(intent);
    this.announcer.say("Copied.");
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

  private take(state: RunPageState): void {
    const said = news(this.state, state);
    if (said !== undefined) this.announcer.say(said);
    if (!this.state || idOf(this.state) !== idOf(state)) this.begin(idOf(state));
    if (state.kind === "run") this.pictures.keep(new Set(state.run.frames.map(frame => frame.index)));
    this.state = state;
    this.redraw();
  }

  private begin(id: string): void {
    editor.setState({ id });
    this.frames.reset();
    this.pictures.keep(new Set());
  }

  private draw(): void {
    this.isDrawingDue = false;
    render(this.view(), this.root);
    this.screens.strip.reveal();
  }

  private view(): TemplateResult {
    const { state } = this;
    if (!state) return html``;
    switch (state.kind) {
      case "loading":
        return loading(state.id);
      case "missing":
        return missing(this, state.id, state.why);
      case "run":
        return runSections(this, this.screens, state.run, state.problem);
    }
  }

  private isTicking(): boolean {
    return this.state?.kind === "run" && this.state.run.endedAt === undefined && !document.hidden;
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
page.send({ type: "ready" });
