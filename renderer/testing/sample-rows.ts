import type { JobRow, RowFilter } from '../../contract/row-commands.ts'
import { Fault } from '../../contract/fault.ts'
import type { BatchCounts, JobState } from '../../contract/job.ts'

/** A batch whose rows follow from their numbers: any of a million can be told without the others. */
export interface SampleBatch {
  total: number
  /** Files before this number have ended. */
  ended: number
  inHand: number
  /** Told row by row instead. */
  rows?: readonly JobRow[]
}

const folder = '/srv/photos/2024/May/Harbour'
const truncated = (path: string) =>
  new Fault('file-truncated', { subject: path, why: 'The file ends at 3.4 of 4.8 MB.' }).toWire()
const damaged = (path: string) =>
  new Fault('file-damaged', { subject: path, why: 'Its parts cannot be followed to the end of the picture.' }).toWire()
const refused = (path: string) =>
  new Fault('wrong-type', { subject: path, why: 'The recipe Shrink photos for the web takes pictures.' }).toWire()

export function stateOf({ total, ended, inHand, rows }: SampleBatch, seq: number): JobState {
  const told = rows?.[seq]
  if (told) return told.state
  if (seq >= total) throw new RangeError(`row ${seq} of ${total}`)
  if (seq >= ended + inHand) return 'waiting'
  if (seq >= ended) return 'running'
  return seq % 890 === 5 ? 'failed' : seq % 561 === 3 ? 'skipped' : 'done'
}

export function rowOf(batch: SampleBatch, seq: number): JobRow {
  const told = batch.rows?.[seq]
  if (told) return told
  const state = stateOf(batch, seq)
  const path = `${folder}/DSC_${4119 + seq}.${seq % 97 === 12 ? 'tif' : seq % 11 === 4 ? 'heic' : 'jpg'}`
  const sizeBytes = 4_100_000 + ((seq * 7919) % 1_300_000)
  const isDone = state === 'done'
  const outputs = isDone
    ? [
        {
          path: path.replace('/photos/', '/web/').replace(/\.\w+$/, '.webp'),
          bytes: Math.round(sizeBytes * 0.37),
          sha256: '',
          facts: { width: 2048, height: 1365 },
        },
      ]
    : []
  const fault = faultOf(state, { seq, path })
  const failedAt = fault?.code === 'file-damaged' ? 'image.convert' : ''
  const running = state === 'running' ? stageOf(seq - batch.ended) : { stage: failedAt, fraction: 0 }
  return {
    seq,
    path,
    sizeBytes,
    state,
    ...running,
    reused: false,
    outputs,
    fault,
    ms: state === 'waiting' ? 0 : 140 + ((seq * 37) % 480),
  }
}

const stages = [
  ['write', 0.82],
  ['write', 0.34],
  ['image.convert', 0.88],
  ['image.resize', 0.46],
  ['image.convert', 0.71],
  ['image.upright', 0.22],
  ['read', 0.58],
  ['read', 0.1],
] as const

function faultOf(state: JobState, { seq, path }: { seq: number; path: string }): JobRow['fault'] {
  if (state === 'skipped') return refused(path)
  if (state !== 'failed') return null
  return seq % 3 === 0 ? damaged(path) : truncated(path)
}

function stageOf(nth: number): { stage: string; fraction: number } {
  const [stage, fraction] = stages[nth % stages.length] ?? stages[0]
  return { stage, fraction }
}

export function countsOf(batch: SampleBatch): BatchCounts {
  const count = (state: JobState) => {
    let found = 0
    for (let seq = 0; seq < batch.ended; seq++) if (stateOf(batch, seq) === state) found++
    return found
  }
  const [failed, skipped] = [count('failed'), count('skipped')]
  const endedBytes = batch.ended * 4_750_000
  return {
    total: batch.total,
    waiting: batch.total - batch.ended - batch.inHand,
    running: batch.inHand,
    done: batch.ended - failed - skipped,
    reused: 0,
    skipped,
    failed,
    cancelled: 0,
    undone: 0,
    totalBytes: batch.total * 4_750_000,
    endedBytes,
    doneBytes: endedBytes,
    results: batch.ended - failed - skipped,
    outputBytes: Math.round(endedBytes * 0.39),
  }
}

const leads = ({ rows }: SampleBatch, seq: number): boolean => rows?.[seq]?.group?.leader === seq

/** A window under a filter and a search, found by going through the numbers. */
export function windowOf(
  batch: SampleBatch,
  { filter, search, offset, limit }: { filter: RowFilter; search: string; offset: number; limit: number },
): { total: number; rows: JobRow[] } {
  if (filter === 'all' && search === '') {
    const length = Math.max(0, Math.min(limit, batch.total - offset))
    return { total: batch.total, rows: Array.from({ length }, (_, nth) => rowOf(batch, offset + nth)) }
  }
  const seqs: number[] = []
  for (let seq = 0; seq < batch.total; seq++) {
    const fits = filter === 'groups' ? leads(batch, seq) : filter === 'all' || stateOf(batch, seq) === filter
    if (fits && (search === '' || rowOf(batch, seq).path.toLowerCase().includes(search.toLowerCase()))) seqs.push(seq)
  }
  return { total: seqs.length, rows: seqs.slice(offset, offset + limit).map((seq) => rowOf(batch, seq)) }
}
