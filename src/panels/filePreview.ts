import type { StoredFile } from "../api/schemas/storedFile.ts";
import type { FilePreview } from "../protocol/runPage.ts";

/** What is larger is opened elsewhere, not looked into on the page. */
const largestText = 5_000_000;
const largestBytes = 30_000_000;

type Named = Pick<StoredFile, "file_name" | "file_type" | "file_size">;

/** How the page can look into a file, by its type, or by its name where the type says nothing. An SVG is text: it could carry script. */
export function previewOf(file: Named): FilePreview | undefined {
  const kind = kindOf(file);
  if (kind === undefined) return undefined;
  return file.file_size <= (kind === "image" || kind === "pdf" ? largestBytes : largestText) ? kind : undefined;
}

function kindOf({ file_name, file_type }: Named): FilePreview | undefined {
  const type = file_type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const ending = /\.(\w+)$/.exec(file_name)?.[1]?.toLowerCase() ?? "";
  if (isPicture(type)) return "image";
  if (type === "application/pdf" || (isVague(type) && ending === "pdf")) return "pdf";
  if (type === "text/csv" || (isVague(type) && ending === "csv")) return "table";
  if (/^application\/(.+\+)?json$/.test(type) || (isVague(type) && ending === "json")) return "json";
  if (type.startsWith("text/") || /^(application\/(.+\+)?xml|image\/svg\+xml|application\/x-ndjson)$/.test(type)) return "text";
  return isVague(type) && /^(txt|log|md|xml|html?)$/.test(ending) ? "text" : undefined;
}

/** The types that a page may show as a picture. */
export function isPicture(type: string): boolean {
  return /^image\/(png|jpeg|webp|gif|avif|bmp)$/.test(type);
}

function isVague(type: string): boolean {
  return type === "" || type === "application/octet-stream" || type === "text/plain";
}
