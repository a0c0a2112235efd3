import { ApiError } from "./apiError.ts";

/** Shorter ones stand in sentences by chance. */
const shortest = 3;
const hidden = "•••";

/** The call; where it fails, its error is without the secrets that it was given: services quote what they refuse, and errors go to logs. */
export async function unquoted<T>(secrets: readonly unknown[], call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw thrown instanceof ApiError ? without(thrown, secrets.filter(isSecret)) : thrown;
  }
}

function isSecret(value: unknown): value is string {
  return typeof value === "string" && value.length >= shortest;
}

function without(error: ApiError, secrets: readonly string[]): ApiError {
  const clean = (text: string): string => secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text);
  if (clean(error.message) === error.message && error.errors.every(({ message }) => clean(message) === message)) return error;
  const { failure, requestId } = error;
  const fields = failure.kind === "invalid" ? Object.entries(failure.fields).map(([field, messages]) => [field, messages.map(clean)]) : [];
  return new ApiError(failure.kind === "invalid" ? { kind: "invalid", fields: Object.fromEntries(fields) } : failure, clean(error.message), {
    errors: error.errors.map(each => ({ ...each, message: clean(each.message) })),
    requestId,
  });
}
