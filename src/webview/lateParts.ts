import { Later } from "./later.ts";
import type { Page } from "./page.ts";

export type LateParts = ReturnType<typeof lateParts>;

/** What the page shows only for some runs, or unfolded: each comes when it is first drawn, after what is there at once. */
export function lateParts(page: Page) {
  const changed = (): void => page.redraw();
  return {
    screens: new Later(async () => new (await import("./screens.ts")).Screens(page), changed),
    files: new Later(async () => new (await import("./fileList.ts")).FileList(page), changed),
    timeline: new Later(async () => new (await import("./sections/timeline.ts")).TimelineView(page), changed),
    keys: new Later(async () => ({ deeds: (await import("./runKeys.ts")).runKeys(page), showHelp: (await import("./help.ts")).showHelp }), changed),
    /** Stands at the top: the page is drawn with it, or not yet. */
    attention: new Later(async () => (await import("./sections/attention.ts")).attentionCards, changed),
  };
}
