import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { UndoneFile } from '../../contract/batch-commands.ts'
import { conflictModes } from '../../contract/recipe.ts'
import type { HeldFile } from '../../contract/vault.ts'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'
import { type FileTree, readTree, writeTree } from '../fixtures/files.ts'
import { fileTree } from './file-trees.ts'
import { recipeText } from './recipe-texts.ts'
import { telling } from './telling.ts'

const { settings, isOver } = telling({ usualMs: 5_000 })
const patience = (): AbortSignal => AbortSignal.timeout(60_000)

const which = fc.nat({ max: 9 })
const runs = fc.record({
  does: fc.constant('run' as const),
  text: recipeText,
  conflict: fc.constantFrom(...conflictModes),
  out: fc.constantFrom('out', 'in/sub'),
  again: fc.boolean(),
})
const undoes = fc.record({ does: fc.constant('undo' as const), which, files: fc.option(which) })
const edits = fc.record({ does: fc.constant('edit' as const), which, content: fc.constantFrom('new', 'newer') })
const removes = fc.record({ does: fc.constant('remove' as const), which })
const letsOut = fc.record({ does: fc.constantFrom('restore' as const, 'empty' as const), which })
const deed = fc.oneof(
  { weight: 4, arbitrary: runs },
  { weight: 4, arbitrary: undoes },
  { weight: 2, arbitrary: edits },
  { weight: 1, arbitrary: removes },
  { weight: 3, arbitrary: letsOut },
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

const isVaulted = (path: string): boolean => path.includes('.mr-vault/') || path.startsWith('state/vault/')

/** One story over one place below the engine's. */
class VaultStory {
  readonly #place: Place
  readonly #root: string
  readonly #batches: string[] = []

  constructor(place: Place, at: string) {
    this.#place = place
    this.#root = join(dirname(place.inPath), at)
  }

  async do(each: Deed): Promise<void> {
    if (each.does === 'run') await this.#run(each)
    else if (each.does === 'undo') await this.#undo(each.which, each.files)
    else if (each.does === 'restore') await this.#restore(each.which)
    else if (each.does === 'empty') await this.#empty(each.which)
    else {
      const path = this.#fileAt(each.which)
      if (path && each.does === 'edit') writeFileSync(path, each.content)
      else if (path) rmSync(path)
    }
    await this.requireListed()
  }

  async #run({ text, conflict, out, again }: Extract<Deed, { does: 'run' }>): Promise<void> {
    const given = { sources: [join(this.#root, 'in')], out: join(this.#root, out), conflict, again }
    const { batch } = await this.#place.run(text, given)
    this.#batches.push(batch.batchId)
  }

  /** What undo says that it would do, it does; and of what the list says is lost, all stays. */
  async #undo(which: number, files: number | null): Promise<void> {
    const batch = this.#batches.at(-1 - (which % Math.max(1, this.#batches.length)))
    if (batch === undefined) return
    const { client } = this.#place.host
    const { files: all } = await client.ask('batch.undo', { batch, dry: true }, { signal: patience() })
    const paths = files === null || all.length === 0 ? [] : [all[files % all.length]?.path ?? '']
    const { files: would } = await client.ask('batch.undo', { batch, paths, dry: true }, { signal: patience() })
    const { batches } = await client.ask('batch.list', { limit: 1000 }, { signal: patience() })
    const lost = batches.find(({ id }) => id === batch)?.undo.lost ?? 0
    const before = this.#tree()
    const { files: did } = await client.ask('batch.undo', { batch, paths }, { signal: patience() })
    assert.deepEqual(did.map(shownOf).sort(), would.map(shownOf).sort())
    if (paths.length === 0) {
      const removed = did.filter(({ reason }) => reason.startsWith('Its original was removed from the vault'))
      assert.equal(removed.length, lost, JSON.stringify(did))
    }
    const [had, has] = [before, this.#tree()].map((tree) => Object.values(tree).sort())
    assert.deepEqual(has, had, 'undo moves, and makes or removes nothing')
  }

  async #restore(which: number): Promise<void> {
    const held = await this.#heldAt(which)
    if (!held) return
    const content = readFileSync(held.to, 'utf8')
    const { path } = await this.#place.host.client.ask('vault.restore', { file: held.n }, { signal: patience() })
    assert.equal(readFileSync(path, 'utf8'), content)
    assert.ok(!existsSync(held.to))
  }

  async #empty(which: number): Promise<void> {
    const held = await this.#heldAt(which)
    if (!held) return
    const before = this.#tree()
    const { files } = await this.#place.host.client.ask('vault.empty', { files: [held.n] }, { signal: patience() })
    assert.deepEqual(
      files.map(({ result, bytes }) => [result, bytes]),
      [['removed', held.bytes]],
    )
    const { [held.to.slice(dirname(this.#root).length + 1)]: _, ...rest } = before
    assert.deepEqual(this.#tree(), rest)
  }

  /** What the vault says that it holds is there, and what is there it says. */
  async requireListed(): Promise<void> {
    const { files, totals } = await this.#held()
    const missing = files.filter(({ to, bytes }) => statSync(to, { throwIfNoEntry: false })?.size !== bytes)
    assert.deepEqual(missing, [])
    assert.ok(files.every(({ there }) => there))
    assert.equal(totals.files, files.length)
    assert.equal(
      totals.bytes,
      files.reduce((sum, { bytes }) => sum + bytes, 0),
    )
    const listed = new Set(files.map(({ to }) => to))
    const base = dirname(this.#root)
    const hidden = Object.keys(readTree(base)).filter((path) => isVaulted(path) && !listed.has(join(base, path)))
    assert.deepEqual(hidden, [])
  }

  async #held() {
    return this.#place.host.client.ask('vault.list', { limit: 1000 }, { signal: patience() })
  }

  async #heldAt(which: number): Promise<HeldFile | undefined> {
    const { files } = await this.#held()
    return files.at(-1 - (which % Math.max(1, files.length)))
  }

  #fileAt(which: number): string | undefined {
    const paths = Object.keys(readTree(this.#root)).filter((path) => !isVaulted(path))
    const path = paths[which % Math.max(1, paths.length)]
    return path === undefined ? undefined : join(this.#root, path)
  }

  /** All files of the place and of its vaults. */
  #tree(): FileTree {
    const all = Object.entries(readTree(dirname(this.#root)))
    return Object.fromEntries(all.filter(([path]) => !path.startsWith('state/') || isVaulted(path)))
  }
}

const shownOf = ({ path, result, reason }: UndoneFile): string => `${path} ${result} ${reason}`

test('the vault holds what it says, lets go of that and nothing else, and undo does what it says it would', async (t) => {
  await using place = await openPlace({})
  let stories = 0
  const holds = fc.asyncProperty(
    fc.record({
      before: fileTree('out', 4),
      files: fileTree('in', 5),
      deeds: fc.array(deed, { minLength: 2, maxLength: 10 }),
    }),
    async ({ before, files, deeds }) => {
      if (isOver()) return
      const at = String(++stories)
      writeTree(join(dirname(place.inPath), at), { 'in/z.txt': 'z\r\n', ...before, ...files })
      const story = new VaultStory(place, at)
      for (const each of deeds) await story.do(each)
      // The next story has an empty vault.
      const { files: held } = await place.host.client.ask('vault.list', { limit: 1000 }, { signal: patience() })
      if (held.length > 0)
        await place.host.client.ask('vault.empty', { files: held.map(({ n }) => n) }, { signal: patience() })
      await story.requireListed()
      rmSync(join(dirname(place.inPath), at), { recursive: true })
    },
  )
  await fc.assert(holds, settings)
  t.diagnostic(`${stories} stories`)
})
