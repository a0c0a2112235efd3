/** The shape VS Code gives its events, without VS Code. */
export interface Disposable {
  dispose(): void;
}

export type Event<T> = (listener: (value: T) => void) => Disposable;

export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = listener => {
    // Wrapped, so that one function can listen twice and stop once.
    const own = (value: T): void => listener(value);
    this.listeners.add(own);
    return { dispose: () => void this.listeners.delete(own) };
  };

  /** A listener removed while it fires hears nothing any more; one added then hears it from the next time on. */
  fire(value: T): void {
    for (const listener of Array.from(this.listeners)) if (this.listeners.has(listener)) listener(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
