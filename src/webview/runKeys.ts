import type { RunView } from "../protocol/runPage.ts";
import type { RunActionId } from "../protocol/runPage.ts";
import { actionOf, takeAction } from "./buttons.ts";
import { goToControl, goToSection, type KeyDeed } from "./keys.ts";
import type { Page } from "./page.ts";
import { goToMark, type Screens } from "./sections/screenshots.ts";

/** Every key of the run's page. */
export function runKeys(page: Page, screens: Screens, run: () => RunView | undefined): readonly KeyDeed[] {
  return [{ key: "?", words: "This list", act: () => page.help() }, ...waitingKeys(page), ...sectionKeys, ...frameKeys(page, screens, run), ...actionKeys(page, run), ...pageKeys(page)];
}

function waitingKeys(page: Page): KeyDeed[] {
  const toQuestion = (): void => {
    if (!goToControl(".waiting")) page.say("The run asks nothing now.");
  };
  return [
    { key: "a", words: "To what it asks, or to its review", act: toQuestion },
    { key: "h", words: "To what can be done: cancel, answer, run again", act: () => void goToControl(".actions") },
  ];
}

const sectionKeys: readonly KeyDeed[] = [
  { key: "x", words: "To the errors", act: () => goToSection("errors") },
  { key: "o", words: "To the output", act: () => goToSection("output") },
  { key: "i", words: "To the input", act: () => goToSection("input") },
  { key: "s", words: "To the screenshots", act: () => goToSection("screenshots") },
  { key: "f", words: "To the files", act: () => goToSection("files") },
  { key: "t", words: "To the time line", act: () => goToSection("timeline") },
  { key: "r", words: "To the raw answer", act: () => goToSection("raw") },
];

function frameKeys(page: Page, { strip, player, stage }: Screens, run: () => RunView | undefined): KeyDeed[] {
  const step = (by: number) => (): void => strip.choose(page.frames.position(run()?.frames ?? []) + by);
  const zoom = (act: () => void) => (): void => {
    act();
    page.redraw();
  };
  const mark = (kind: "question" | "error") => (): void => {
    const shown = run();
    if (shown) goToMark(page, shown, kind);
  };
  const both = (): void => {
    const frames = run()?.frames ?? [];
    const atMs = frames[page.frames.position(frames)]?.atMs;
    if (atMs !== undefined) page.send({ type: "openBoth", atMs });
  };
  const save = (): void => {
    const frames = run()?.frames ?? [];
    const index = frames[page.frames.position(frames)]?.index;
    if (index !== undefined) page.send({ type: "saveFrame", index });
  };
  return [
    { key: "p", words: "Play or pause the screenshots", act: () => player.toggle() },
    { key: ",", words: "Previous screenshot", act: step(-1) },
    { key: ".", words: "Next screenshot", act: step(1) },
    { key: "q", words: "Screenshot at which it asked", act: mark("question") },
    { key: "e", words: "Screenshot at which it failed", act: mark("error") },
    { key: "S", words: "Save this screenshot", act: save },
    { key: "b", words: "Open both at this time: this run and another one", act: both },
    { key: "+", words: "Magnify the picture", act: zoom(() => stage.zoom.closer()) },
    { key: "-", words: "Make the picture smaller", act: zoom(() => stage.zoom.farther()) },
    { key: "0", words: "Whole picture", act: zoom(() => stage.zoom.reset()) },
  ];
}

/** None of these does anything that is not asked about, or cannot be undone. */
function actionKeys(page: Page, run: () => RunView | undefined): KeyDeed[] {
  const act = (id: RunActionId) => (): void => {
    const shown = run();
    const action = shown && actionOf(shown, id);
    if (action) takeAction(page, action);
  };
  const all = (what: "saveFrames" | "keepFrames") => (): void => {
    const shown = run();
    if (!shown?.frames.length) page.say("There are no screenshots.");
    else if (what === "keepFrames" && shown.endedAt === undefined) page.say("The screenshots can be kept once the run has ended.");
    else page.send({ type: what });
  };
  return [
    { key: "n", words: "Run again with changes", act: act("runWithChanges") },
    { key: "d", words: "Compare with another run", act: act("compare") },
    { key: "A", words: "Save all screenshots", act: all("saveFrames") },
    { key: "K", words: "Keep a local copy of the screenshots", act: all("keepFrames") },
    { key: "O", words: "Open the output as a document", act: () => run()?.output && page.send({ type: "openDocument", document: "output.json" }) },
  ];
}

function pageKeys(page: Page): KeyDeed[] {
  return [
    { key: "c", words: "Copy the run's id", act: () => page.copy("id", { type: "act", action: "copyId" }) },
    { key: "k", words: "Keep this run open", act: () => page.send({ type: "act", action: "keepOpen" }) },
    { key: "R", words: "Refresh", act: () => page.send({ type: "act", action: "refresh" }) },
  ];
}
