import type { Client } from '../../../contract/client.ts'
import type { FailureCause, JobRow } from '../../../contract/row-commands.ts'
import type { WireFault } from '../../../contract/fault.ts'

const pageMost = 200

/** The files that failed for one cause, in the order of the list, up to `most`. */
export async function failuresOf(
  ask: Client['ask'],
  { batch, cause, most, signal }: { batch: string; cause: FailureCause; most: number; signal: AbortSignal },
): Promise<JobRow[]> {
  const found: JobRow[] = []
  for (let offset = 0; found.length < most; offset += pageMost) {
    const { rows } = await ask(
      'batch.rows',
      { batch, filter: 'failed', search: '', offset, limit: pageMost },
      { signal },
    )
    found.push(...rows.filter(({ fault }) => fault !== null && belongs(fault, cause)))
    if (rows.length < pageMost) break
  }
  return found.slice(0, most)
}

/** A cause is a code, and a reason where there are few of them. */
function belongs({ code, why }: WireFault, cause: FailureCause): boolean {
  return code === cause.code && (cause.why === null || why === cause.why)
}
