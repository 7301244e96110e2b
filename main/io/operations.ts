import { type CopyRequest, copyAll } from './copy.ts'
import { leftovers } from './leftovers.ts'
import { flushAll, type PublishRequest, type PublishRules, publishAll, releaseReservation } from './publish.ts'
import { dispose } from './remove.ts'
import { hashFile, look, occupied, requireUnchanged, seal, type SealRequest } from './seal.ts'
import type { FileIdentity } from '../../contract/job.ts'
import { freeBytes, probeVolume, requireWritable } from './volume.ts'
import { walk, type WalkEntry, type WalkOptions, type WalkRoot } from './walk.ts'

const walks = new Map<number, Generator<WalkEntry>>()
const walkChunk = 256

/** Everything an io thread can be asked to do, by name; all of it is synchronous, inputs and answers are plain data. */
export const operations = {
  copy: (requests: CopyRequest[]) => ({ outcomes: copyAll(requests) }),
  flush: (paths: string[]) => flushAll(paths),
  publish: ({ requests, rules }: { requests: PublishRequest[]; rules: PublishRules }) => publishAll(requests, rules),
  seal: (request: SealRequest) => seal(request),
  dispose: (paths: string[]) => paths.filter((path) => !dispose(path)),
  release: (path: string) => releaseReservation(path),
  look: (paths: string[]) => look(paths),
  occupied: (paths: string[]) => occupied(paths),
  unchanged: (source: { path: string; planned: FileIdentity }) => requireUnchanged(source.path, source.planned),
  hash: (path: string) => hashFile(path),
  probe: ({ folder, prefix }: { folder: string; prefix: string }) => probeVolume(folder, prefix),
  writable: (folder: string) => requireWritable(folder),
  free: (folder: string) => freeBytes(folder),
  leftovers: (request: { folder: string; prefixes: string[] }) => leftovers(request.folder, request.prefixes),
  walkOpen: ({ id, roots, options }: { id: number; roots: WalkRoot[]; options: WalkOptions }) => {
    walks.set(id, walk(roots, options))
  },
  /** The next entries; fewer than asked for means that the walk has ended. */
  walkNext: (id: number): WalkEntry[] => {
    const entries: WalkEntry[] = []
    const source = walks.get(id)
    while (source && entries.length < walkChunk) {
      const { value, done } = source.next()
      if (done) break
      entries.push(value)
    }
    return entries
  },
  walkClose: (id: number) => {
    walks.delete(id)
  },
}

export type Operations = typeof operations
export { walkChunk }
