/** The text of a file that comes without a word of its encoding: by its mark, else UTF-8, else what old programs of Windows write. */
export function decodedText(bytes: ArrayBuffer): string {
  return new TextDecoder(encodingOf(new Uint8Array(bytes))).decode(bytes);
}

const sampleBytes = 4_000;

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return unmarkedUtf16(bytes.subarray(0, sampleBytes)) ?? (isUtf8(bytes) ? "utf-8" : "windows-1252");
}

/** Text in western letters has a zero in every second byte, and none elsewhere. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const zeros = [0, 1].map(odd => bytes.filter((byte, at) => at % 2 === odd && byte === 0).length);
  const most = bytes.length / 4;
  const [even = 0, odd = 0] = zeros;
  if (bytes.length < 4) return undefined;
  if (odd > most && even === 0) return "utf-16le";
  return even > most && odd === 0 ? "utf-16be" : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
