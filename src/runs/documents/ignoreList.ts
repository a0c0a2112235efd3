/** The way from the top of a JSON value to one in it: names of members, and places in lists. */
type JsonWay = readonly (string | number)[];

type Step = { readonly is: string } | { readonly at: number } | "any" | "deep";

/** What a comparison leaves out. */
export interface IgnoreList {
  readonly isEmpty: boolean;
  ignores(way: JsonWay): boolean;
  /** Patterns that say nothing that can be read. */
  readonly unclear: readonly string[];
}

/**
 * Patterns in the manner of JSONPath: `$.fetched_at`, `$.items[*].id`, `$.items[0]`, `$["odd name"]`, and `$..id`, which is
 * at any depth. The `$` may be left out; a bare name is one at the top.
 */
export function ignoreList(patterns: readonly string[]): IgnoreList {
  const read = patterns.filter(pattern => pattern.trim() !== "").map(pattern => ({ pattern, steps: stepsOf(pattern.trim()) }));
  const known = read.flatMap(({ steps }) => (steps ? [steps] : []));
  return {
    isEmpty: known.length === 0,
    ignores: way => known.some(steps => leads(steps, way)),
    unclear: read.filter(({ steps }) => !steps).map(({ pattern }) => pattern),
  };
}

const stepPattern = /^(?:(\.\.?)(?:([^.[\]*"']+)|(\*))|\[(\d+)\]|\[(\*)\]|\[(?:"([^"]*)"|'([^']*)')\])/;

/** Undefined where there is no way to read it. */
function stepsOf(pattern: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let rest = pattern.startsWith("$") ? pattern.slice(1) : /^[.[]/.test(pattern) ? pattern : `.${pattern}`;
  while (rest !== "") {
    const found = stepPattern.exec(rest);
    if (!found) return undefined;
    const [whole, dots, name, star, index, all, doubly, singly] = found;
    if (dots === "..") steps.push("deep");
    const named = name ?? doubly ?? singly;
    if (named !== undefined) steps.push({ is: named });
    else if (index !== undefined) steps.push({ at: Number(index) });
    else if (star !== undefined || all !== undefined) steps.push("any");
    rest = rest.slice(whole.length);
  }
  return steps.length === 0 ? undefined : steps;
}

function leads(steps: readonly Step[], way: JsonWay): boolean {
  const [step, ...others] = steps;
  if (step === undefined) return way.length === 0;
  if (step === "deep") return way.some((_, skipped) => leads(others, way.slice(skipped)));
  const [part, ...further] = way;
  if (part === undefined || !fits(step, part)) return false;
  return leads(others, further);
}

function fits(step: Exclude<Step, "deep">, part: string | number): boolean {
  if (step === "any") return true;
  return "is" in step ? step.is === part : step.at === part;
}
