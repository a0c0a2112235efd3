import type { Run } from "../api/schemas/run.ts";
import { messageOf } from "../base/errors.ts";
import { RecentlyUsed } from "../base/recentlyUsed.ts";
import type { Session } from "../host/session.ts";
import type { ToRunPage } from "../protocol/runPage.ts";
import { isPicture } from "./filePreview.ts";
import type { FramesCopies } from "./framesCopy.ts";

const cacheBytes = 48_000_000;

/** Where the pictures of one run come from: what was read before, the copy on this machine, the service. */
export class RunFrames {
  private readonly copies: FramesCopies;
  private readonly cache = new RecentlyUsed<ArrayBuffer>(cacheBytes);
  private renewing: { readonly from: Run; readonly run: Promise<Run> } | undefined;

  constructor(copies: FramesCopies) {
    this.copies = copies;
  }

  async message(session: Session, run: Run | undefined, index: number): Promise<ToRunPage> {
    const known = run?.artifacts?.screenshots?.[index];
    if (!run || !known) return { type: "frameMissing", index, why: "This screenshot is not there any more." };
    try {
      const bytes = await this.bytes(session, run, index);
      return { type: "frame", index, mime: isPicture(known.file_type) ? known.file_type : "image/png", bytes };
    } catch (error) {
      return { type: "frameMissing", index, why: messageOf(error) };
    }
  }

  async bytes(session: Session, run: Run, index: number, signal?: AbortSignal): Promise<ArrayBuffer> {
    const held = this.cache.get(`${index}`) ?? (await this.copies.frame(run.id, index));
    if (held) return held;
    const url = run.artifacts?.screenshots?.[index]?.url;
    const bytes = await (url
      ? session.client.download(url, signal).catch(() => this.renewed(session, run, { index, signal }))
      : this.renewed(session, run, { index, signal }));
    this.cache.set(`${index}`, bytes, bytes.byteLength);
    return bytes;
  }

  /** Signed URLs run out: then the run is asked for new ones, once for all pictures that lack one. */
  private async renewed(session: Session, from: Run, { index, signal }: { index: number; signal: AbortSignal | undefined }): Promise<ArrayBuffer> {
    signal?.throwIfAborted();
    if (this.renewing?.from !== from) this.renewing = { from, run: session.client.runs.get(from.id, ["artifacts"]) };
    const { run: asked } = this.renewing;
    const run = await asked.catch((error: unknown) => {
      this.renewing = undefined;
      throw error;
    });
    const url = run.artifacts?.screenshots?.[index]?.url;
    if (!url) throw new Error("Deck has no address for this screenshot. It keeps screenshots for 15 days.");
    return session.client.download(url, signal);
  }
}
