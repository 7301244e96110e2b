import assert from 'node:assert/strict'
import {
  copyFileSync,
  mkdirSync,
  mkdtempDisposableSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Fault } from '../../contract/fault.ts'
import { type Host, openHost } from '../../main/host.ts'
import { type RecipeName, recipeNames, recipeText } from './recipes.ts'
import { runUntilKilled } from './run-until-killed.ts'

/** Which of the folders lies on another volume, where there is one. */
export type Apart = 'none' | 'state' | 'out'
/** How a person writes: as most editors do, as a shell does, or so that neither size nor time tell of it. */
export type Hand = 'renames over' | 'writes into' | 'hides its time'

const otherVolume = '/dev/shm'
const never = new AbortController().signal

/** A person with two folders, and the real engine over them. What the person wrote, and did not take away themselves, is known. */
export class World implements AsyncDisposable {
  readonly in: string
  readonly out: string
  readonly state: string
  readonly #folders = new DisposableStack()
  /** Contents written, with where and when. */
  readonly #kept = new Map<string, string>()
  readonly #told: string[] = []
  #host: Host | null = null
  #written = 0

  constructor(apart: Apart) {
    const here = this.#folders.use(mkdtempDisposableSync(join(tmpdir(), 'millrace-lost-'))).path
    const there =
      apart !== 'none' && hasOtherVolume()
        ? this.#folders.use(mkdtempDisposableSync(join(otherVolume, 'millrace-lost-'))).path
        : here
    this.in = join(here, 'in')
    this.out = join(apart === 'out' ? there : here, 'out')
    this.state = join(apart === 'state' ? there : here, 'state')
    for (const folder of [this.in, this.out, this.state]) mkdirSync(folder)
    for (const name of recipeNames) writeFileSync(this.#recipe(name), recipeText(name))
    for (const name of ['a.txt', 'a.note', 'b.txt', 'sub/a.txt']) this.#writeOver(join(this.in, name), 'writes into')
  }

  /** A file under a name, whatever had the name before. */
  async write({ place, name, hand }: { place: 'in' | 'out'; name: string; hand: Hand }): Promise<void> {
    this.#byHand(() => this.#writeOver(join(this[place], name), hand))
  }

  async edit({ which, hand }: { which: number; hand: Hand }): Promise<void> {
    this.#byHandAt(which, (path) => this.#writeOver(path, hand))
  }

  async remove({ which }: { which: number }): Promise<void> {
    this.#byHandAt(which, (path) => rmSync(path))
  }

  async rename({ which, place, name }: { which: number; place: 'in' | 'out'; name: string }): Promise<void> {
    this.#byHandAt(which, (path) => {
      mkdirSync(dirname(join(this[place], name)), { recursive: true })
      moveFile(path, join(this[place], name))
    })
  }

  async run({ recipe, again }: { recipe: RecipeName; again: boolean }): Promise<void> {
    const engine = await this.#engine()
    const { client } = engine
    const { out, in: source } = this
    const asked = { recipe: this.#recipe(recipe), sources: [source], out, waitMs: 0, again }
    const started = await unlessRefused(client.ask('batch.start', asked, { signal: never }))
    await engine.idle()
    if (started) await this.#requireNoBug(started.batch.batchId)
  }

  async undo({ back, which }: { back: number; which: number | null }): Promise<void> {
    const { client } = await this.#engine()
    const { batches } = await client.ask('batch.list', {}, { signal: never })
    const batch = batches.at(back % Math.max(1, batches.length))?.id
    const paths = which === null ? [] : [this.#fileAt(which) ?? '']
    if (batch) await unlessRefused(client.ask('batch.undo', { batch, paths }, { signal: never }))
  }

  async restore({ held }: { held: number }): Promise<void> {
    const { client } = await this.#engine()
    const file = await this.#heldAt(held)
    if (file !== undefined) await unlessRefused(client.ask('vault.restore', { file }, { signal: never }))
  }

  /** The one way by which the engine removes anything for good. */
  async empty({ held }: { held: number }): Promise<void> {
    const { client } = await this.#engine()
    const file = await this.#heldAt(held)
    if (file === undefined) return
    const standing = this.#standing()
    const { files } = await client.ask('vault.empty', { files: [file] }, { signal: never })
    this.#forgetWhatIsGone()
    const gone = standing.size - this.#standing().size
    assert.equal(gone, files.filter(({ result }) => result === 'removed').length, 'only what was named leaves')
  }

  /** The engine of a process of its own, killed when it has changed this many things; or it ends before. */
  async crashRun({ recipe, changes }: { recipe: RecipeName; changes: number }): Promise<void> {
    await this.#crash(['run', '--recipe', this.#recipe(recipe), '--out', this.out, '--wait', '0', this.in], changes)
  }

  async crashUndo({ changes }: { changes: number }): Promise<void> {
    await this.#crash(['undo', 'last'], changes)
  }

  async crashResume({ changes }: { changes: number }): Promise<void> {
    await this.#crash(['resume', '--wait', '0'], changes)
  }

  /** Begins the next engine, which puts right what a crash left. */
  async start(): Promise<void> {
    await this.#engine()
  }

  /** Whatever the person wrote and did not take away stands somewhere under a name of its own. */
  requireKept(after: string): void {
    this.#told.push(after)
    const standing = new Set(this.#standing().values())
    const lost = [...this.#kept].filter(([content]) => !standing.has(content))
    assert.deepEqual(
      lost.map(([, where]) => where),
      [],
      `lost ${after}:\n${this.#story()}`,
    )
  }

  /** What is kept in a vault is known to the journal, with the place it came from. */
  async requireFindable(): Promise<void> {
    const { client } = await this.#engine()
    const { files } = await client.ask('vault.list', { limit: 1000 }, { signal: never })
    const listed = new Set(files.map(({ to }) => to))
    const hidden = [...this.#standing()].filter(
      ([path, content]) => isVaulted(path) && this.#kept.has(content) && !listed.has(path),
    )
    const elsewhere = new Set(
      [...this.#standing()].filter(([path]) => !isVaulted(path) || listed.has(path)).map(([, content]) => content),
    )
    const lost = hidden.filter(([, content]) => !elsewhere.has(content))
    assert.deepEqual(lost, [], `in a vault and in no list:\n${this.#story()}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#rest()
    this.#folders[Symbol.dispose]()
  }

  async #engine(): Promise<Host> {
    this.#host ??= await openHost({ stateFolder: this.state })
    return this.#host
  }

  async #rest(): Promise<void> {
    await this.#host?.[Symbol.asyncDispose]()
    this.#host = null
  }

  async #crash(args: string[], changes: number): Promise<void> {
    await this.#rest()
    await runUntilKilled(args, { stateFolder: this.state, folders: [this.in, this.out, this.state], changes })
  }

  async #requireNoBug(batch: string): Promise<void> {
    const { client } = await this.#engine()
    const { causes } = await client.ask('batch.causes', { batch }, { signal: never })
    assert.deepEqual(
      causes.filter(({ code }) => code === 'bug'),
      [],
    )
  }

  #recipe(name: string): string {
    return join(this.state, `${name}.millrace.yaml`)
  }

  #writeOver(path: string, hand: Hand): void {
    this.#written++
    const content = `${String(this.#written).padStart(4, '0')} by a person\r\nsecond line\r\n`
    mkdirSync(dirname(path), { recursive: true })
    const before = statSync(path, { throwIfNoEntry: false })
    if (hand === 'renames over') {
      writeFileSync(`${path}.tmp`, content)
      renameSync(`${path}.tmp`, path)
    } else writeFileSync(path, content)
    if (hand === 'hides its time' && before) utimesSync(path, before.atime, before.mtime)
    this.#kept.set(content, `${content.slice(0, 4)} at ${path}`)
  }

  #byHandAt(which: number, act: (path: string) => void): void {
    const path = this.#fileAt(which)
    if (path !== undefined) this.#byHand(() => act(path))
  }

  /** What stands nowhere after an act of the person, they took away themselves. */
  #byHand(act: () => void): void {
    act()
    this.#forgetWhatIsGone()
  }

  #forgetWhatIsGone(): void {
    const standing = new Set(this.#standing().values())
    for (const content of this.#kept.keys()) if (!standing.has(content)) this.#kept.delete(content)
  }

  async #heldAt(held: number): Promise<number | undefined> {
    const { client } = await this.#engine()
    const { files } = await client.ask('vault.list', {}, { signal: never })
    return files[held % Math.max(1, files.length)]?.n
  }

  /** One of the files that a person sees. */
  #fileAt(which: number): string | undefined {
    const paths = [...this.#standing().keys()].filter((path) => !isVaulted(path)).sort()
    return paths[which % Math.max(1, paths.length)]
  }

  /** Contents of all files but those of the engine's own making, by path. */
  #standing(): Map<string, string> {
    return new Map(
      [this.in, this.out, join(this.state, 'vault')].flatMap(filesBelow).filter(([path]) => !isAttempt(path)),
    )
  }

  #story(): string {
    const files = [this.in, this.out, this.state].flatMap(filesBelow)
    const tree = files
      .filter(([, content]) => content.length < 100)
      .map(([path, content]) => `  ${path}: ${JSON.stringify(content)}`)
    return [...this.#told.map((act) => `- ${act}`), ...tree].join('\n')
  }
}

/** As `mv` does it. */
function moveFile(from: string, to: string): void {
  if (from === to) return
  rmSync(to, { force: true })
  copyFileSync(from, to)
  rmSync(from)
}

async function unlessRefused<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Fault && error.blame !== 'bug') return null
    throw error
  }
}

function filesBelow(root: string): [path: string, content: string][] {
  if (!statSync(root, { throwIfNoEntry: false })) return []
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map((entry) => {
    const path = join(entry.parentPath, entry.name)
    return [path, readFileSync(path, 'latin1')]
  })
}

function isVaulted(path: string): boolean {
  return path.includes('/.mr-vault/') || path.includes('/state/vault/')
}

function isAttempt(path: string): boolean {
  return path.replaceAll('/.mr-vault/', '/').includes('/.mr-')
}

function hasOtherVolume(): boolean {
  const other = statSync(otherVolume, { throwIfNoEntry: false })
  return other !== undefined && other.dev !== statSync(tmpdir()).dev
}
