import type { EngineParts } from '../batch-context.ts'

/**
 * Batches that an earlier life of a watch left open are over once everything that is still there has been taken up: what they had not begun and
 * nobody has met again is gone.
 */
export async function endLeftOpen(watch: string, { journal, clock }: EngineParts): Promise<void> {
  for (const { n } of await journal.call('batchesOfWatch', { watch, open: true }))
    await journal.call('endWithoutWaiting', { n, endedMs: clock.nowMs() })
}
