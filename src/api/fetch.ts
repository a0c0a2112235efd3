/** The part of the web's `fetch` that the client needs: any network stack can offer it, and tests can be one. */
export interface FetchRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal: AbortSignal;
  readonly redirect: "manual";
}

export interface FetchAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
  /** Where the stack can stream. */
  readonly body?: AsyncIterable<Uint8Array> | null;
}

export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>;

/** The editor's own `fetch`, without a dispatcher: proxy, PAC and system certificates come with it. */
export const editorFetch: Fetch = (url, request) => fetch(url, request);
