import type { Session } from "../host/session.ts";
import type { PanelSubject } from "./panelParts.ts";

/** Which run a panel shows, whose it is as far as that is known, and whether the next run takes its place. */
export class ShownRun {
  readonly id: string;
  private subject: PanelSubject;

  constructor(subject: PanelSubject) {
    this.id = subject.id;
    this.subject = subject;
  }

  get current(): PanelSubject {
    return this.subject;
  }

  /** In words. */
  get owner(): string {
    return this.subject.profile?.name ?? "another profile";
  }

  keep(): void {
    this.subject = { ...this.subject, isPreview: false };
  }

  belongTo({ profile: { id, name } }: Session): void {
    this.subject = { ...this.subject, profile: { id, name } };
  }

  isElsewhere({ profile: { id } }: Session): boolean {
    const { profile } = this.subject;
    return profile !== undefined && profile.id !== id;
  }
}
