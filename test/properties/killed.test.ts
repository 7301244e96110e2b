import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { conflictModes } from '../../contract/recipe.ts'
import { temporaryFolder, writeTree } from '../fixtures/files.ts'
import { everythingIn } from './everything-in.ts'
import { fileTree, manyClashing } from './file-trees.ts'
import { dependsOnRest, recipeText } from './recipe-texts.ts'
import { resultsOf } from './results-of.ts'
import { runUntilKilled } from './run-until-killed.ts'
import { telling } from './telling.ts'

const { settings, isOver } = telling({ usualMs: 8_000 })

/** A command in a place of its own: files in `in`, results in `out`, and a state folder that no other shares. */
async function command(place: string, args: string[], changes: number): Promise<boolean> {
  const [stateFolder, ...folders] = ['state', 'in', 'out'].map((name) => join(place, name)) as [string, string, string]
  for (const folder of [stateFolder, ...folders]) mkdirSync(folder, { recursive: true })
  return runUntilKilled(args, { stateFolder, folders: [stateFolder, ...folders], changes })
}

function run(place: string, args: string[], changes: number): Promise<boolean> {
  return command(place, ['run', '--wait', '0', ...args, '--out', join(place, 'out'), join(place, 'in')], changes)
}

test('the same command after one that was killed ends as if nothing had happened', async (t) => {
  let [recipes, killed] = [0, 0]
  const agrees = fc.asyncProperty(
    fc.record({
      before: fileTree('out', 4),
      files: fileTree('in', 6),
      text: recipeText.filter((text) => !dependsOnRest(text)),
      conflict: fc.constantFrom(...conflictModes),
      kills: fc.array(fc.integer({ min: 5, max: 500 }), { minLength: 1, maxLength: 3 }),
    }),
    async ({ before, files, text, conflict, kills }) => {
      if (isOver()) return
      recipes++
      using folder = temporaryFolder()
      const recipe = join(folder.path, 'recipe.yaml')
      writeFileSync(recipe, `millrace: 1\n${text}`)
      const [whole, apart] = [join(folder.path, 'whole'), join(folder.path, 'apart')]
      for (const place of [whole, apart]) writeTree(place, { ...before, ...manyClashing, ...files })
      const args = ['--recipe', recipe, '--conflict', conflict]
      await run(whole, args, Infinity)
      for (const changes of kills) if (await run(apart, args, changes)) killed++
      await run(apart, args, Infinity)
      for (const name of ['in', 'out'])
        assert.deepEqual(resultsOf(join(apart, name), text), resultsOf(join(whole, name), text))
    },
  )
  await fc.assert(agrees, settings)
  t.diagnostic(`${recipes} recipes, ${killed} times killed`)
})

test('an undo that was killed and asked for again brings back the very tree', async (t) => {
  const { settings: told, isOver: isEnough } = telling({ usualMs: 8_000 })
  let [recipes, killed] = [0, 0]
  const comesBack = fc.asyncProperty(
    fc.record({
      before: fileTree('out', 4),
      files: fileTree('in', 6),
      text: recipeText,
      conflict: fc.constantFrom(...conflictModes),
      kills: fc.array(fc.integer({ min: 5, max: 300 }), { minLength: 1, maxLength: 3 }),
    }),
    async ({ before, files, text, conflict, kills }) => {
      if (isEnough()) return
      recipes++
      using folder = temporaryFolder()
      const recipe = join(folder.path, 'recipe.yaml')
      writeFileSync(recipe, `millrace: 1\n${text}`)
      const place = join(folder.path, 'place')
      writeTree(place, { ...before, ...manyClashing, ...files })
      const [source, out] = [join(place, 'in'), join(place, 'out')]
      mkdirSync(out, { recursive: true })
      const was = [everythingIn(source).files, everythingIn(out).files]
      await run(place, ['--recipe', recipe, '--conflict', conflict], Infinity)
      for (const changes of kills) if (await command(place, ['undo', 'last'], changes)) killed++
      await command(place, ['undo', 'last'], Infinity)
      assert.deepEqual([everythingIn(source).files, everythingIn(out).files], was)
    },
  )
  await fc.assert(comesBack, told)
  t.diagnostic(`${recipes} recipes, ${killed} times killed`)
})
