import type { FileIdentity } from '../../../contract/job.ts'
import { idAt } from '../../io/places/folder-ids.ts'
import { isInUse } from '../../io/looking/in-use.ts'
import { lookAt, type Place, type Sighting, survey, type Surveyed } from '../../io/looking/survey.ts'
import { type RootState, rootState, tellsOfChanges } from '../../io/places/watched-root.ts'
import { isBehindPackage } from '../../io/places/packages.ts'
import { type HintListener, type Hints, openHints } from './hints.ts'
import type { FolderState, WatchOrder } from './messages.ts'

/** The disk as one watch sees it. Nothing of it ever opens what is not a regular file. */
export interface Disk {
  root(): RootState
  /** Tells the folder that is there from any other that had its place. */
  rootId(): string | null
  look(path: string): FileIdentity | 'folder' | null
  /** @throws when the folder cannot be read */
  survey(place: Place): Iterator<Surveyed>
  inUse(path: string): boolean
  /** A program keeps what is there as one thing, or as a part of one, and that is left alone. */
  isBehindPackage(path: string): boolean
  tellsOfChanges(): boolean
  openHints(listener: HintListener): Hints
}

/** Whom a watch tells. */
export interface FolderEars {
  /** Which of these files are new to the engine, by path. */
  ask(files: Sighting[]): Promise<string[]>
  /** Whole files: they are the listener's now. */
  take(files: Sighting[]): void
  tell(state: FolderState): void
}

export function realDisk({ rules, wasMounted, ...order }: WatchOrder): Disk {
  const { folder, followLinks } = rules
  const reach = { ...order, followLinks }
  return {
    root: () => rootState(folder, { wasMounted }),
    rootId: () => idAt(folder),
    look: (path) => lookAt(path, { followLinks }),
    survey: (place) => survey(place, reach),
    inUse: isInUse,
    isBehindPackage: (path) => !order.opensPackages && isBehindPackage(folder, path),
    tellsOfChanges: () => tellsOfChanges(folder),
    openHints: (listener) => openHints(folder, reach, listener),
  }
}
