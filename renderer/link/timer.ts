/** Time as the renderer sees it: epoch milliseconds, and one callback later. Disposing the callback's handle takes it back. */
export interface Timer {
  nowMs(): number
  after(ms: number, run: () => void): Disposable
}

export const systemTimer: Timer = {
  nowMs: () => Date.now(),
  after(ms, run) {
    const handle = setTimeout(run, ms)
    return { [Symbol.dispose]: () => clearTimeout(handle) }
  },
}
