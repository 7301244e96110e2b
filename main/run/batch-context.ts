import type { Facts } from '../../contract/facts.ts'
import type { Fault } from '../../contract/fault.ts'
import type { ConflictMode, Recipe } from '../../contract/recipe.ts'
import type { Clock } from '../async/clock.ts'
import type { WeightedSemaphore } from '../async/semaphore.ts'
import type { VolumeTraits } from '../io/volumes/volume.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { Journal } from '../journal/journal.ts'
import type { Course } from '../plan/course.ts'
import type { Descriptors } from '../plan/descriptor-of.ts'
import type { BranchNames } from '../plan/naming.ts'
import type { Settings } from '../settings/settings.ts'
import type { AttemptPlaces } from './making/attempt-places.ts'
import type { Gate } from './gate.ts'
import type { IoLane } from './lanes/io.ts'
import type { TaskLanes } from './lanes/task-lanes.ts'
import type { OwnInputs } from './admitting/own-inputs.ts'

/** What every batch works with; opened and closed by the engine. */
export interface EngineParts {
  journal: Journal
  io: IoLane
  lanes: TaskLanes
  permits: WeightedSemaphore
  clock: Clock
  settings: Settings
  descriptors: Descriptors
  /** Part of a name that no file had before and none will have again: random at each start, counted up at each call. */
  nextTag: () => string
  stateFolder: string
  /** Whether recipes may run programs of the person's own. */
  allowsPrograms: boolean
  /** Local folder for intermediates, emptied at each start. */
  scratch: string
  /** The vault's first place: in the state folder. */
  vault: string
}

/** What stays the same for all jobs of a batch. */
export interface BatchContext {
  parts: EngineParts
  record: BatchRecord
  recipe: Recipe
  course: Course
  /** Parsed templates, one for each branch. */
  names: BranchNames[]
  /** Where the recipe moves originals; the folder of the output otherwise. */
  movedTo: BranchNames
  conflict: ConflictMode
  traits: VolumeTraits
  places: AttemptPlaces
  inputs: OwnInputs
  /** The target volume: closed while it is full or gone. */
  gate: Gate
  /** Why the recipe does not take a file, or null. */
  refuses: (facts: Facts) => Fault | null
  /** Before anything was made for it. */
  startedMs: number
  /** Aborted when jobs must stop at once. */
  stopNow: AbortSignal
}
