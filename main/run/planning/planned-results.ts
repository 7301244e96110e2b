import type { Facts } from '../../../contract/facts.ts'
import { Fault } from '../../../contract/fault.ts'
import { child } from '../../io/paths.ts'
import type { Target } from '../../journal/ledger/admit.ts'
import { describeTarget } from '../../plan/naming.ts'
import type { BatchContext } from '../batch-context.ts'
import { isNumberOf } from '../commit/in-place.ts'
import { lieIn } from '../lie-in.ts'
import { isMoveOnly } from '../originals.ts'
import { pushesOut } from '../admitting/free-names.ts'
import type { IoLane } from '../lanes/io.ts'
import { foldingOf } from '../recipe-names.ts'
import type { SourceFolders } from '../admitting/source-folders.ts'
import { type Naming, targetRequest, resultsOf } from '../targets.ts'
import { travels } from '../making/travel-along.ts'
import { passBy } from './pass-by.ts'
import { type Clash, type NamedTarget, PlannedNames } from './planned-names.ts'
import { type Named, type Running, tellClash } from './tell-clash.ts'

/** The target volume is not probed, since planning writes nothing: names that differ only in case are told apart as most disks of the system do. */
const usualFolding = { foldsCase: process.platform !== 'linux', normalises: process.platform === 'darwin' }

/** Says of files that would run where their results would go, and what becomes of names that are taken. */
export class PlannedResults {
  readonly #batch: Naming & Pick<BatchContext, 'conflict'>
  readonly #names: PlannedNames
  readonly #io: IoLane

  constructor(io: IoLane, batch: Naming & Pick<BatchContext, 'conflict'>, folders: SourceFolders) {
    this.#io = io
    this.#batch = batch
    this.#names = new PlannedNames(io, { folding: foldingOf(batch.recipe, usualFolding), folders })
  }

  /** Files of the run that stay where they are: nobody gets their names. */
  keep(paths: readonly string[]): void {
    this.#names.keep(paths)
  }

  /** Completes the files, in order; answers how many of them found a name taken. */
  async name(running: readonly Running[]): Promise<number> {
    const wanted = running.flatMap((one) =>
      one.targets.flatMap((target, at) =>
        isNamed(target) ? [{ ...target, source: one.file.path, sizes: this.#sizesOf(one, at) }] : [],
      ),
    )
    const { conflict } = this.#batch
    const passes = (clashes: Clash[]) => passBy(clashes, { conflict, io: this.#io })
    const how = { passes, yields: pushesOut(this.#batch) }
    const given = (await this.#names.give(wanted, how)).values()
    const named = running.map((one) => ({
      ...one,
      names: one.targets.map((target) => (isNamed(target) ? (given.next().value ?? null) : null)),
    }))
    for (const one of named) this.#complete(one)
    if (isMoveOnly(this.#batch)) await this.#tellInPlace(named)
    const clashing = named.filter(
      ({ file, names }) =>
        file.state === 'run' && names.some((name) => name && (name.before > 0 || name.taken.length > 0)),
    )
    for (const one of clashing) await tellClash(one, { conflict, io: this.#io })
    for (const { file, along } of named) for (const each of along) each.file.state = file.state
    return clashing.length
  }

  /** One that would get a number has one already. */
  async #tellInPlace(named: readonly Named[]): Promise<void> {
    const numbered = named.flatMap(({ file, targets: [target], names: [name] }) => {
      const isNumbered = target && name && name.name !== target.stem + target.extension
      return isNumbered && isNumberOf(file.path, target) ? [{ file, source: file.path, folder: target.folder }] : []
    })
    const areThere = await lieIn(numbered, this.#io)
    for (const [at, { file }] of numbered.entries()) {
      if (!areThere[at]) continue
      Object.assign(file, { state: 'skip', note: new Fault('in-place', { subject: file.path }).message, targets: [] })
    }
  }

  /** Of a result that is the file itself, and of those that travel along. */
  #sizesOf({ identity, along }: Running, at: number): number[] | null {
    const { shared, branches, gathering } = this.#batch.course
    const isChanged = gathering !== null || shared.length > 0 || branches[at]?.own.length !== 0
    return isChanged ? null : [identity.sizeBytes, ...along.map(({ sizeBytes }) => sizeBytes)]
  }

  #complete(one: Named): void {
    const { file, facts, targets, along, names } = one
    const stems = targets.map((target, at) => this.#stemOf(target, { at, facts, name: names[at]?.name }))
    file.targets = stems.map((stem, at) => (stem + this.#endingOf(one, at)).toWellFormed())
    if (travels(this.#batch))
      for (const each of along) each.file.targets = stems.slice(0, 1).map((stem) => (stem + each.tail).toWellFormed())
  }

  /** The path without its ending. What is not known yet stands as written, e.g. `{width}`. */
  #stemOf(
    { folder, extension }: Target,
    { at: branch, facts, name }: { at: number; facts: Facts; name: string | undefined },
  ): string {
    if (name !== undefined) return child(folder, name.slice(0, name.length - extension.length))
    const { splits: parts } = resultsOf(facts, this.#batch, branch)
    const pattern = describeTarget(targetRequest(this.#batch, { branch, facts, extension: '' }), { parts })
    if (this.#batch.recipe.originals.act === 'replace') return child(folder, pattern.name)
    return [pattern.folder, pattern.name].filter((part) => part !== '').reduce(child, this.#batch.record.outRoot)
  }

  /** `.*` where what is in the file decides it, or there are several. */
  #endingOf({ targets, facts }: Running, at: number): string {
    const { type, extension, added, splits } = resultsOf(facts, this.#batch, at)
    const isOpen = extension === null && (type === 'undecided' || (type === 'unknown' && splits !== null))
    return isOpen ? `.*${added}` : (targets[at]?.extension ?? '')
  }
}

function isNamed(target: Target): target is NamedTarget {
  return target.stem !== null
}
