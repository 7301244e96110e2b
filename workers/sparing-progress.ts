import type { OnProgress } from './meter.ts'

/** Ten times a second is as often as anybody looks; every message costs both sides more than many a small file does. */
const leastMs = 100

/** Passes on what is new: another step, the end, and between those no more often than anybody looks. */
export function sparing(onProgress: OnProgress, nowMs: () => number = () => performance.now()): OnProgress {
  let lastStep = ''
  let lastMs = Number.NEGATIVE_INFINITY
  return (step, fraction) => {
    const now = nowMs()
    if (step === lastStep && fraction < 1 && now - lastMs < leastMs) return
    lastStep = step
    lastMs = now
    onProgress(step, fraction)
  }
}
