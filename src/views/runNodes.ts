import type { Facet } from "../runs/store/runFilter.ts";

/** What stands in the tree. The same thing is always the same object, so that it can be refreshed alone. */
export type RunNode =
  /** An active filter. */
  | { readonly kind: "filter"; readonly facet: Facet }
  /** A saved query, as a group of its own. */
  | { readonly kind: "query"; readonly name: string }
  | { readonly kind: "group"; readonly group: string }
  /** Its runs stand once more below each query that they match. */
  | { readonly kind: "run"; readonly id: string; readonly query?: string }
  | { readonly kind: "more"; readonly place: Place }
  /** What waits for a person, in a group of its own before all others. */
  | { readonly kind: "needsYou" }
  | { readonly kind: "needy"; readonly id: string }
  /** Asked for here, and not yet known to the service; by the key of its start. */
  | { readonly kind: "starting"; readonly key: string }
  /** In the place of runs, where there are none to show. */
  | { readonly kind: "none"; readonly query?: string };

export function isOfRun(node: RunNode): node is RunNode & { readonly id: string } {
  return node.kind === "run" || node.kind === "needy";
}

/** Where runs are loaded further: a query, a group, or, where neither is given, all groups. */
export interface Place {
  readonly query?: string;
  readonly group?: string;
}

export class RunNodes {
  private readonly byKey = new Map<string, RunNode>();

  filter(facet: Facet): RunNode {
    return this.kept({ kind: "filter", facet });
  }

  query(name: string): RunNode {
    return this.kept({ kind: "query", name });
  }

  group(group: string): RunNode {
    return this.kept({ kind: "group", group });
  }

  run(id: string, query?: string): RunNode {
    return this.kept({ kind: "run", id, ...(query === undefined ? {} : { query }) });
  }

  needsYou(): RunNode {
    return this.kept({ kind: "needsYou" });
  }

  needy(id: string): RunNode {
    return this.kept({ kind: "needy", id });
  }

  starting(key: string): RunNode {
    return this.kept({ kind: "starting", key });
  }

  more(place: Place): RunNode {
    return this.kept({ kind: "more", place });
  }

  none(query?: string): RunNode {
    return this.kept({ kind: "none", ...(query === undefined ? {} : { query }) });
  }

  clear(): void {
    this.byKey.clear();
  }

  private kept(node: RunNode): RunNode {
    const key = keyOf(node);
    const known = this.byKey.get(key);
    if (known) return known;
    this.byKey.set(key, node);
    return node;
  }
}

/** Unique in the tree; also what the editor remembers selection and expansion by. */
export function keyOf(node: RunNode): string {
  switch (node.kind) {
    case "filter":
      return `filter:${node.facet}`;
    case "query":
      return `query:${node.name}`;
    case "group":
      return `group:${node.group}`;
    case "run":
      return node.query === undefined ? `run:${node.id}` : `run:${node.id}:${node.query}`;
    case "needsYou":
      return "needsYou";
    case "needy":
      return `needy:${node.id}`;
    case "starting":
      return `starting:${node.key}`;
    case "more":
      return `more:${node.place.group ?? ""}:${node.place.query ?? ""}`;
    case "none":
      return `none:${node.query ?? ""}`;
  }
}
