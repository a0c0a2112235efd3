// Pictures of the main views, in dark and light, into shots/: shots.ts [NAME...]
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { root, sampleWorkspace } from "./paths.ts";
import { closeAll } from "./process/ending.ts";
import { runChild } from "./process/children.ts";
import { scenes, type Scene } from "./scenes/scenes.ts";
import { themes, wearTheme } from "./scenes/themes.ts";
import { openWorkbench } from "./workbench/openWorkbench.ts";

const wanted = process.argv.slice(2);
const chosen = Object.entries(scenes).filter(([name]) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) throw new Error(`No such scene. There are: ${Object.keys(scenes).join(", ")}`);

const build = await runChild(process.execPath, ["esbuild.mjs"]);
if (build.code !== 0) throw new Error(build.output);
await mkdir(join(root, "shots"), { recursive: true });
try {
  for (const [name, scene] of chosen) await shoot(name, scene);
} finally {
  await closeAll();
}

/** Each scene has a VS Code of its own, so that none sees what another has left. */
async function shoot(name: string, scene: Scene): Promise<void> {
  const workbench = await openWorkbench({ workspace: sampleWorkspace });
  const pose = await scene(workbench);
  for (const [theme, title] of Object.entries(themes)) {
    await wearTheme(workbench, title);
    await pose?.();
    const path = join(root, "shots", `${name}-${theme}.png`);
    await workbench.page.screenshot({ path });
    console.log(path);
  }
  await workbench.close();
}
