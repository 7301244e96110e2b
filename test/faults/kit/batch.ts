import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeArchive, makeBinaries, makePictures, makeTexts } from './make-files.ts'
import { type Ended, type Program, runToEnd, type StartOptions, start } from './program.ts'
import { keyOf, reportOf } from './report.ts'
import { Sandbox } from './sandbox.ts'
import { isLeftover, isVault } from './leftovers.ts'
import { nameOf, type Tree, treeOf } from './tree.ts'

/** A recipe the fault tests run, and what it is run over. */
export interface Kind {
  recipe: string
  /** What becomes of originals: they stay, their bytes go to the output folder, or their names go to the results and they to a vault. */
  originals: 'stay' | 'move' | 'give-way'
  inputs(folder: string, count: number): string[]
}

export const copying: Kind = { recipe: 'millrace: 1\nname: copy\n', originals: 'stay', inputs: makeBinaries }

export const picturing: Kind = {
  recipe: 'millrace: 1\nname: small\nsteps:\n  - image.resize: { longest: 100 }\n  - image.convert: { to: webp }\n',
  originals: 'stay',
  inputs: makePictures,
}

export const moving: Kind = {
  recipe: 'millrace: 1\nname: move\noriginals: { move: "{out}" }\n',
  originals: 'move',
  inputs: makeBinaries,
}

export const replacing: Kind = {
  recipe: 'millrace: 1\nname: replace\nsteps:\n  - image.resize: { longest: 100 }\noriginals: replace\n',
  originals: 'give-way',
  inputs: makePictures,
}

/** Many in a moment. */
export const tidying: Kind = {
  recipe: 'millrace: 1\nname: tidy\nsteps:\n  - file.text:\noriginals: replace\n',
  originals: 'give-way',
  inputs: makeTexts,
}

/** Of one archive: all of its files come, or none. */
export const unpacking: Kind = {
  recipe: 'millrace: 1\nname: unpack\nsteps:\n  - archive.unpack:\noutput: { folder: "{out}", name: "{entry-stem}" }\n',
  originals: 'stay',
  inputs: makeArchive,
}

/** Some files, a recipe and a world of their own, before or after any number of runs. Disposing removes them. */
export class Batch implements Disposable {
  readonly sandbox = new Sandbox()
  readonly kind: Kind
  /** Of the inputs, as keys of `before`. */
  readonly keys: string[]
  /** The input folder as it was before the first run. */
  readonly before: Tree

  /** `inputs` replaces those of the kind: it fills the folder and answers with the names. */
  constructor(kind: Kind, inputs: (folder: string) => string[]) {
    this.kind = kind
    this.keys = inputs(this.sandbox.in)
    this.before = treeOf(this.sandbox.in)
    writeFileSync(this.#recipe, kind.recipe)
  }

  static of(kind: Kind, count: number): Batch {
    return new Batch(kind, (folder) => kind.inputs(folder, count))
  }

  /** Of `sources`, by default each input by its name. */
  arguments(sources = this.keys.map((key) => join(this.sandbox.in, nameOf(key)))): string[] {
    const { out, report } = this.sandbox
    return ['run', '--recipe', this.#recipe, '--out', out, '--report', report, ...sources]
  }

  start({ sources, ...options }: Omit<StartOptions, 'args'> & { sources?: string[] } = {}): Program {
    return start(this.sandbox, { ...options, args: this.arguments(sources) })
  }

  run({ sources, ...options }: Omit<StartOptions, 'args'> & { sources?: string[] } = {}): Promise<Ended> {
    return runToEnd(this.sandbox, { ...options, args: this.arguments(sources) })
  }

  /** The same command again, which goes on with what is unfinished; answers with `last` where all is done and moved, so that nothing is there to run over. */
  async goOn(last: Ended): Promise<Ended> {
    const done = reportOf(this.sandbox).filter(({ state }) => state === 'done')
    const isOver = this.keys.every((key) => done.some((line) => keyOf(line) === key))
    return isOver && this.kind.originals === 'move' ? { ...last, code: 0, signal: null } : await this.run()
  }

  /** The results that stand under their final names now, with their hashes. */
  results(): Map<string, string> {
    return finalsIn(this.sandbox.out)
  }

  /** What stands in the input folder now, with its hashes; without vaults. */
  inputs(): Map<string, string> {
    return finalsIn(this.sandbox.in)
  }

  [Symbol.dispose](): void {
    this.sandbox[Symbol.dispose]()
  }

  get #recipe(): string {
    return join(this.sandbox.root, 'recipe.millrace.yaml')
  }
}

function finalsIn(folder: string): Map<string, string> {
  const files = [...treeOf(folder)].filter(([key, { kind }]) => kind !== 'folder' && !isLeftover(key) && !isVault(key))
  return new Map(files.map(([key, { sha256 }]) => [key, sha256]))
}

/** What has to come out. */
export interface Expected {
  results: Map<string, string>
  /** What has to stand in the input folder; left out where originals stay. */
  inputs?: Map<string, string>
}

/** What a clean run of such a batch makes, and how long it takes. */
export interface Yardstick extends Expected {
  ms: number
}

/** The same inputs give the same results, so every disturbed run is held against this one. */
export async function yardstickFor(kind: Kind, count: number): Promise<Yardstick> {
  using batch = Batch.of(kind, count)
  const { code, err, ms } = await batch.run()
  assert.equal(code, 0, `a clean run succeeds: ${err}`)
  const results = batch.results()
  const inputs = batch.inputs()
  assert.equal(
    kind.originals === 'give-way' ? inputs.size : results.size,
    count,
    'a clean run makes one result an input',
  )
  if (kind.originals === 'stay') return { results, ms }
  const same = batch.keys.filter((key) => inputs.get(key) === batch.before.get(key)?.sha256)
  assert.deepEqual(same, [], 'a clean run leaves no original in its place')
  return { results, inputs, ms }
}
