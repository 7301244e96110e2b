import type { EngineParts } from '../batch-context.ts'

/** Removes files that were made for one attempt and are not needed. What cannot be removed now is noted, and goes at a later start. */
export async function disposeAttempts(
  { io, journal }: Pick<EngineParts, 'io' | 'journal'>,
  paths: string[],
): Promise<void> {
  if (paths.length === 0) return
  const left = await io.call('dispose', paths).catch(() => paths)
  if (left.length > 0) await journal.call('noteLitter', left)
}
