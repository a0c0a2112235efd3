import { ApiError } from "./apiError.ts";

/** What a header can hold. A network stack that is given anything else writes the whole header, key and all, into its error. */
const carriable = /^[\x21-\x7e]+$/;

/** Why a key cannot even be sent. */
export function keyProblem(key: string): ApiError | undefined {
  return carriable.test(key) ? undefined : new ApiError({ kind: "unauthorized" }, "The API key has characters that no key has. Enter it again.");
}
