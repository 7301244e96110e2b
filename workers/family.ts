import type { Secrets, TaskLimits, TaskResult, TaskSource } from '../contract/task.ts'
import type { Source } from './source.ts'

/** What is known of a value and may be asked by conditions and names. */
export type ValueFacts = Record<string, string | number>

export interface Beside {
  value: unknown
  path: string
  /** What will stand there in its place, known once it is written. */
  givesWayTo?: 'nothing' | 'original' | undefined
}

export interface WriteContext {
  /** The name of the one new file to make. */
  target: string
  /** 0..1 */
  progress: (fraction: number) => void
  /** All values of the branch, in order, this one among them, and where each is written. */
  beside: readonly Beside[]
  /** Told of an external program as it is started, by its process group. */
  spawned: (pid: number) => void
}

/** Of an intermediate also its time and rights, which it does not tell itself. */
export interface ReadContext extends Pick<TaskSource, 'madeOf' | 'modifiedMs' | 'rights'> {
  limits: TaskLimits
  /** Media type by content, as found when the file was admitted. */
  type: string
  /** As the person knows the file: below what they chose, with `/`. */
  name: string
  /** One of many that become one result. */
  isGathered: boolean
  /** It is read to be sketched, at most about so large. */
  sketchPx?: number | undefined
}

/** A file that was written. */
export type Written = Pick<
  TaskResult,
  'type' | 'extension' | 'sizeBytes' | 'facts' | 'modifiedMs' | 'rights' | 'aside' | 'crc32' | 'linking'
>

/** How values of one kind come from files, pass between steps without being encoded, and become files again. */
export interface Family<Value> {
  /** Empty files may be gathered; else they are `file-empty`. */
  takesEmpty?: boolean
  /** Steps only note down what is to be done: the work itself is done, all in one, when the value is written, and is the last step's. */
  worksLate?: boolean
  /** Raises `wrong-type` when the content is of another kind, `too-large`, `file-truncated`, `file-damaged`. The source stays open until all is written. */
  read(source: Source, context: ReadContext): Promise<Value>
  facts(value: Value): ValueFacts
  /** True of what a split step made beside its values, such as an HTML page about pictures: further steps do not see it. Left out where there is none. */
  isFinished?(value: Value): boolean
  /** Does the work that steps have only noted down, so that several branches share it. */
  settle(value: Value): Promise<Value>
  write(value: Value, context: WriteContext): Promise<Written>
  /** Writes a value as it will look, soon rather than whole. Left out where that is no different. */
  sketch?(value: Value, context: WriteContext & { sidePx: number }): Promise<Written>
  /**
   * True of results of which nothing but the size can be checked. The engine compares the size itself when it takes a file over, so `check` is not
   * called for them. Left out where no result is plain.
   */
  isPlain?(result: Written): boolean
  /** Opens a finished result again. Raises `result-wrong` when it is not what was promised. Left out where all results are plain. */
  check?(result: TaskResult, secrets: Secrets): Promise<void>
  /** As `check`, where that reads all of a file at once: answers the SHA-256 of the very bytes it has found to be what was promised. Instead of `check`. */
  checkBytes?(result: TaskResult): Promise<string>
}
