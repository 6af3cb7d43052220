/** How long something may still take, all its parts together. */
export class Deadline {
  private readonly end: number;

  constructor(ms: number) {
    this.end = performance.now() + ms;
  }

  /** Whole milliseconds, as timers and clients take them. */
  get leftMs(): number {
    return Math.max(0, Math.floor(this.end - performance.now()));
  }

  /** What `work` comes to, or `otherwise` where it takes too long; it then goes on unheard. */
  async within<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<U>((resolve) => {
      timer = setTimeout(resolve, this.leftMs, otherwise);
    });
    work.catch(() => undefined); // heard below, unless it is too late to
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
