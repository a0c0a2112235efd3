/** How a person likes to look at JSON; kept by whoever owns the page. */
export interface JsonSettings {
  readonly isSorted: boolean;
  readonly matchCase: boolean;
  readonly whole: boolean;
  readonly scope: "all" | "keys" | "values";
}
