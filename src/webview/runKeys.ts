import type { RunView } from "../protocol/runPage.ts";
import { goToSection, type KeyDeed } from "./keys.ts";
import type { Page } from "./page.ts";
import { goToMark, type Screens } from "./sections/screenshots.ts";

/** Every key of the run's page. */
export function runKeys(page: Page, screens: Screens, run: () => RunView | undefined): readonly KeyDeed[] {
  return [{ key: "?", words: "This list", act: () => page.help() }, ...sectionKeys, ...frameKeys(page, screens, run), ...pageKeys(page)];
}

const sectionKeys: readonly KeyDeed[] = [
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
  return [
    { key: "p", words: "Play or pause the screenshots", act: () => player.toggle() },
    { key: ",", words: "Previous screenshot", act: step(-1) },
    { key: ".", words: "Next screenshot", act: step(1) },
    { key: "q", words: "Screenshot at which it asked", act: mark("question") },
    { key: "e", words: "Screenshot at which it failed", act: mark("error") },
    { key: "b", words: "Open both at this time: this run and another one", act: both },
    { key: "+", words: "Magnify the picture", act: zoom(() => stage.zoom.closer()) },
    { key: "-", words: "Make the picture smaller", act: zoom(() => stage.zoom.farther()) },
    { key: "0", words: "Whole picture", act: zoom(() => stage.zoom.reset()) },
  ];
}

function pageKeys(page: Page): KeyDeed[] {
  return [
    { key: "c", words: "Copy the run's id", act: () => page.copy("id", { type: "act", action: "copyId" }) },
    { key: "k", words: "Keep this run open", act: () => page.send({ type: "act", action: "keepOpen" }) },
    { key: "R", words: "Refresh", act: () => page.send({ type: "act", action: "refresh" }) },
  ];
}
