import { messageOf } from "../base/errors.ts";
import type { Run } from "../api/schemas/run.ts";
import type { Session } from "../host/session.ts";
import type { ToRunPage } from "../protocol/runPage.ts";

/** The bytes of one screenshot. Signed URLs run out: then the run is asked for new ones, once. */
export async function fetchFrame(session: Session, run: Run | undefined, index: number): Promise<ToRunPage> {
  const known = run?.artifacts?.screenshots?.[index];
  if (!run || !known) return { type: "frameMissing", index, why: "This screenshot is not there any more." };
  try {
    const bytes = await download(session, known.url).catch(() => renewed(session, run.id, index));
    return { type: "frame", index, mime: pictureType(known.file_type), bytes };
  } catch (error) {
    return { type: "frameMissing", index, why: messageOf(error) };
  }
}

async function renewed(session: Session, runId: string, index: number): Promise<ArrayBuffer> {
  const run = await session.client.runs.get(runId, ["artifacts"]);
  return download(session, run.artifacts?.screenshots?.[index]?.url);
}

function download(session: Session, url: string | null | undefined): Promise<ArrayBuffer> {
  if (url) return session.client.download(url);
  return Promise.reject(new Error("Deck sent no address for this screenshot. Screenshots are kept for 15 days."));
}

/** Nothing but a picture, whatever the service calls it: an SVG could carry script. */
function pictureType(type: string): string {
  return /^image\/(png|jpeg|webp|gif|avif|bmp)$/.test(type) ? type : "image/png";
}
