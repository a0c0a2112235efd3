/** Makes the compiler check that a switch handles every case; at run time it says which one came. */
export function unreachable(value: never): never {
  throw new Error(`Not expected: ${JSON.stringify(value)}`);
}
