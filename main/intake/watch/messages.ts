import type { Polling, WaitingFile } from '../../../contract/watch.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { RootState } from '../../io/places/watched-root.ts'
import type { Sighting } from '../../io/looking/survey.ts'

/** What a thread is told when it begins to watch a folder. */
export interface WatchOrder {
  rules: WatchRules
  /** Absolute paths below the folder that are no concern of it, e.g. where results go. */
  leaveOut: string[]
  /** No concern of it either, whatever way leads to them from there. */
  closed: string[]
  depth: number
  /** Folders inside that a program keeps as one thing are looked into like any other. */
  opensPackages: boolean
  /** Another disk begins at the folder. */
  wasMounted: boolean
}

/** How many there are, and the first of them as an example. */
export interface SomeFolders {
  count: number
  first: string
}

/** How a folder stands, as its thread sees it. */
export interface FolderState {
  root: RootState
  /** It has been looked through from end to end since it was last there. */
  surveyed: boolean
  polling: Polling | null
  settling: number
  ready: number
  needsYou: number
  /** Folders inside that may not be looked into. */
  unreadable: SomeFolders | null
  /** Folders inside that a program keeps as one thing, where those are left alone. */
  packages: SomeFolders | null
}

/** Why no file is taken for now. */
export type Hold = 'paused' | 'out-of-hours'

/** From the engine to the thread. */
export type ToThread =
  | { type: 'known'; ask: number; fresh: string[] }
  | { type: 'credit'; files: number }
  | { type: 'hold'; held: Hold | null }
  | { type: 'startNow' }
  | { type: 'rescan' }
  | { type: 'look'; path: string }
  | { type: 'takeNow'; call: number; path: string }
  | { type: 'list'; call: number; offset: number; limit: number }

/** From the thread to the engine. `take` hands whole files over: from then on they are the engine's. */
export type FromThread =
  | { type: 'ask'; ask: number; files: Sighting[] }
  | { type: 'take'; files: Sighting[] }
  | { type: 'state'; state: FolderState }
  | { type: 'took'; call: number; found: boolean }
  | { type: 'listed'; call: number; files: WaitingFile[]; total: number }
