import type { z } from 'zod'
import type { CommandName, CommandOutputs, commandInputs } from '../../contract/command.ts'
import type { Journal } from '../journal/journal.ts'
import { rootsOf } from '../settings/roots.ts'
import type { EngineParts } from './batch-context.ts'
import type { RowsDesk } from './rows-desk.ts'

type Input<C extends CommandName> = z.output<(typeof commandInputs)[C]>

export interface Waiter {
  signal: AbortSignal
}

/** Answers that only look: rows of batches, places on disk, what the vault holds. */
export function viewAnswers({ parts, rows }: { parts: EngineParts; rows: RowsDesk }) {
  const { io, journal, settings } = parts
  return {
    'batch.rows': (input: Input<'batch.rows'>, options: Waiter) => rows.rows(input, options),
    'batch.job': (input: Input<'batch.job'>) => rows.job(input),
    'batch.causes': (input: Input<'batch.causes'>, options: Waiter) => rows.causes(input, options),
    'place.roots': async () => ({ roots: rootsOf(settings.server) }),
    'place.list': ({ path, limit }: Input<'place.list'>) => io.call('listFolder', { path, limit }),
    'vault.list': (input: Input<'vault.list'>) => heldFiles(journal, input),
  }
}

/** A page of what the vault holds, and all of it in figures. */
async function heldFiles(
  journal: Journal,
  { after, limit }: Input<'vault.list'>,
): Promise<CommandOutputs['vault.list']> {
  const [files, totals] = await Promise.all([
    journal.call('heldPage', { after, limit }),
    journal.call('heldTotals', null),
  ])
  return { files, next: files.length < limit ? null : (files.at(-1)?.n ?? null), totals }
}
