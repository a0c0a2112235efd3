import { atEnd, closeOrSay } from "./ending.ts";

type Part = { close(): Promise<void> | void };

/** What has been started, to be ended in the opposite order, once. */
export class Parts {
  private readonly started: Part[] = [];
  private readonly owned = atEnd(() => this.close());

  own<T extends Part>(part: T): T {
    this.started.push(part);
    return part;
  }

  async close(): Promise<void> {
    this.owned.dispose();
    for (const part of this.started.splice(0).toReversed()) await closeOrSay(() => part.close());
  }
}
