import type { BatchRow } from '../../../contract/batch-commands.ts'
import { saveText } from '../../ui/save-text.ts'
import { csv } from '../../texts/csv.ts'
import type { Texts } from '../../texts/use-texts.ts'

/** Has the browser save the history as a table: one line a batch, times as ISO 8601, sizes in bytes. */
export function exportHistory(rows: readonly BatchRow[], { t }: Texts): void {
  const columns = [
    'started',
    'ended',
    'recipe',
    'folder',
    'state',
    'files',
    'done',
    'failed',
    'skipped',
    'cancelled',
    'undone',
    'read',
    'written',
  ] as const
  const head = columns.map((column) => t(`history.csv.${column}`))
  const lines = rows.map(({ startedMs, endedMs, recipe, out, replaces, state, counts }) => [
    iso(startedMs),
    endedMs === null ? '' : iso(endedMs),
    recipe,
    replaces ? t('history.inPlace') : out,
    t(`history.state.${state}`),
    counts.total,
    counts.done,
    counts.failed,
    counts.skipped,
    counts.cancelled,
    counts.undone,
    counts.doneBytes,
    counts.outputBytes,
  ])
  saveText(csv([head, ...lines]), {
    fileName: `millrace-history-${iso(Date.now()).slice(0, 10)}.csv`,
    type: 'text/csv;charset=utf-8',
  })
}

const iso = (atMs: number) => new Date(atMs).toISOString()
