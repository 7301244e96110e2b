import type { Client } from '../../../contract/client.ts'
import { type Ranges, within } from '../../state/ranges.ts'

const pageMost = 200

interface Chosen {
  batch: string
  seqs: Ranges
  signal: AbortSignal
}

/** Paths of those of the chosen files that are done; all of the batch are looked through, however few this window holds. */
export async function donePaths(ask: Client['ask'], { batch, seqs, signal }: Chosen): Promise<string[]> {
  const question = { batch, filter: 'done', search: '', limit: pageMost } as const
  const lastSeq = Math.max(-1, ...seqs.map(([, to]) => to))
  const paths: string[] = []
  for (let offset = 0; ; offset += pageMost) {
    const { rows } = await ask('batch.rows', { ...question, offset }, { signal })
    paths.push(...rows.filter(({ seq }) => within(seqs, seq)).map(({ path }) => path))
    if (rows.length < pageMost || (rows.at(-1)?.seq ?? 0) >= lastSeq) return paths
  }
}
