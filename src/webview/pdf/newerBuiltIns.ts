// What pdf.js takes for granted and the browsers of our oldest editors (from Chromium 138) do not have. The build of
// pdf.js for older browsers brings this and ten times as much that they have.

type Keyed = { has(key: unknown): boolean; get(key: unknown): unknown; set(key: unknown, value: unknown): unknown };

function lend(target: object, methods: Readonly<Record<string, (...given: never[]) => unknown>>): void {
  for (const [name, value] of Object.entries(methods)) {
    if (!Object.hasOwn(target, name)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}

function getOrInsertComputed(this: Keyed, key: unknown, compute: (key: unknown) => unknown): unknown {
  if (!this.has(key)) this.set(key, compute(key));
  return this.get(key);
}

function getOrInsert(this: Keyed, key: unknown, value: unknown): unknown {
  return getOrInsertComputed.call(this, key, () => value);
}

function toHex(this: Uint8Array): string {
  return Array.from(this, byte => byte.toString(16).padStart(2, "0")).join("");
}

function toBase64(this: Uint8Array): string {
  return btoa(Array.from(this, byte => String.fromCharCode(byte)).join(""));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
}

/** Good enough for widths of letters: not as precise as its name says. */
function sumPrecise(values: Iterable<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0);
}

lend(Map.prototype, { getOrInsert, getOrInsertComputed });
lend(WeakMap.prototype, { getOrInsert, getOrInsertComputed });
lend(Uint8Array.prototype, { toHex, toBase64 });
lend(Uint8Array, { fromBase64 });
lend(Math, { sumPrecise });
