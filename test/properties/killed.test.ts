import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ConflictMode } from '../../contract/recipe.ts'
import { type GivenTree, temporaryFolder, writeTree } from '../fixtures/files.ts'
import { everythingIn } from './everything-in.ts'
import { manyClashing } from './file-trees.ts'
import { steadyText } from './recipe-texts.ts'
import { resultsOf } from './results-of.ts'
import { runStory } from './run-story.ts'
import { runUntilKilled } from './run-until-killed.ts'
import { telling } from './telling.ts'

interface Story {
  before: GivenTree
  files: GivenTree
  text: string
  conflict: ConflictMode
}

/** How many changes on disk there are before each kill. */
const kills = (most: number) => fc.array(fc.integer({ min: 5, max: most }), { minLength: 1, maxLength: 3 })
const looked = ['in', 'out']

/** A story of its own: files in `in`, results in `out`, the recipe, and a state folder that no other shares. */
class KilledPlace {
  readonly path: string
  readonly #conflict: ConflictMode

  constructor(path: string, { before, files, text, conflict }: Story) {
    this.path = path
    this.#conflict = conflict
    for (const name of [...looked, 'state']) mkdirSync(join(path, name), { recursive: true })
    writeTree(path, { ...before, ...manyClashing, ...files, 'recipe.yaml': `millrace: 1\n${text}` })
  }

  /** `changes`: how many there may be on disk before it is killed. Answers whether it was. */
  run(changes = Infinity): Promise<boolean> {
    const [source, out, recipe] = ['in', 'out', 'recipe.yaml'].map((name) => join(this.path, name)) as Paths
    const how = ['--wait', '0', '--conflict', this.#conflict]
    return this.#command(['run', '--recipe', recipe, ...how, '--out', out, source], changes)
  }

  undo(changes = Infinity): Promise<boolean> {
    return this.#command(['undo', 'last'], changes)
  }

  #command(args: string[], changes: number): Promise<boolean> {
    const stateFolder = join(this.path, 'state')
    const folders = [stateFolder, ...looked.map((name) => join(this.path, name))]
    return runUntilKilled(args, { stateFolder, folders, changes })
  }
}

type Paths = [source: string, out: string, recipe: string]

test('the same command after one that was killed ends as if nothing had happened', async (t) => {
  const { settings, isOver } = telling({ usualMs: 8_000 })
  let [recipes, killed] = [0, 0]
  const agrees = fc.asyncProperty(
    fc.record({ ...runStory, text: steadyText, changes: kills(500) }),
    async ({ changes, ...story }) => {
      if (isOver()) return
      recipes++
      using folder = temporaryFolder()
      const [whole, apart] = [
        new KilledPlace(join(folder.path, 'a'), story),
        new KilledPlace(join(folder.path, 'b'), story),
      ]
      await whole.run()
      for (const each of changes) if (await apart.run(each)) killed++
      await apart.run()
      for (const name of looked)
        assert.deepEqual(resultsOf(join(apart.path, name), story.text), resultsOf(join(whole.path, name), story.text))
    },
  )
  await fc.assert(agrees, settings)
  t.diagnostic(`${recipes} recipes, ${killed} times killed`)
})

test('an undo that was killed and asked for again brings back the very tree', async (t) => {
  const { settings, isOver } = telling({ usualMs: 8_000 })
  let [recipes, killed] = [0, 0]
  const comesBack = fc.asyncProperty(fc.record({ ...runStory, changes: kills(300) }), async ({ changes, ...story }) => {
    if (isOver()) return
    recipes++
    using folder = temporaryFolder()
    const place = new KilledPlace(folder.path, story)
    const tree = () => looked.map((name) => everythingIn(join(place.path, name)).files)
    const was = tree()
    await place.run()
    for (const each of changes) if (await place.undo(each)) killed++
    await place.undo()
    assert.deepEqual(tree(), was)
  })
  await fc.assert(comesBack, settings)
  t.diagnostic(`${recipes} recipes, ${killed} times killed`)
})
