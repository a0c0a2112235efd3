export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size that a picture's own header says, before anything is decoded: a small file can unfold to more than a machine
 * has. Undefined for bytes that are none of the kinds that a page shows.
 */
export function pictureSize(buffer: ArrayBuffer): PictureSize | undefined {
  const bytes = new DataView(buffer);
  try {
    return png(bytes) ?? gif(bytes) ?? bmp(bytes) ?? webp(bytes) ?? jpeg(bytes) ?? avif(bytes);
  } catch (error) {
    // Cut off in the middle of its header.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function word(bytes: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, index) => bytes.getUint8(at + index)));
}

function png(bytes: DataView): PictureSize | undefined {
  if (bytes.getUint32(0) !== 0x89504e47) return undefined;
  return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
}

function gif(bytes: DataView): PictureSize | undefined {
  if (word(bytes, 0, 3) !== "GIF") return undefined;
  return { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) };
}

function bmp(bytes: DataView): PictureSize | undefined {
  if (word(bytes, 0, 2) !== "BM") return undefined;
  return { width: bytes.getInt32(18, true), height: Math.abs(bytes.getInt32(22, true)) };
}

function webp(bytes: DataView): PictureSize | undefined {
  if (word(bytes, 0, 4) !== "RIFF" || word(bytes, 8, 4) !== "WEBP") return undefined;
  const kind = word(bytes, 12, 4);
  if (kind === "VP8X") return { width: 1 + uint24(bytes, 24), height: 1 + uint24(bytes, 27) };
  if (kind === "VP8 ") return { width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
  if (kind !== "VP8L") return undefined;
  const bits = bytes.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

function uint24(bytes: DataView, at: number): number {
  return bytes.getUint16(at, true) | (bytes.getUint8(at + 2) << 16);
}

function jpeg(bytes: DataView): PictureSize | undefined {
  if (bytes.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (bytes.getUint8(at) === 0xff) {
    const marker = bytes.getUint8(at + 1);
    // Start of frame, in all its kinds but the three that are tables.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) };
    }
    at += 2 + bytes.getUint16(at + 2);
  }
  return undefined;
}

/** Its size stands in a tree of boxes: the property `ispe` says it. */
function avif(bytes: DataView): PictureSize | undefined {
  if (word(bytes, 4, 4) !== "ftyp" || !/^avi[fs]$/.test(word(bytes, 8, 4))) return undefined;
  const end = Math.min(bytes.byteLength - 16, 4096);
  for (let at = 12; at < end; at++) {
    if (bytes.getUint32(at) === 0x69737065) return { width: bytes.getUint32(at + 8), height: bytes.getUint32(at + 12) };
  }
  return undefined;
}
