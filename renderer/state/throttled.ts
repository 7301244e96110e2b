/** Calls `run` so long after it was asked for; whatever asks meanwhile is served by that call. */
export function throttled(everyMs: number, run: () => void): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      run()
    }, everyMs)
  }
}
