import type { CommandOutputs } from '../../contract/command.ts'
import type { Journal } from '../journal/journal.ts'

/** A page of what the vault holds, and all of it in figures. */
export async function heldFiles(
  journal: Journal,
  { after, limit }: { after: number; limit: number },
): Promise<CommandOutputs['vault.list']> {
  const [files, totals] = await Promise.all([
    journal.call('heldPage', { after, limit }),
    journal.call('heldTotals', null),
  ])
  return { files, next: files.length < limit ? null : (files.at(-1)?.n ?? null), totals }
}
