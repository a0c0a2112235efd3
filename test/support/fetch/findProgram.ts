import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** The first of these programs on the PATH, or else the first of these places that has one. */
export async function findProgram(names: readonly string[], places: readonly string[] = []): Promise<string | undefined> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const onPath = folders.flatMap(folder => names.map(name => join(folder, name)));
  for (const place of [...onPath, ...places]) if (await isExecutable(place)) return place;
  return undefined;
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
