import * as vscode from "vscode";
import { runsViewId } from "../host/commandIds.ts";
import type { FactName } from "../protocol/runPage.ts";
import { type Facet, withFacet } from "../runs/store/runFilter.ts";
import type { RunDesk } from "./panelParts.ts";

const facetOf: Readonly<Partial<Record<FactName, Facet>>> = {
  task: "task_id",
  agent: "agent_id",
  source: "source_id",
  credential: "credential_id",
  session: "session_id",
};

/** Leads to what an id names: the runs that share it, in the tree. */
export async function followFact(panel: RunDesk, fact: FactName): Promise<void> {
  const { run } = panel.content;
  const { lens } = panel.parts.app;
  const { profile } = await panel.session();
  const facet = facetOf[fact];
  const id = facet && run && Reflect.get(run, facet);
  if (!facet || typeof id !== "string") return;
  lens.setFilter(profile.id, withFacet(lens.filter(profile.id), facet, [id]));
  await vscode.commands.executeCommand(`${runsViewId}.focus`);
}
