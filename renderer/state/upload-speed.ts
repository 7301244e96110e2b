/** One sample a second, a minute of them: the little curve, and the speed over the last ten. */
const sampleEveryMs = 1000
const samplesMost = 60
const speedOverMs = 10_000

interface Sample {
  atMs: number
  bytes: number
}

/** How fast something is sent. */
export interface UploadSpeed {
  bytesPerS: number
  /** Bytes a second over the last minute, oldest first. */
  curve: readonly number[]
  samples: readonly Sample[]
}

export function firstSpeed(sentBytes: number, atMs: number): UploadSpeed {
  return { bytesPerS: 0, curve: [], samples: [{ atMs, bytes: sentBytes }] }
}

/** Takes one more sample, if it is time for one. */
export function nextSpeed(before: UploadSpeed, sentBytes: number, atMs: number): UploadSpeed {
  const last = before.samples.at(-1)
  if (last && atMs - last.atMs < sampleEveryMs) return before
  const samples = [...before.samples, { atMs, bytes: sentBytes }].slice(-samplesMost)
  const first = samples.find((sample) => sample.atMs >= atMs - speedOverMs)
  return {
    bytesPerS: first && first.atMs < atMs ? perSecond(first, { atMs, bytes: sentBytes }) : 0,
    curve: samples.slice(1).map((sample, nth) => perSecond(samples[nth] ?? sample, sample)),
    samples,
  }
}

function perSecond(from: Sample, to: Sample): number {
  return Math.max(0, (to.bytes - from.bytes) / Math.max(0.001, (to.atMs - from.atMs) / 1000))
}
