// Pictures of the main views, in dark and light, into shots/: shots.ts [NAME...]
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../../src/base/errors.ts";
import { root, sampleWorkspace } from "./paths.ts";
import { closeAll } from "./process/ending.ts";
import { runChild } from "./process/children.ts";
import { scenes, type Scene } from "./scenes/scenes.ts";
import { themes, wearTheme } from "./scenes/themes.ts";
import { openWorkbench } from "./workbench/openWorkbench.ts";

const wanted = process.argv.slice(2);
const chosen = Object.entries(scenes).filter(([name]) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) throw new Error(`No such scene. There are: ${Object.keys(scenes).join(", ")}`);

const build = await runChild(process.execPath, ["esbuild.mjs", "--keep"]);
if (build.code !== 0) throw new Error(build.output);
await mkdir(join(root, "shots"), { recursive: true });
for (const [name, scene] of chosen) await shoot(name, scene);

/** Each scene has a VS Code of its own, so that none sees what another has left; a broken one does not end the others. */
async function shoot(name: string, scene: Scene): Promise<void> {
  const workbench = await openWorkbench({ workspace: sampleWorkspace });
  const picture = async (look: string): Promise<void> => {
    const path = join(root, "shots", `${name}-${look}.png`);
    await workbench.page.screenshot({ path });
    console.log(path);
  };
  try {
    const pose = await scene(workbench);
    for (const [look, title] of Object.entries(themes)) {
      await wearTheme(workbench, title);
      await pose?.();
      await picture(look);
    }
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
    await picture("broken");
  }
  await closeAll();
}
