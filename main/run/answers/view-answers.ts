import type { CheckedInput } from '../../../contract/command.ts'
import { rootsOf } from '../../settings/roots.ts'
import type { EngineParts } from '../batch-context.ts'
import type { RowsDesk } from './rows-desk.ts'

export interface Waiter {
  signal: AbortSignal
}

/** Answers that only look: rows of batches, places on disk; and a folder in one of these. */
export function viewAnswers({ parts, rows }: { parts: EngineParts; rows: RowsDesk }) {
  const { io, settings } = parts
  return {
    'batch.rows': (input: CheckedInput<'batch.rows'>, options: Waiter) => rows.rows(input, options),
    'batch.job': (input: CheckedInput<'batch.job'>) => rows.job(input),
    'batch.causes': (input: CheckedInput<'batch.causes'>, options: Waiter) => rows.causes(input, options),
    'place.roots': async () => ({ roots: rootsOf(settings.server) }),
    'place.list': ({ path, limit }: CheckedInput<'place.list'>) => io.call('listFolder', { path, limit }),
    'place.makeFolder': ({ folder, name }: CheckedInput<'place.makeFolder'>) => io.call('newFolder', { folder, name }),
  }
}
