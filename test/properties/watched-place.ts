import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ReportLine } from '../../contract/job.ts'
import type { WatchStatus } from '../../contract/watch.ts'
import type { SteadyEngine } from './steady-engine.ts'
import type { Deed, Watching } from './watched-deeds.ts'
import { contentOf, WatchedPerson } from './watched-person.ts'
import { WatchedResults } from './watched-results.ts'

/** Long enough for the slowest machine: it is only waited for as long as something is wrong. */
const deadlineMs = 90_000
const lookMs = 20
const settleMs = 100

/** One watched folder with the person who works in it, and what has to hold of it whenever all has settled. */
export class WatchedPlace {
  readonly #watching: Watching
  readonly #root: string
  readonly #in: string
  readonly #out: string
  readonly #engine: SteadyEngine
  readonly #person: WatchedPerson
  readonly #results: WatchedResults
  readonly #told: string[] = []
  #id = ''

  constructor(root: string, watching: Watching, engine: SteadyEngine) {
    this.#root = root
    this.#engine = engine
    this.#watching = watching
    this.#in = join(root, 'in')
    this.#out = { beside: join(root, 'out'), inside: join(this.#in, 'done'), 'the same': this.#in }[watching.out]
    const beside = join(root, 'beside')
    for (const folder of [this.#in, beside]) mkdirSync(folder, { recursive: true })
    const isOurs = (path: string): boolean => this.#isOurs(path)
    this.#person = new WatchedPerson({ folder: this.#in, beside, tag: basename(root), isOurs })
    this.#results = new WatchedResults({ watching, out: this.#out, person: this.#person })
  }

  async begin(): Promise<void> {
    const { steps, originals, conflict } = this.#watching
    const recipe = join(this.#root, 'recipe.yaml')
    const named = originals === 'replace' ? '' : 'outputs: [{ folder: "{out}/{path}", name: "{stem}-made" }]\n'
    const act = originals === 'move' ? '{ move: "{out}/originals/{path}" }' : originals
    writeFileSync(recipe, `millrace: 1\nname: watched\nsteps: ${steps}\noriginals: ${act}\n${named}`)
    const rules = { folder: this.#in, recipe, out: this.#out, settleMs, existing: 'process' as const, conflict }
    this.#id = (await this.#engine.ask('watch.add', { rules })).watch.id
  }

  async do(deed: Deed): Promise<void> {
    this.tell(JSON.stringify(deed))
    if (deed.does !== 'wait') return this.#person.do(deed)
    for (let ask = 0; ask < deed.asks; ask++) await this.#status()
  }

  tell(words: string): void {
    this.#told.push(words)
  }

  async ask(command: 'watch.pause' | 'watch.resume' | 'watch.rescan'): Promise<void> {
    this.tell(command)
    await this.#engine.ask(command, { watch: this.#id })
  }

  /** All that has come is processed, once. What comes last is met after all that came before. */
  async settle(): Promise<void> {
    this.tell('settle')
    this.#person.write('zz.txt', 'over')
    const endMs = performance.now() + deadlineMs
    for (let wrong = await this.#wrong(); wrong.length > 0; wrong = await this.#wrong()) {
      if (performance.now() > endMs) assert.fail([...wrong, ...this.#story()].join('\n'))
      await pause(lookMs)
    }
    this.#results.settled()
  }

  /** Takes back all of today, after all has settled. */
  async undo(): Promise<void> {
    this.tell('undo')
    const { today } = await this.#status()
    for (const batch of today.batchIds) await this.#engine.ask('batch.undo', { batch })
    this.requireKept()
    const made = this.#results.made().map(({ path }) => path)
    if (this.#watching.originals === 'keep') assert.deepEqual(made, [], this.#story().join('\n'))
    this.#results.undone()
  }

  /** Whatever the person wrote and did not take away stands somewhere. */
  requireKept(): void {
    const vault = join(dirname(this.#root), 'state/vault')
    const standing = new Set([this.#root, vault].flatMap(filesBelow).map(contentOf))
    const lost = [...this.#person.kept].filter(([content]) => !standing.has(content))
    assert.deepEqual(lost, [], ['lost', ...this.#story()].join('\n'))
  }

  requireTidy(): void {
    const left = filesBelow(this.#root).filter((path) => path.replaceAll('/.mr-vault/', '/').includes('/.mr-'))
    assert.deepEqual(left, [], ['left over', ...this.#story()].join('\n'))
  }

  /** What stands, by path, without what is written to see that all has settled, and what the engine has there while it runs. */
  tree(): Record<string, string | null> {
    const paths = filesBelow(this.#root).filter((path) => !/\/zz[^/]*$|\/\.mr-/.test(path))
    return Object.fromEntries(paths.map((path) => [path, contentOf(path)]))
  }

  async #wrong(): Promise<string[]> {
    const { state, reason, settling, ready, today } = await this.#status()
    const { waiting, running } = today.counts
    const isQuiet = state !== 'starting' && settling + ready + waiting + running === 0
    const unrest = isQuiet ? [] : [JSON.stringify({ state, reason, settling, ready, waiting, running })]
    return [...unrest, ...this.#wrongRows(await this.#rows(today.batchIds)), ...this.#results.wrong()]
  }

  async #rows(batches: string[]): Promise<ReportLine[]> {
    const pages = batches.map((batch) => this.#engine.ask('batch.report', { batch, limit: 5_000 }))
    return (await Promise.all(pages)).flatMap(({ lines }) => lines.map((line) => JSON.parse(line) as ReportLine))
  }

  /** Every file is in the history, none of ours is, and none failed that need not. */
  #wrongRows(rows: ReportLine[]): string[] {
    const { conflict, originals } = this.#watching
    // An original that was moved is not replaced by another.
    const mayFail = conflict === 'fail' || (originals === 'move' && conflict !== 'number')
    const told = new Set(rows.map(({ path }) => path))
    const files = this.#person.files().filter(({ content }) => !this.#results.isInPlace(content))
    const untold = files.filter(({ path }) => !told.has(path)).map(({ path }) => `not in the history: ${path}`)
    const standing = new Set(files.map(({ path }) => path))
    const failed = rows.filter(({ path, state, code }) => {
      return code === 'bug' || (state === 'failed' && !mayFail && standing.has(path))
    })
    const ours = rows.filter(({ path }) => this.#isOurs(path))
    return [...untold, ...[...failed, ...ours].map((row) => JSON.stringify(row))]
  }

  #isOurs(path: string): boolean {
    const { out } = this.#watching
    if (path.includes('/.mr-')) return true
    if (out === 'inside') return path.startsWith(`${this.#out}/`)
    return out === 'the same' && (/-made[^/]*$/.test(path) || path.startsWith(`${this.#out}/originals/`))
  }

  async #status(): Promise<WatchStatus> {
    return (await this.#engine.ask('watch.get', { watch: this.#id })).watch
  }

  #story(): string[] {
    const tree = filesBelow(this.#root).map((path) => `  ${path}: ${JSON.stringify(contentOf(path))}`)
    return [JSON.stringify(this.#watching), ...this.#told, ...tree]
  }
}

function filesBelow(root: string): string[] {
  while (existsSync(root))
    try {
      const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      return entries.map((entry) => join(entry.parentPath, entry.name)).sort()
    } catch {
      // A folder of the engine that went away meanwhile: once more.
    }
  return []
}
