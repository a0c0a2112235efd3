import type { Json } from "../../api/schemas/wire.ts";
import type { CapturedFile, Picture } from "./agent.ts";
import { mediaTypeOf } from "./assets.ts";
import type { Asset, Assets } from "./assets.ts";
import { fill, fillMarkup, fillToText } from "./template.ts";

/** What a `screenshot` step says; demo content says it in the same words. */
export interface PictureSource {
  readonly file?: string | undefined;
  readonly svg?: string | undefined;
  readonly reasoning?: string | undefined;
}

export interface FileSource {
  readonly file?: string | undefined;
  readonly text?: string | undefined;
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly purpose?: CapturedFile["purpose"];
  readonly extraction?: Json | undefined;
}

export function picture(source: PictureSource, assets: Assets, values: Json): Picture {
  const asset = source.file === undefined ? drawn(fillMarkup(source.svg ?? "", values)) : assets.read(source.file);
  return { ...asset, reasoning: source.reasoning && fillToText(source.reasoning, values) };
}

export function capturedFile(source: FileSource, assets: Assets, values: Json): CapturedFile {
  const asset = source.file === undefined ? written(source, values) : assets.read(source.file);
  // A name is part of a URL and of a header: never empty, never half a character.
  const name = (source.name && fillToText(source.name, values).toWellFormed()) || asset.name;
  return {
    bytes: asset.bytes,
    name,
    type: source.type ?? (source.file === undefined ? mediaTypeOf(name) : asset.type),
    purpose: source.purpose,
    extraction: source.extraction === undefined ? undefined : fill(source.extraction, values),
  };
}

function drawn(svg: string): Asset {
  return { bytes: Buffer.from(svg), name: "screenshot.svg", type: "image/svg+xml" };
}

function written(source: FileSource, values: Json): Asset {
  return { bytes: Buffer.from(fillToText(source.text ?? "", values)), name: "file.txt", type: "text/plain" };
}
