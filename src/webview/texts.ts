import type { FromRunPage, TextMark, TextPart, ToRunPage, Violation } from "../protocol/runPage.ts";
import { JsonSlot, type SlotOptions } from "./jsonSlot.ts";

export type PlainText =
  | { readonly kind: "asked" }
  | { readonly kind: "here"; readonly text: string }
  | { readonly kind: "missing"; readonly why: string };

export interface WantedJson {
  readonly part: TextPart;
  readonly label: string;
  readonly mark: TextMark;
  readonly violations?: readonly Violation[];
}

/** The large texts of the run that is shown. Each is asked for when it comes in sight, not before. */
export class Texts {
  private readonly slots = new Map<TextPart, JsonSlot>();
  private readonly plain = new Map<TextPart, PlainText>();
  private readonly send: (intent: FromRunPage) => void;
  private readonly changed: () => void;
  private readonly options: Omit<SlotOptions, "part" | "label" | "ask">;

  constructor(options: Omit<SlotOptions, "part" | "label" | "ask">, send: (intent: FromRunPage) => void, changed: () => void) {
    this.options = options;
    this.send = send;
    this.changed = changed;
  }

  /** The same element for as long as the run is shown, so that updates leave it as it is. */
  json({ part, label, mark, violations = [] }: WantedJson): HTMLElement {
    let slot = this.slots.get(part);
    if (!slot) {
      slot = new JsonSlot({ ...this.options, part, label, ask: () => this.send({ type: "wantText", part }) });
      this.slots.set(part, slot);
    }
    slot.want(mark, violations);
    return slot.element;
  }

  /** A text that is no tree: asked for once. */
  words(part: TextPart): PlainText {
    const held = this.plain.get(part);
    if (held) return held;
    this.plain.set(part, { kind: "asked" });
    this.send({ type: "wantText", part });
    return { kind: "asked" };
  }

  retry(part: TextPart): void {
    this.plain.delete(part);
    this.changed();
  }

  arrive({ part, version, bytes, isBeginning }: Extract<ToRunPage, { type: "text" }>): void {
    const slot = this.slots.get(part);
    if (slot) return slot.arrive(version, bytes, isBeginning ?? false);
    if (isBeginning) return;
    if (this.plain.has(part)) this.plain.set(part, { kind: "here", text: new TextDecoder().decode(bytes) });
    this.changed();
  }

  miss(part: TextPart, why: string): void {
    this.slots.get(part)?.miss(why);
    if (this.plain.has(part)) this.plain.set(part, { kind: "missing", why });
    this.changed();
  }

  clear(): void {
    for (const slot of this.slots.values()) slot.dispose();
    this.slots.clear();
    this.plain.clear();
  }
}
