/** Lets everything happen that waits for no more than promises. */
export function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
