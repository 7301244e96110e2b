import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { FoundRecipe } from './open-batch.ts'
import type { StartRequest } from './start-request.ts'

export interface ResumeOptions {
  waitMs: number | null
  read: (text: string) => FoundRecipe
}

/** What a batch was begun with. */
export function requestOfBatch(
  { request, recipeText, outRoot }: BatchRecord,
  { waitMs, read }: ResumeOptions,
): StartRequest {
  const {
    sources,
    conflict,
    held = false,
  } = JSON.parse(request) as Pick<StartRequest, 'sources' | 'conflict'> & {
    held?: boolean
  }
  return { recipe: read(recipeText), sources, out: outRoot, conflict, waitMs, again: false, held }
}

/** Where a batch takes its files from, as they were named, and where it saves what it makes: now, and before it was sent elsewhere. */
export function placesOf({ request, outRoot }: BatchRecord): { outs: string[]; sources: string[] } {
  const { sources, left = [] } = JSON.parse(request) as { sources: string[]; left?: string[] }
  return { outs: [...new Set([outRoot, ...left])], sources }
}

/** Where the disk of its output folder began when the batch was begun; null where that is not known, or everything else is mounted on it. */
export function mountOfBatch({ request, outRoot }: BatchRecord): string | null {
  const { disk } = JSON.parse(request) as { disk?: { out: string; mount: string | null } }
  // A person may have sent what was left of it elsewhere.
  return disk?.out === outRoot ? disk.mount : null
}

/** A batch that is to go on in another folder, on the disk that begins at `mount`; for the journal. */
export function movedTo(record: BatchRecord, { out, mount }: { out: string; mount: string | null }) {
  const begun = JSON.parse(record.request) as object
  const left = placesOf(record).outs
  return { n: record.n, outRoot: out, mount, request: JSON.stringify({ ...begun, left, disk: { out, mount } }) }
}

/** What a person called the files when the batch was begun; empty where nobody said. */
export function titleOfBatch({ request }: Pick<BatchRecord, 'request'>): string {
  // A request names all that was dropped, which may be very many paths.
  return request.includes('"title":') ? ((JSON.parse(request) as { title?: string }).title ?? '') : ''
}

/** Whether its results took the places of their originals, and none came into its folder. What was begun by an earlier version does not say. */
export function replacesOriginals({ request }: Pick<BatchRecord, 'request'>): boolean {
  // A quote in a path has a backslash before it.
  return request.includes('"replaces":true')
}
