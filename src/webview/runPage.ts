import { html, render, type TemplateResult } from "lit/html.js";
import { keyed } from "lit/directives/keyed.js";
import type { FromRunPage, PageMemory, PanelView, RunPageState, RunView, ToRunPage } from "../protocol/runPage.ts";
import { Announcer } from "./announcer.ts";
import { editor, firstMessage, keptOf } from "./editor.ts";
import { holdFocus } from "./heldFocus.ts";
import { listenToKeys } from "./keyListener.ts";
import { lateParts } from "./lateParts.ts";
import { news } from "./news.ts";
import type { Page } from "./page.ts";
import type { Screens } from "./screens.ts";
import { runSections } from "./sections/runSections.ts";
import { showSection } from "./sections/section.ts";
import { loading, missing } from "./sections/standIns.ts";
import { Texts } from "./texts.ts";

const tickMs = 1000;
const copiedShownMs = 1500;
const noMemory: PageMemory = { folded: [], json: { isSorted: false, matchCase: false, whole: false, scope: "all" }, playSpeed: 1, hasKeys: true };

/** Draws the state that the host sends, and sends what the person wants. It holds no truth of its own. */
class RunPage implements Page {
  readonly texts = new Texts(
    { tell: intent => this.send(intent), settings: () => this.memory.json, onDidChangeSettings: json => this.remember({ json }) },
    intent => this.send(intent),
    () => this.redraw(),
  );
  private readonly late = lateParts(this);
  readonly screens = this.late.screens;
  private readonly announcer = new Announcer();
  private readonly root = document.createElement("div");
  private state: RunPageState | undefined;
  private panel: PanelView = { isPreview: false, profile: undefined, memory: noMemory };
  private copied: { readonly place: string; readonly timer: number } | undefined;
  private isDrawingDue = false;

  constructor() {
    document.getElementById("unbegun")?.remove();
    document.body.append(this.root, this.announcer.element);
    listenToKeys(this, this.late.keys);
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

  get note(): string {
    return (this.state && keptOf(idOf(this.state))?.note) ?? "";
  }

  keep(note: string): void {
    const { isPreview, profile } = this.panel;
    if (this.state) editor.setState({ id: idOf(this.state), isPreview, ...(profile ? { profile } : {}), ...(note ? { note } : {}) });
  }

  receive(message: ToRunPage): void {
    switch (message.type) {
      case "state":
        return this.take(message.state, message.panel);
      case "frame":
        return void this.screens.part?.pictures.arrive(message.index, message.mime, message.bytes);
      case "frameMissing":
        return this.screens.part?.pictures.miss(message.index, message.why);
      case "text":
        return this.texts.arrive(message);
      case "textMissing":
        this.late.files.part?.views.miss(message.part.replace(/^file:/, ""), message.why);
        return this.texts.miss(message.part, message.why);
      case "file":
        return void this.late.files.part?.views.arrive(message.file, message.mime, message.bytes);
      case "goTo":
        return this.screens.with(screens => this.goTo(screens, message.atMs));
      case "code":
        return this.late.attention.part?.fillCode(message.text) ? undefined : this.say("There is no field for a code.");
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
    this.send({ type: "remember", memory });
    this.redraw();
  }

  say(sentence: string): void {
    this.announcer.say(sentence);
  }

  help(): void {
    this.late.keys.with(({ deeds, showHelp }) => showHelp(this, deeds));
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

  get run(): RunView | undefined {
    return this.state?.kind === "run" ? this.state.run : undefined;
  }

  private take(state: RunPageState, panel: PanelView): void {
    const said = news(this.state, state);
    if (said !== undefined) this.say(said);
    if (!this.state || idOf(this.state) !== idOf(state)) this.begin();
    this.state = state;
    this.panel = panel;
    this.keep(state.kind === "run" && !state.run.review ? "" : this.note);
    this.redraw();
  }

  private begin(): void {
    this.screens.part?.begin();
    this.late.files.part?.views.clear();
    this.texts.clear();
    scrollTo(0, 0);
  }

  private goTo(screens: Screens, atMs: number): void {
    screens.goTo(atMs);
    this.draw();
    showSection(this, "screenshots");
  }

  private draw(): void {
    this.isDrawingDue = false;
    const isLacking = this.lacksAttention();
    this.root.ariaBusy = String(isLacking);
    if (isLacking) return;
    holdFocus(() => render(this.view(), this.root));
    this.screens.part?.drawn();
  }

  /** What stands at the top is there with the first drawing: later it would push all else down. */
  private lacksAttention(): boolean {
    const { run } = this;
    const { attention, screens } = this.late;
    if (!run || !(run.question || run.review || run.status === "failed" || run.errors.length > 0)) return false;
    // The card shows the newest picture.
    if (run.question || run.review) screens.want();
    attention.want();
    return !attention.part && !attention.isMissing;
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
        return html`${keyed(state.run.id, runSections(this, this.late, state))}`;
    }
  }

  private isTicking(): boolean {
    return this.run !== undefined && this.run.endedAt === undefined && !document.hidden;
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
