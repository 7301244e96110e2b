import { child } from '../../io/paths.ts'
import { seriesOf } from '../../journal/results/series.ts'
import type { BatchContext } from '../batch-context.ts'
import { attemptsOf, type CommitEntry, outputAt } from './commit-entry.ts'
import { disposeAttempts } from '../making/dispose-attempts.ts'
import { hashOrNull } from '../hash-or-null.ts'
import type { FinishedOutput } from '../job.ts'
import { linkAsPlanned } from './links.ts'
import { TakenName } from './taken-name.ts'

/**
 * Results that are there already, byte for byte, under the name they want: with the conflict mode `skip-identical` they are not made twice. What belongs
 * together, such as the parts of one file or a photo and its sidecar, is left out together or not at all; the job's other results go on without it.
 */
export class Twins {
  readonly #batch: BatchContext
  /** Whether the batch leaves twins out; otherwise every answer here is the one that changes nothing. */
  readonly #areLeftOut: boolean

  constructor(batch: BatchContext) {
    this.#batch = batch
    this.#areLeftOut = batch.conflict === 'skip-identical'
  }

  /** Results that want a name another job of these has got, or get it first: those wait for the others, so that they can be held against them. */
  waves(entries: CommitEntry[]): CommitEntry[][] {
    if (!this.#areLeftOut) return [entries]
    const wanted = new Set<string>()
    const late = entries.filter(({ finished: { outputs } }) => {
      const paths = outputs.map(plainPath)
      const isLate = outputs.some(hasNumber) || paths.some((path) => wanted.has(path))
      for (const path of paths) wanted.add(path)
      return isLate
    })
    return [entries.filter((entry) => !late.includes(entry)), late]
  }

  /** Before names are given: leaves out what stands already under the plain name, though it would get a number. Nothing left ends an entry with `TakenName`. */
  async leaveOut(entries: CommitEntry[]): Promise<void> {
    if (this.#areLeftOut) for (const entry of entries) await this.#leaveOutOf(entry)
  }

  async #leaveOutOf(entry: CommitEntry): Promise<void> {
    await linkAsPlanned(entry, this.#batch)
    if (entry.fault) return
    const { outputs } = entry.finished
    const twins: number[] = []
    for (const unit of unitsOf(outputs)) {
      const mayHaveNumber = unit.some((part) => outputAt(entry, part).name === null || hasNumber(outputAt(entry, part)))
      const plain = (part: number): string => plainPath(outputAt(entry, part))
      if (mayHaveNumber && (await this.#areTwins(entry, unit, plain))) twins.push(...unit)
    }
    await this.#drop(entry, twins, plainPath)
  }

  /** Leaves out the result whose name is taken, with what belongs to it, where all of it is there already under the names it was given. */
  async leaveOutTaken(entry: CommitEntry, taken: number): Promise<boolean> {
    if (!this.#areLeftOut) return false
    const unit = unitsOf(entry.finished.outputs).find((parts) => parts.includes(taken)) ?? []
    const given = (part: number): string => child(outputAt(entry, part).folder, entry.names[part] ?? '')
    if (!(await this.#areTwins(entry, unit, given))) return false
    await this.#drop(entry, unit, (_, part) => given(part))
    return true
  }

  async #areTwins(entry: CommitEntry, unit: number[], pathOf: (part: number) => string): Promise<boolean> {
    for (const part of unit) if (!(await this.#isTwin(entry, part, pathOf(part)))) return false
    return true
  }

  /** A file that is only renamed has not been read yet. What makes way is nothing that stays. */
  async #isTwin(entry: CommitEntry, part: number, path: string): Promise<boolean> {
    const { io } = this.#batch.parts
    if (entry.finished.job.retires?.some((retired) => retired.path === path)) return false
    const theirs = await hashOrNull(io, path)
    const { sha256, attempt } = outputAt(entry, part)
    return theirs !== null && theirs === (sha256 || (await hashOrNull(io, attempt)))
  }

  /** Of an entry all of which is there already nothing is changed but its end: whoever gives it up cleans up. */
  async #drop(
    entry: CommitEntry,
    parts: number[],
    pathOf: (output: FinishedOutput, part: number) => string,
  ): Promise<void> {
    const { outputs } = entry.finished
    const [first] = parts
    if (first === undefined) return
    if (parts.length === outputs.length) {
      entry.fault = new TakenName(pathOf(outputAt(entry, first), first), first, 'there-already')
      return
    }
    const left = new Set(parts)
    const gone = { ...entry, finished: { ...entry.finished, outputs: outputs.filter((_, at) => left.has(at)) } }
    await disposeAttempts(this.#batch.parts, attemptsOf(gone))
    keepOnly(entry, (part) => !left.has(part))
  }
}

/** Parts move up, and what travels along goes on knowing which one it goes with. */
function keepOnly(entry: CommitEntry, isKept: (part: number) => boolean): void {
  const { outputs } = entry.finished
  const kept = [...outputs.keys()].filter(isKept)
  const moved = kept
    .flatMap((part) => outputs[part] ?? [])
    .map((output) => {
      const { beside } = output
      return beside ? { ...output, beside: { ...beside, part: kept.indexOf(beside.part) } } : output
    })
  entry.finished = { ...entry.finished, outputs: moved }
  entry.names = kept.flatMap((part) => entry.names[part] ?? [])
  entry.hasFewer = true
}

/** Results by their part, those together that belong together: parts of one file, with what travels along. */
function unitsOf(outputs: readonly FinishedOutput[]): number[][] {
  const units = new Map<number, number[]>()
  for (const [at, { beside }] of outputs.entries()) {
    const part = beside?.part ?? at
    const unit = units.get(part) ?? seriesOf(outputs, part)
    for (const each of unit) units.set(each, unit)
    if (beside) unit.push(at)
  }
  return [...new Set(units.values())]
}

function plainPath({ folder, stem, extension }: FinishedOutput): string {
  return child(folder, stem + extension)
}

function hasNumber({ name, stem, extension }: FinishedOutput): boolean {
  return name !== null && name !== stem + extension
}
