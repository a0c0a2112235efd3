import type { RunStatus } from "../api/schemas/runStatus.ts";

/** What stands in the tree. The same thing is always the same object, so that it can be refreshed alone. */
export type RunNode =
  | { readonly kind: "group"; readonly status: RunStatus }
  | { readonly kind: "run"; readonly id: string }
  | { readonly kind: "more"; readonly status: RunStatus };

export class RunNodes {
  private readonly byKey = new Map<string, RunNode>();

  group(status: RunStatus): RunNode {
    return this.kept(`group:${status}`, { kind: "group", status });
  }

  run(id: string): RunNode {
    return this.kept(`run:${id}`, { kind: "run", id });
  }

  more(status: RunStatus): RunNode {
    return this.kept(`more:${status}`, { kind: "more", status });
  }

  clear(): void {
    this.byKey.clear();
  }

  private kept(key: string, node: RunNode): RunNode {
    const known = this.byKey.get(key);
    if (known) return known;
    this.byKey.set(key, node);
    return node;
  }
}
