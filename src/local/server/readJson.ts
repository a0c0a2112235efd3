import { malformedJson } from "./parse.ts";
import { Refusal } from "./refusal.ts";

const bodyBytes = 16_000_000;

/** Nothing at all counts as an empty object: what is missing is named by the schema. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request);
  try {
    return text.trim() === "" ? {} : JSON.parse(text);
  } catch (cause) {
    throw malformedJson(cause);
  }
}

/** Counts what comes, whatever the headers say of it. */
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > bodyBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tooLarge(): Refusal {
  const message = `The body is larger than ${bodyBytes / 1_000_000} MB.`;
  return new Refusal(413, { type: "request", code: "body_too_large", message });
}
