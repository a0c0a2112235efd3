/** What only the host can do for the view. */
export type JsonWish =
  | { readonly type: "copy"; readonly text: string }
  | { readonly type: "saveCsv"; readonly text: string }
  | { readonly type: "openLink"; readonly url: string }
  | { readonly type: "sendAgain" };
