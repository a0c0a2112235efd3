import { html, nothing, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import type { RunView } from "../../protocol/runPage.ts";
import { EventList, type Happening } from "../eventList.ts";
import { duration, sinceStart } from "../formats.ts";
import type { Page } from "../page.ts";
import { lookOf } from "../statusLook.ts";
import { showSection } from "./section.ts";
import { momentsOf, timelinePicture } from "./timelinePicture.ts";

type Timeline = NonNullable<RunView["timeline"]>;

const secondMs = 1_000;
const fileLook = { icon: "file", tone: "quiet" } as const;

/** A picture of the whole run, and every event in words. */
export class TimelineView {
  private readonly page: Page;
  private list: { readonly of: string; readonly events: EventList } | undefined;

  constructor(page: Page) {
    this.page = page;
  }

  body(run: RunView, line: Timeline): TemplateResult {
    const see = (atMs: number): void => this.see(atMs);
    // Another run begins with its first event.
    if (this.list?.of !== run.id) this.list = { of: run.id, events: new EventList({ redraw: () => this.page.redraw(), see }) };
    const end = endOf(run, line, this.page.now);
    return html`${guard([line, run.frames, run.files, end], () => timelinePicture(run, line, { end, see }))} ${this.list.events.render(happened(run, line), { canSee: run.frames.length > 0, timeOf: momentsOf(end) })} ${silences(line)}`;
  }

  private see(atMs: number): void {
    this.page.screens.with(screens => {
      screens.goTo(atMs);
      showSection(this.page, "screenshots", ".strip");
    });
  }
}

function endOf({ created_at, endedAt, files }: RunView, { parts, events }: Timeline, now: number): number {
  // Of what goes on, whole seconds: it is drawn far more often than it changes.
  const told = endedAt === undefined ? Math.floor((now - Date.parse(created_at)) / secondMs) * secondMs : Date.parse(endedAt) - Date.parse(created_at);
  return Math.max(1, told || 0, ...parts.map(part => part.toMs ?? part.fromMs), ...[...events, ...files].map(({ atMs }) => atMs ?? 0));
}

/** What became of the run, and what it stored meanwhile; of one moment its status comes first. */
function happened({ files }: RunView, { events: changes }: Timeline): Happening[] {
  const stored = files.flatMap(({ name, atMs }) => (atMs === undefined ? [] : { atMs, label: `Stored ${name}`, look: fileLook }));
  return [...changes.map(({ status, label, atMs }) => ({ atMs, label, look: lookOf(status) })), ...stored].toSorted((a, b) => a.atMs - b.atMs);
}

function silences({ silences: quiet }: Timeline): TemplateResult | typeof nothing {
  if (quiet.length === 0) return nothing;
  const longest = quiet.reduce((a, b) => (b.toMs - b.fromMs > a.toMs - a.fromMs ? b : a));
  const times = quiet.length === 1 ? "Once" : `${quiet.length} times`;
  return html`<p class="silences">
    ${times} the agent took no screenshot for 20 s or longer${quiet.length === 1 ? "" : "; the longest time"}: at ${sinceStart(longest.fromMs)} for ${duration(longest.toMs - longest.fromMs)}.
  </p>`;
}
