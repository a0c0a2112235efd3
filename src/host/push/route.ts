/** When to stop. */
export interface Until {
  /** With what only asks, and before anything is made. */
  readonly asking: AbortSignal;
  /** With what is being made: whoever does not wait for it never learns what to take back. */
  readonly making: AbortSignal;
}

/** A way from the server to this window: what listens here, and how the server is told of it. */
export interface Route {
  /** 0 for any that is free. */
  readonly port: number;
  /** Of the webhook, without the slash; nobody can guess it. */
  readonly path: string;
  /** `whsec_` and base64: what events are signed with. */
  readonly secret: string;
  /** Tells the server to send events to us, who listen on `port` by now. Returns the id of the destination. */
  announce(port: number, until: Until): Promise<string>;
  /** Tells the server that nobody listens any more. */
  withdraw(destinationId: string, signal: AbortSignal): Promise<void>;
}
