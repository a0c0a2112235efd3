import { ApiError, hasFailed } from "../api/apiError.ts";
import type { DeckClient } from "../api/deckClient.ts";
import type { Run } from "../api/schemas/run.ts";
import { messageOf } from "../base/errors.ts";
import { RecentlyUsed } from "../base/recentlyUsed.ts";
import type { Session } from "../host/session.ts";
import type { ToRunPage } from "../protocol/runPage.ts";
import type { FrameRead } from "../runs/documents/missingFrames.ts";
import { isPicture } from "./filePreview.ts";
import type { FramesCopies } from "./framesCopy.ts";

const cacheBytes = 48_000_000;
/** So many failures of the service or the network in a row are no matter of single pictures. */
const mostInRow = 5;
/** No addresses run out as soon as this: what one does not lead to meanwhile is gone. */
const freshMs = 60_000;

/** Where the pictures of one run come from: what was read before, the copy on this machine, the service. */
export class RunFrames {
  private readonly copies: Pick<FramesCopies, "frame">;
  private readonly now: () => number;
  private readonly cache = new RecentlyUsed<ArrayBuffer>(cacheBytes);
  /** The run with addresses that are newer than those which came with it. */
  private renewed: { readonly from: Run; readonly run: Run; readonly at: number } | undefined;
  private asking: { readonly stale: Run; readonly run: Promise<Run> } | undefined;

  constructor(copies: Pick<FramesCopies, "frame">, now: () => number) {
    this.copies = copies;
    this.now = now;
  }

  /** What is in the way, also of the session, is said in the place of the picture. */
  async message(session: () => Promise<Pick<Session, "client">>, run: Run | undefined, index: number): Promise<ToRunPage> {
    const known = run?.artifacts?.screenshots?.[index];
    if (!run || !known) return { type: "frameMissing", index, why: "This screenshot is not there any more." };
    try {
      const bytes = (await this.held(run, index)) ?? (await this.bytes(await session(), run, index));
      return { type: "frame", index, mime: isPicture(known.file_type) ? known.file_type : "image/png", bytes };
    } catch (error) {
      return { type: "frameMissing", index, why: messageOf(error) };
    }
  }

  async bytes({ client }: Pick<Session, "client">, run: Run, index: number, signal?: AbortSignal): Promise<ArrayBuffer> {
    const held = await this.held(run, index);
    if (held) return held;
    const addressed = this.renewed?.from === run ? this.renewed.run : run;
    const bytes = await download(client, addressed, { index, signal }).catch(async (error: unknown) => {
      signal?.throwIfAborted();
      if (this.isFresh(addressed)) return gone(error);
      return download(client, await this.renew(client, addressed, run), { index, signal }).catch(gone);
    });
    this.cache.set(`${index}`, bytes, bytes.byteLength);
    return bytes;
  }

  /** One after the other. One that cannot be had costs no other. */
  async *all(from: Pick<Session, "client">, run: Run, signal: AbortSignal): AsyncGenerator<FrameRead> {
    let inRow = 0;
    for (const index of run.artifacts?.screenshots?.keys() ?? []) {
      const read = await this.bytes(from, run, index, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        inRow = hasFailed(error, "notFound") ? 0 : inRow + 1;
        if (inRow >= mostInRow || hasFailed(error, "unauthorized")) throw error;
        return messageOf(error);
      });
      if (typeof read === "string") yield { index, why: read };
      else {
        inRow = 0;
        yield { index, bytes: read };
      }
    }
  }

  private async held(run: Run, index: number): Promise<ArrayBuffer | undefined> {
    return this.cache.get(`${index}`) ?? this.copies.frame(run.id, index);
  }

  /** Signed addresses run out, again and again: then the run is asked for new ones, once for all pictures that lack one. */
  private async renew(client: DeckClient, stale: Run, from: Run): Promise<Run> {
    if (this.asking?.stale !== stale) this.asking = { stale, run: client.runs.get(from.id, ["artifacts"]) };
    const asked = this.asking.run;
    const run = await asked.catch((error: unknown) => {
      if (this.asking?.run === asked) this.asking = undefined;
      throw error;
    });
    this.renewed = { from, run, at: this.now() };
    return run;
  }

  private isFresh(run: Run): boolean {
    return this.renewed?.run === run && this.now() - this.renewed.at < freshMs;
  }
}

async function download(client: DeckClient, run: Run, { index, signal }: { index: number; signal: AbortSignal | undefined }): Promise<ArrayBuffer> {
  const url = run.artifacts?.screenshots?.[index]?.url;
  if (!url) throw new ApiError({ kind: "notFound" }, "Deck has no address for this screenshot. It keeps screenshots for 15 days.");
  return client.download(url, signal);
}

/** With a new address, it is not the address. */
function gone(error: unknown): never {
  if (!hasFailed(error, "notFound")) throw error;
  throw new ApiError(error.failure, "Deck no longer has this screenshot. It keeps screenshots for 15 days.", { cause: error });
}
