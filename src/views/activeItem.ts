import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import { report } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import { type ActiveSummary, activeSummary, summaryWords } from "../runs/listing/activeSummary.ts";
import { pickActive } from "./activePick.ts";

/** Right of the profile's, which says whose runs these are, and left of the editor's own. */
const priority = 50.5;

/** What the status bar says of the runs; undefined: nothing. */
export interface ActiveItem extends vscode.Disposable {
  shown(): { readonly text: string; readonly tooltip: string; readonly isWarning: boolean } | undefined;
}

/** Says in the status bar what goes on and who waits; a click lists it. It connects to nothing by itself. */
export function registerActiveItem(app: App): ActiveItem {
  const { connection } = app;
  const lifetime = new Lifetime();
  const item = lifetime.own(vscode.window.createStatusBarItem("deck.active", vscode.StatusBarAlignment.Left, priority));
  item.name = "Deck Runs";
  item.command = commandIds.pickActive;
  let shown: ReturnType<ActiveItem["shown"]>;
  const show = (session: Session | undefined): void => {
    const next = session && lookOf(activeSummary(session.store), session);
    if (next?.text === shown?.text && next?.tooltip === shown?.tooltip) return;
    shown = next;
    draw(item, next);
  };
  let following = new Lifetime();
  const follow = (): void => {
    const { session } = connection;
    following.dispose();
    following = new Lifetime();
    if (session) {
      following.own(session.store.onDidChange(() => show(session)));
      following.own(session.feed.onDidChangeState(() => show(session)));
    }
    show(session);
  };
  follow();
  lifetime.own(connection.onDidChange(follow));
  lifetime.own({ dispose: () => following.dispose() });
  lifetime.own(
    vscode.commands.registerCommand(commandIds.pickActive, async () => {
      try {
        pickActive(await connection.ensure());
      } catch (error) {
        await report(app, "Listing the active runs", error);
      }
    }),
  );
  return { shown: () => shown, dispose: () => lifetime.dispose() };
}

function draw(item: vscode.StatusBarItem, look: ReturnType<ActiveItem["shown"]>): void {
  if (!look) return item.hide();
  item.text = look.text;
  item.tooltip = look.tooltip;
  item.backgroundColor = look.isWarning ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  item.accessibilityInformation = { label: `Deck: ${look.tooltip.split("\n", 1)[0] ?? ""}`, role: "button" };
  item.show();
}

function lookOf(summary: ActiveSummary, { profile, feed }: Session): ReturnType<ActiveItem["shown"]> {
  const { going, needy, lines } = summary;
  if (going + needy === 0) return undefined;
  // What cannot be followed stands still: it may have ended since.
  const isKnown = feed.state.kind === "fresh";
  const spinning = going > 0 ? [`$(${isKnown ? "sync~spin" : "sync-ignored"}) ${going}`] : [];
  const waiting = needy > 0 ? [`$(bell-dot) ${needy}`] : [];
  const tooltip = [`${summaryWords(summary)} (${profile.name})`, ...(isKnown ? [] : ["As last known: the view of the runs says why"]), ...lines.map(line => `• ${line}`), "Click to list them"].join("\n");
  return { text: [...spinning, ...waiting].join(" "), tooltip, isWarning: needy > 0 };
}
