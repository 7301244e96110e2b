import type { BatchRow } from '../../contract/batch-commands.ts'
import type { BatchSnapshot, RunningRow } from '../../contract/event.ts'
import type { BatchState } from '../../contract/job.ts'
import { gathered, split } from './sample-groups.ts'
import { countsOf, rowOf, type SampleBatch } from './sample-rows.ts'

export interface Sample {
  id: string
  row: BatchRow
  /** Its rows, where it has any. */
  sample: SampleBatch | null
  reason: string
  held: BatchSnapshot['held']
}

interface Told {
  id: string
  recipe: string
  name: string
  state: BatchState
  sample: SampleBatch
  /** Minutes ago. */
  began: number
  tookMin?: number
  undone?: boolean
  watch?: string
  reason?: string
}

const dayMin = 24 * 60

const told: Told[] = [
  {
    id: 'harbour',
    recipe: 'Shrink photos for the web',
    name: 'Harbour archive',
    state: 'running',
    sample: { total: 12_480, ended: 7_738, inHand: 12 },
    began: 3,
  },
  {
    id: 'papers',
    recipe: 'Compress PDFs',
    name: 'Board papers',
    state: 'running',
    sample: { total: 1_076, ended: 196, inHand: 1 },
    began: 2,
  },
  {
    id: 'clips',
    recipe: 'Video to MP4',
    name: 'Launch clips',
    state: 'needs-you',
    sample: { total: 26, ended: 9, inHand: 0 },
    began: 40,
    reason: 'No space left on the disk of /srv/Web. The disk quota is used up.',
  },
  {
    id: 'done',
    recipe: 'Shrink photos for the web',
    name: 'Harbour archive',
    state: 'finished',
    sample: { total: 12_480, ended: 12_480, inHand: 0 },
    began: 90,
    tookMin: 5,
  },
  {
    id: 'uploads',
    recipe: 'HEIC to JPEG',
    name: 'Camera uploads',
    state: 'finished',
    sample: { total: 128, ended: 128, inHand: 0 },
    watch: 'camera',
    began: 130,
    tookMin: 1,
  },
  {
    id: 'exports',
    recipe: 'Checksum list',
    name: 'Old exports',
    state: 'cancelled',
    sample: { total: 212, ended: 212, inHand: 0 },
    began: 180,
    tookMin: 3,
  },
  {
    id: 'scans',
    recipe: 'Merge PDFs by folder',
    name: 'Committee scans',
    state: 'finished',
    sample: { total: gathered.length, ended: gathered.length, inHand: 0, rows: gathered },
    began: 220,
    tookMin: 2,
  },
  {
    id: 'drop',
    recipe: 'Unpack archives',
    name: 'Supplier drop',
    state: 'running',
    sample: { total: split.length, ended: 2, inHand: 1, rows: split },
    began: 1,
  },
  {
    id: 'ledgers',
    recipe: 'CSV to Parquet',
    name: 'Q3 ledgers',
    state: 'finished',
    sample: { total: 214, ended: 214, inHand: 0 },
    began: dayMin + 60,
    tookMin: 1,
  },
  {
    id: 'regatta',
    recipe: 'Rename by date taken',
    name: 'Regatta 2026',
    state: 'finished',
    sample: { total: 2_950, ended: 2_950, inHand: 0 },
    began: dayMin + 200,
    tookMin: 1,
    undone: true,
  },
  {
    id: 'old',
    recipe: 'Compress PDFs',
    name: 'Board papers',
    state: 'finished',
    sample: { total: 1_076, ended: 1_076, inHand: 0 },
    began: 4 * dayMin,
    tookMin: 3,
  },
]

/** `rows`: how many files the batch `harbour` has; 0 for as many as in the design. */
export function sampleBatches(nowMs: number, { rows = 0 }: { rows?: number } = {}): Sample[] {
  return told.map(({ id, recipe, name, state, sample: designed, began, tookMin, undone, watch, reason = '' }) => {
    const sized = id === 'harbour' && rows > 0
    const sample = sized ? { total: rows, ended: Math.floor(rows / 5), inHand: designed.inHand } : designed
    const startedMs = nowMs - began * 60_000
    const counts = countsOf(sample)
    if (undone) Object.assign(counts, { undone: counts.done, done: 0, results: 0, doneBytes: 0, outputBytes: 0 })
    const endedMs = tookMin === undefined ? null : startedMs + tookMin * 60_000 + 1000
    const row = {
      id,
      recipe,
      out: `/srv/Web/${name}`,
      state,
      startedMs,
      endedMs,
      counts,
      undo: undoOf(id, endedMs, counts),
      ...(watch !== undefined && { watch }),
    }
    const held = state === 'needs-you' ? { code: 'disk-full' as const, subject: row.out } : null
    return { id, row, sample, reason, held }
  })
}

/** As the engine would tell it now, or in another state. */
export function snapshotOf({ id, row, sample, reason, held }: Sample, state = row.state): BatchSnapshot {
  const moves = state === 'running' || state === 'pausing'
  const running = sample && moves ? inHandOf(sample) : []
  const { recipe, out, counts, startedMs } = row
  // What takes most of the time need not be what limits the others.
  const slowest = { stage: 'write', share: 0.53 }
  const stages =
    sample && sample.inHand > 1
      ? { read: 2, transform: 8, write: 2 }
      : { read: 0, transform: sample?.inHand ?? 0, write: 0 }
  const now = {
    batchId: id,
    ...(row.title && { title: row.title }),
    recipe,
    out,
    state,
    reason,
    held,
    counts,
    running,
    stages,
    slowest,
    startedMs,
  }
  return { ...now, remainingMs: 118_000 }
}

/** The engine names the first few of those in hand. */
function inHandOf(sample: SampleBatch): RunningRow[] {
  return Array.from({ length: Math.min(8, sample.inHand) }, (_, nth) => {
    const { seq, path, stage, fraction } = rowOf(sample, sample.ended + nth)
    return { seq, path, stage, fraction }
  })
}

/** One batch has originals in the vault, and of another they were removed from there. */
function undoOf(id: string, endedMs: number | null, { done }: BatchRow['counts']): BatchRow['undo'] {
  const keptMs = 30 * dayMin * 60_000
  if (id === 'exports') return { untilMs: null, lost: done }
  if (id === 'done') return { untilMs: (endedMs ?? 0) + keptMs, lost: 3 }
  return { untilMs: null, lost: 0 }
}
