import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./eventually.ts";

/** What somebody does at the next box: type or pick, or leave. */
export type Act =
  | { readonly type: string }
  /** Where a button is named, that of the line. */
  | { readonly pick: string | RegExp; readonly button?: string }
  /** Where several may be chosen: exactly these. */
  | { readonly tick: readonly string[] }
  /** At once, or when `after` resolves. */
  | { readonly press: string; readonly after?: Promise<void> }
  /** Where a file is wanted, to read or to write: this path. */
  | { readonly file: string }
  /** At a box to type in: until it is closed by somebody else. */
  | { readonly stay: true }
  | "leave";

/** What was shown to the person, in order: titles, questions, messages and complaints. */
export interface Seen {
  readonly kind: "input" | "pick" | "message" | "problem";
  readonly text: string;
  readonly isMasked?: boolean;
  /** What a dialog says below its question. */
  readonly detail?: string;
}

type Window = typeof vscode.window;

/**
 * Sits before the editor's boxes and dialogs, which no test in the extension host can reach. The real boxes are
 * driven in the tests of the whole workbench.
 */
export function person(...acts: Act[]): { readonly seen: readonly Seen[]; readonly toDo: readonly Act[]; done(): void } {
  const seen: Seen[] = [];
  const real = { ...vscode.window };
  const next = (what: string): Act => {
    const act = acts.shift();
    assert.ok(act, `nobody expected this: ${what}`);
    return act;
  };
  const replacement: Partial<Record<keyof Window, unknown>> = {
    createInputBox: () => inputBox(seen, next),
    createQuickPick: () => quickPick(seen, next),
    showQuickPick: async (offered: PickItems | Promise<PickItems>, options?: vscode.QuickPickOptions) => {
      seen.push({ kind: "pick", text: options?.title ?? "" });
      const items = await offered;
      const act = next(options?.title ?? "a pick");
      return options?.canPickMany ? ticked(items, act) : chosen(items, act);
    },
    showInputBox: (options: vscode.InputBoxOptions) => typed(options, seen, next),
    showOpenDialog: async (options?: vscode.OpenDialogOptions) => filesFor(next(options?.title ?? "a file")),
    showSaveDialog: async (options?: vscode.SaveDialogOptions) => filesFor(next(options?.title ?? "a file"))?.[0],
    showInformationMessage: (text: string, ...rest: unknown[]) => message(text, rest),
    showWarningMessage: (text: string, ...rest: unknown[]) => message(text, rest),
    showErrorMessage: (text: string, ...rest: unknown[]) => message(text, rest),
  };
  const message = async (text: string, rest: unknown[]): Promise<unknown> => {
    seen.push({ kind: "message", text, ...detailIn(rest[0]) });
    const buttons = rest.filter(button => typeof button === "string" || isButton(button));
    if (buttons.length === 0) return undefined;
    const act = next(text);
    if (typeof act === "object" && "press" in act) await act.after;
    return typeof act === "object" && "press" in act ? buttons.find(button => button === act.press || (isButton(button) && button.title === act.press)) : undefined;
  };
  Object.assign(vscode.window, replacement);
  return {
    seen,
    toDo: acts,
    done() {
      for (const name of Object.keys(replacement)) Object.assign(vscode.window, { [name]: Reflect.get(real, name) });
      assert.deepEqual(acts, [], "the person was not asked everything");
    },
  };
}

function detailIn(options: unknown): Pick<Seen, "detail"> {
  const detail: unknown = typeof options === "object" && options !== null ? Reflect.get(options, "detail") : undefined;
  return typeof detail === "string" ? { detail } : {};
}

function filesFor(act: Act): vscode.Uri[] | undefined {
  if (act === "leave") return undefined;
  assert.ok("file" in act, `a file is wanted here, not ${JSON.stringify(act)}`);
  return [vscode.Uri.file(act.file)];
}

type PickItem = string | vscode.QuickPickItem;
type PickItems = readonly PickItem[];

function isButton(value: unknown): value is { title: string } {
  return typeof value === "object" && value !== null && "title" in value;
}

function chosen<Item extends PickItem>(items: readonly Item[], act: Act): Item | undefined {
  if (act === "leave") return undefined;
  assert.ok("pick" in act, `a pick is wanted here, not ${JSON.stringify(act)}`);
  const { pick } = act;
  const item = items.find(each => (typeof pick === "string" ? labelOf(each) === pick : pick.test(labelOf(each))));
  assert.ok(item, `no ${String(pick)} among: ${items.map(labelOf).join(", ")}`);
  return item;
}

function ticked(items: PickItems, act: Act): PickItems | undefined {
  if (act === "leave") return undefined;
  assert.ok("tick" in act, `ticks are wanted here, not ${JSON.stringify(act)}`);
  return act.tick.map(label => chosen(items, { pick: label })).filter(item => item !== undefined);
}

function buttonOf(item: PickItem, tooltip: string): vscode.QuickInputButton {
  const button = typeof item === "string" ? undefined : item.buttons?.find(each => each.tooltip === tooltip);
  assert.ok(button, `no button ${tooltip} at ${labelOf(item)}`);
  return button;
}

function labelOf(item: PickItem): string {
  return typeof item === "string" ? item : item.label;
}

/** Asks until what is typed will do. */
async function typed(options: vscode.InputBoxOptions, seen: Seen[], next: (what: string) => Act): Promise<string | undefined> {
  seen.push({ kind: "input", text: `${options.title ?? ""}: ${options.prompt ?? ""}`, isMasked: options.password === true });
  for (;;) {
    const act = next(options.prompt ?? "");
    if (act === "leave") return undefined;
    assert.ok("type" in act, `text is wanted here, not ${JSON.stringify(act)}`);
    const problem = await options.validateInput?.(act.type);
    if (!problem) return act.type;
    seen.push({ kind: "problem", text: typeof problem === "string" ? problem : problem.message });
  }
}

/** The events and fields that our code uses; each `show` or refusal asks the person once. */
function box(fields: object): { events: Record<"accept" | "hide" | "change" | "button", vscode.EventEmitter<unknown>>; input: Record<string, unknown> } {
  const emitter = (): vscode.EventEmitter<unknown> => new vscode.EventEmitter<unknown>();
  const events = { accept: emitter(), hide: emitter(), change: emitter(), button: emitter() };
  const input = {
    ...fields,
    onDidAccept: events.accept.event,
    onDidHide: events.hide.event,
    onDidChangeValue: events.change.event,
    onDidTriggerButton: events.button.event,
    onDidTriggerItemButton: events.button.event,
    hide: () => events.hide.fire(undefined),
    dispose: () => undefined,
  };
  return { events, input };
}

function inputBox(seen: Seen[], next: (what: string) => Act): unknown {
  let problem: string | undefined;
  let isShown = false;
  let isAsking = false;
  const { events, input } = box({ value: "", title: "", prompt: "", password: false });
  const ask = (): void => {
    isAsking = false;
    const act = next(String(input["prompt"]));
    if (act === "leave") return events.hide.fire(undefined);
    if ("stay" in act) return;
    assert.ok("type" in act, `text is wanted here, not ${JSON.stringify(act)}`);
    input["value"] = act.type;
    events.change.fire(act.type);
    events.accept.fire(undefined);
  };
  Object.defineProperty(input, "validationMessage", {
    get: () => problem,
    set: (text: string | undefined) => {
      const isNews = text !== problem;
      problem = text;
      if (!text) return;
      if (isNews) seen.push({ kind: "problem", text });
      // Complaints while typing and at the end are one.
      if (isShown && !isAsking) queueMicrotask(ask);
      isAsking = true;
    },
  });
  input["show"] = () => {
    isShown = true;
    seen.push({ kind: "input", text: `${String(input["title"])}: ${String(input["prompt"])}`, isMasked: input["password"] === true });
    queueMicrotask(ask);
  };
  return input;
}

/** What is typed narrows it in the code's own way; the person waits for that before the next act. */
function quickPick(seen: Seen[], next: (what: string) => Act): unknown {
  const { events, input } = box({ items: [], title: "", placeholder: "", selectedItems: [], activeItems: [], value: "", busy: false });
  const ask = async (): Promise<void> => {
    await eventually(() => assert.equal(input["busy"], false));
    const items = input["items"];
    assert.ok(Array.isArray(items));
    const act = next(String(input["title"]));
    if (typeof act === "object" && "type" in act) {
      input["value"] = act.type;
      events.change.fire(act.type);
      return ask();
    }
    seen.push({ kind: "pick", text: `${String(input["title"])}: ${String(input["placeholder"])}` });
    const item = chosen(items, act);
    if (!item) return events.hide.fire(undefined);
    if (typeof act === "object" && "pick" in act && act.button !== undefined) return events.button.fire({ item, button: buttonOf(item, act.button) });
    input["selectedItems"] = [item];
    events.accept.fire(undefined);
  };
  input["show"] = () => queueMicrotask(() => void ask());
  return input;
}
