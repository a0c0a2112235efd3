import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import { readChosenFile } from "../host/chosenFile.ts";
import { bareCode, codeIn, type Prompt, promptName, promptSentence } from "../runs/needs/question.ts";

/**
 * Asks one prompt after the other, with a way back; nothing closes on losing focus, as codes are fetched
 * elsewhere. Throws a `CancellationError` if the person leaves, or when the signal says that nobody needs to know any more.
 */
export async function askPrompts(title: string, prompts: readonly Prompt[], refused?: Refused, signal?: AbortSignal): Promise<Record<string, string>> {
  // A map: names come from outside, and one of them could be `__proto__`.
  const texts = new Map(Object.entries(refused?.texts ?? {}));
  const first = Math.max(0, prompts.findIndex(({ name }) => name === refused?.field));
  for (let step = first; step < prompts.length; ) {
    const prompt = prompts[step];
    if (!prompt) break;
    if (signal?.aborted) throw new vscode.CancellationError();
    const place = { title, step: step + 1, steps: prompts.length, problem: step === first ? refused?.problem : undefined, signal };
    const answer = await askOne(place, prompt, texts.get(prompt.name));
    if (answer === back) step -= 1;
    else {
      texts.set(prompt.name, answer);
      step += 1;
    }
  }
  return Object.fromEntries(texts);
}

/** What was typed before, and what was wrong with it, if anything: nothing has to be typed twice. */
export interface Refused {
  readonly texts: Readonly<Record<string, string>>;
  readonly problem?: string;
  /** The name of the prompt to begin with; the first if it is none. */
  readonly field?: string | undefined;
}

interface Place {
  readonly title: string;
  /** Shown at once, until something is typed. */
  readonly problem: string | undefined;
  readonly step: number;
  readonly steps: number;
  readonly signal: AbortSignal | undefined;
}

const back = Symbol("back");
type Answer = string | typeof back;

function askOne(place: Place, prompt: Prompt, earlier: string | undefined): Promise<Answer> {
  if (prompt.isFile) return pickFile(place, prompt, earlier);
  return prompt.choices ? pick(place, prompt, earlier) : type(place, prompt, earlier);
}

const newFile = "new";
const earlierFile = "earlier";

/** The dialog for files has no way back, so that it opens only when asked for. */
async function pickFile(place: Place, prompt: Prompt, earlier: string | undefined): Promise<Answer> {
  const choices = [{ value: newFile, label: "$(file-add) Choose a File..." }];
  if (earlier) choices.unshift({ value: earlierFile, label: "$(file) The file chosen before" });
  for (;;) {
    const answer = await pick(place, { ...prompt, choices }, earlier && earlierFile);
    if (answer === earlierFile && earlier) return earlier;
    if (answer !== newFile) return answer;
    const [file] = (await vscode.window.showOpenDialog({ title: promptSentence(prompt), openLabel: "Attach" })) ?? [];
    if (file) return JSON.stringify(await readChosenFile(file));
  }
}

function type(place: Place, prompt: Prompt, earlier: string | undefined): Promise<Answer> {
  const input = vscode.window.createInputBox();
  const meant = (): string => (prompt.isCode ? bareCode(input.value) : input.value);
  const check = (): string | undefined => problemOf(prompt, meant());
  input.password = prompt.isSecret;
  input.value = earlier ?? prompt.initial ?? "";
  // In full: a proposed value hides the placeholder.
  input.prompt = promptSentence(prompt);
  input.placeholder = promptName(prompt);
  input.validationMessage = place.problem;
  return shown(place, input, {
    // Nothing is said of a box that is only empty, until that is meant.
    changed: input.onDidChangeValue(() => (input.validationMessage = input.value === "" ? undefined : check())),
    accept: () => {
      input.validationMessage = check();
      return input.validationMessage ? undefined : meant();
    },
    ...(prompt.isCode ? { more: [pasteCode(input)] } : {}),
  });
}

interface Act extends vscode.QuickInputButton {
  readonly act: () => Promise<void>;
}

function pasteCode(input: vscode.InputBox): Act {
  const act = async (): Promise<void> => {
    const code = codeIn(await vscode.env.clipboard.readText());
    if (code === undefined) input.validationMessage = "What is on the clipboard is not a code.";
    else input.value = code;
  };
  return { iconPath: new vscode.ThemeIcon("clippy"), tooltip: "Paste Code", act };
}

interface ChoiceItem extends vscode.QuickPickItem {
  readonly value: string;
}

function pick(place: Place, prompt: Prompt, earlier: string | undefined): Promise<Answer> {
  const input = vscode.window.createQuickPick<ChoiceItem>();
  const items: ChoiceItem[] = (prompt.choices ?? []).map(({ value, label }) => ({ value, label, ...(isSaying(label, value) ? { description: value } : {}) }));
  if (!prompt.isRequired) items.push({ value: "", label: "Leave out" });
  input.items = items;
  // Enter takes what was chosen before, else what is proposed, else the least; the first where one is needed.
  const active = items.filter(item => item.value === (earlier ?? prompt.initial ?? ""));
  if (active.length > 0) input.activeItems = active;
  input.placeholder = [place.problem, promptSentence(prompt)].filter(Boolean).join(" ");
  return shown(place, input, {
    changed: { dispose: () => undefined },
    accept: () => input.selectedItems[0]?.value,
  });
}

/** Shows the box until it is accepted with a value, left by the back button, or hidden. */
function shown(
  place: Place,
  input: vscode.InputBox | vscode.QuickPick<ChoiceItem>,
  act: { changed: vscode.Disposable; accept: () => string | undefined; more?: readonly Act[] },
): Promise<Answer> {
  Object.assign(input, { title: place.title, ignoreFocusOut: true });
  if (place.steps > 1) Object.assign(input, { step: place.step, totalSteps: place.steps });
  input.buttons = [...(place.step > 1 ? [vscode.QuickInputButtons.Back] : []), ...(act.more ?? [])];
  const lifetime = new Lifetime();
  lifetime.own(input);
  lifetime.own(act.changed);
  return new Promise<Answer>((resolve, reject) => {
    const accept = (): void => {
      const value = act.accept();
      if (value !== undefined) resolve(value);
    };
    lifetime.own(input.onDidAccept(accept));
    lifetime.own(input.onDidTriggerButton(button => (isAct(button) ? void button.act() : resolve(back))));
    const leave = (): void => input.hide();
    place.signal?.addEventListener("abort", leave);
    lifetime.own({ dispose: () => place.signal?.removeEventListener("abort", leave) });
    lifetime.own(input.onDidHide(() => reject(new vscode.CancellationError())));
    input.show();
  }).finally(() => lifetime.dispose());
}

function isAct(button: vscode.QuickInputButton): button is Act {
  return "act" in button;
}

/** Whether the value tells more than its label. */
function isSaying(label: string, value: string): boolean {
  return value !== label && !label.startsWith("$(") && value !== "true" && value !== "false";
}

function problemOf(prompt: Prompt, text: string): string | undefined {
  if (text === "") return prompt.isRequired ? "A value is needed here." : undefined;
  return prompt.check?.(text);
}
