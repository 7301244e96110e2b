import { sizeText } from '../../../contract/size-text.ts'
import type { WaitingFile, WaitingReason } from '../../../contract/watch.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import type { ReadyFiles } from './ready-files.ts'
import type { Moment, Settling } from './settling.ts'

/** Every file that was seen and is not taken yet, with why: longest waiting first. */
export function waitingList(
  settling: Settling,
  ready: ReadyFiles,
  { now, rules }: { now: Moment; rules: WatchRules },
): WaitingFile[] {
  const wall = (monotonicMs: number): number => Math.round(now.wallMs - (now.monotonicMs - monotonicMs))
  const whole = ready.list().map((one) => {
    return { file: one.file, sinceMs: one.sinceMs, dueMs: null, reason: ready.whyHeld(one) ?? ('queue' as const) }
  })
  const rest = settling.list().map((waiting) => ({
    file: waiting.sighting,
    sinceMs: waiting.sinceMs,
    dueMs: waiting.dueMs,
    reason: settling.reasonOf(waiting, now),
  }))
  return [...whole, ...rest]
    .sort((a, b) => a.sinceMs - b.sinceMs)
    .map(({ file, sinceMs, dueMs, reason }) => ({
      path: file.path.toWellFormed(),
      sizeBytes: file.identity.sizeBytes,
      sinceMs: wall(sinceMs),
      dueMs: dueMs === null ? null : wall(dueMs),
      reason,
      message: sentenceOf(reason, file, rules),
    }))
}

function sentenceOf(reason: WaitingReason, { identity }: Sighting, { settleMs, schedule }: WatchRules): string {
  const quiet = `${settleMs / 1000} s`
  const sentences: Record<WaitingReason, string> = {
    changing: `It is still being written: nothing may change for ${quiet} or more.`,
    empty: 'It is empty, so it was most likely just begun.',
    'in-use': 'Another program has it open.',
    'too-young': 'It has changed too recently for the rules of this folder.',
    settling: `It is ${sizeText(identity.sizeBytes)} so far; nothing may change for ${quiet} or more.`,
    'needs-you': 'It does not come to rest. Process it anyway, or leave it out.',
    'out-of-hours': `It is whole and is taken from ${schedule?.from ?? ''} on.`,
    paused: 'It is whole and is taken when the folder goes on.',
    group: 'It is whole and waits for the rest of its group.',
    queue: 'It is whole and is next.',
  }
  return sentences[reason]
}
