import type { RunActionId } from "../protocol/runPage.ts";
import { actionOf, takeAction } from "./buttons.ts";
import type { FilmControls } from "./film.ts";
import { goToControl, goToSection, type KeyDeed } from "./keys.ts";
import type { Page } from "./page.ts";

/** Every key of the run's page. */
export function runKeys(page: Page): readonly KeyDeed[] {
  return [{ key: "?", words: "This list", act: () => page.help() }, ...waitingKeys(page), ...sectionKeys, ...frameKeys(page), ...actionKeys(page), ...pageKeys(page)];
}

function waitingKeys(page: Page): KeyDeed[] {
  const toQuestion = (): void => {
    if (!goToControl(".waiting")) page.say("The run asks nothing now.");
  };
  return [
    { key: "a", words: "To what it asks, or to its review", act: toQuestion },
    { key: "h", words: "To what can be done: run again, cancel, answer", act: () => void goToControl(".actions") },
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

function frameKeys({ screens }: Page): KeyDeed[] {
  const key = (name: string, words: string, act: (part: FilmControls) => void): KeyDeed => ({ key: name, words, act: () => screens.with(act) });
  return [
    key("p", "Play or pause the screenshots", ({ player }) => player.toggle()),
    key(",", "Previous screenshot", part => part.step(-1)),
    key(".", "Next screenshot", part => part.step(1)),
    key("q", "Screenshot at which it asked", part => part.goToMark("question")),
    key("e", "Screenshot at which it failed", part => part.goToMark("error")),
    key("S", "Save this screenshot", part => part.save()),
    key("b", "Open both at this time: this run and another one", part => part.openBoth()),
    key("+", "Magnify the picture", part => part.zoom("closer")),
    key("-", "Make the picture smaller", part => part.zoom("farther")),
    key("0", "Whole picture", part => part.zoom("reset")),
  ];
}

/** None of these does anything that is not asked about, or cannot be undone. */
function actionKeys(page: Page): KeyDeed[] {
  const act = (id: RunActionId) => (): void => {
    const action = page.run && actionOf(page.run, id);
    if (action) takeAction(page, action);
  };
  const all = (what: "saveFrames" | "keepFrames") => (): void => {
    if (!page.run?.frames.length) page.say("There are no screenshots.");
    else if (what === "keepFrames" && page.run.endedAt === undefined) page.say("The screenshots can be kept once the run has ended.");
    else page.send({ type: what });
  };
  return [
    { key: "n", words: "Run again with changes", act: act("runWithChanges") },
    { key: "d", words: "Compare with another run", act: act("compare") },
    { key: "A", words: "Save all screenshots", act: all("saveFrames") },
    { key: "K", words: "Keep a local copy of the screenshots", act: all("keepFrames") },
    { key: "O", words: "Open the output as a document", act: () => page.run?.output && page.send({ type: "openDocument", document: "output.json" }) },
  ];
}

function pageKeys(page: Page): KeyDeed[] {
  return [
    { key: "c", words: "Copy the run's id", act: () => page.copy("id", { type: "act", action: "copyId" }) },
    { key: "k", words: "Keep this run open", act: () => page.send({ type: "act", action: "keepOpen" }) },
    { key: "R", words: "Refresh", act: () => page.send({ type: "act", action: "refresh" }) },
  ];
}
