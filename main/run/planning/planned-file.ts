import type { PlannedFile } from '../../../contract/batch-commands.ts'
import type { Earlier } from '../../journal/ledger/ledger.ts'

/** A file that would run, while nothing else is known of it. */
export function plannedFile(path: string): PlannedFile {
  return { path: path.toWellFormed(), targets: [], note: '', state: 'run' }
}

/** What was made of it before, as a plan tells it. */
export function earlierResults({ outputs }: Earlier): string[] {
  return outputs.map(({ path }) => path.toWellFormed())
}
