const longestName = 120;
/** File systems count bytes, and what is being written has a longer name for a while. */
const mostBytes = 200;

/** Of devices, whatever their ending, on Windows. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Names for files that the service or a website named: each a single name that every system takes, none there twice even
 * where upper and lower case count as one. Never a path: of `../../x` only the `x` is left.
 */
export function fileNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map(name => {
    const { stem, ending } = parted(fileName(name));
    let free = stem + ending;
    for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${stem} (${count})${ending}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** One such name by itself. */
export function fileName(wanted: string): string {
  const last = wanted.toWellFormed().split(/[\\/]/).at(-1) ?? "";
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[<>:"|?*\uFFFD]/g, "_")
    .replace(/^\s+|[\s.]+$/g, "");
  const { stem, ending } = parted(plain === "" ? "file" : plain);
  const short = shortened(stem, ending.length) + ending;
  return reserved.test(short) ? `_${short}` : short;
}

function shortened(stem: string, taken: number): string {
  const bytes = new Uint8Array(mostBytes - taken);
  const { written } = new TextEncoder().encodeInto(stem, bytes);
  return Array.from(new TextDecoder().decode(bytes.subarray(0, written))).slice(0, longestName - taken).join("");
}

/** The ending with its dot; none where it is too long to be one. */
function parted(name: string): { stem: string; ending: string } {
  const ending = /(?<=.)\.\w{1,12}$/.exec(name)?.[0] ?? "";
  return { stem: name.slice(0, name.length - ending.length), ending };
}

const pictureEndings: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
  "image/bmp": "bmp",
  "image/svg+xml": "svg",
};

/** "0001.png", in their order. */
export function frameNames(types: readonly string[]): string[] {
  return types.map((type, index) => `${String(index + 1).padStart(4, "0")}.${pictureEnding(type)}`);
}

/** A type that is no picture's is called a PNG, which viewers then refuse. */
export function pictureEnding(type: string): string {
  return pictureEndings[type] ?? "png";
}
