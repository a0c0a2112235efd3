import type * as vscode from "vscode";
import type { Disposable } from "../base/events.ts";
import type { Profiles } from "../host/profiles.ts";

/** What stands above the runs: what is to be said about profiles, then what the connection says. */
export class ViewMessage implements Disposable {
  private readonly profiles: Profiles;
  private readonly view: vscode.TreeView<unknown>;
  private readonly listening: Disposable;
  private text = "";

  constructor(profiles: Profiles, view: vscode.TreeView<unknown>) {
    this.profiles = profiles;
    this.view = view;
    this.listening = profiles.onDidChange(() => this.show());
    this.show();
  }

  say(text: string): void {
    this.text = text;
    this.show();
  }

  dispose(): void {
    this.listening.dispose();
  }

  private show(): void {
    const { note, problems } = this.profiles;
    const message = [note, ...problems, this.text].filter(Boolean).join(" ");
    // The editor holds back the tree's next change for a while after each message, also after one that is the same.
    if (message !== this.view.message) this.view.message = message;
  }
}
