import type { BatchSnapshot } from '../../contract/event.ts'
import type { JobRow } from '../../contract/row-commands.ts'
import type { Upload, UploadDoor } from '../link/upload-door.ts'
import { type Sample, snapshotOf } from './sample-batches.ts'
import { countsOf, rowOf } from './sample-rows.ts'

/** Files of a drop that are there at once; two of them are being worked on. */
const there = 14
const [inHand, folder] = [2, '/srv/uploads/drop']
const nameOf = (nth: number) => `PRN_03${nth + 10}.jpg`

/** The run of what somebody drops on the page of the pictures. */
export function uploadSample(nowMs: number): Sample {
  const sized = { total: there, ended: there - inHand, inHand }
  const rows = Array.from({ length: there }, (_, nth): JobRow => {
    const path = `${folder}/${nameOf(nth)}`
    const row = rowOf(sized, nth)
    const outputs = row.outputs.map((output) => ({ ...output, path: path.replace('.jpg', '.webp') }))
    return { ...row, path, state: row.state === 'running' ? 'running' : 'done', fault: null, outputs }
  })
  const sample = { ...sized, rows }
  const row = {
    id: 'upload',
    recipe: 'Shrink photos for the web',
    title: `${nameOf(0)} and 39 more`,
    out: '/srv/Web/Harbour 2026',
    state: 'running' as const,
    startedMs: nowMs - 59_000,
    endedMs: null,
    counts: { ...countsOf(sample) },
    undo: { untilMs: null, lost: 0 },
  }
  return { id: row.id, row, sample, reason: '', held: null }
}

/** Takes the first files whole, then a part of some, and then waits for ever. */
export function sampleUploads(sample: Sample): UploadDoor {
  const never = () => new Promise<never>(() => {})
  const begun = (files: number, bytes: number): BatchSnapshot => {
    const arriving = { files, bytes, arrived: there, arrivedBytes: (bytes * there) / files, closesMs: null }
    return { ...snapshotOf(sample), stages: { read: 1, transform: 1, write: 0 }, arriving }
  }
  let sent = { drop: '', path: '', sizeBytes: 0 }
  return {
    begin: async ({ drop, path, sizeBytes, nth }): Promise<Upload> => {
      sent = { drop, path, sizeBytes }
      const isKnown = nth === there - 3 || nth < 2
      if (nth < there && !isKnown) return { id: 'soon', drop, path, sizeBytes, offset: 0, file: null, expiresMs: 0 }
      const offset = Math.round(sizeBytes * (0.71 - ((nth - there) % 4) / 5))
      return { id: 'never', drop, path, sizeBytes, offset, file: isKnown ? `${folder}/${path}` : null, expiresMs: 0 }
    },
    state: never,
    send: async (id) => {
      if (id === 'never') return never()
      return { id, ...sent, offset: 0, file: folder, expiresMs: 0 }
    },
    run: async ({ drop, files, bytes }) => ({ drop, folder, batch: begun(files, bytes) }),
    sign: async () => {},
  }
}
