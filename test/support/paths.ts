import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
export const dist = join(root, "dist");
export const support = join(root, "test/support");
export const sampleWorkspace = join(support, "workspace");

/** Everything that is fetched or kept between runs; ignored by git. */
export const fetchedFolder = join(root, ".vscode-test");
