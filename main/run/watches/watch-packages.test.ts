import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recipe } from '../../../contract/recipe.ts'
import { watchRules } from '../../../contract/watch-rules.ts'
import type { FoundRecipe } from '../open-batch.ts'
import { WatchPackages } from './watch-packages.ts'

const recipeOf = (act: 'keep' | 'replace'): FoundRecipe => ({
  text: '',
  recipe: { accepts: [], companions: 'none', steps: [], outputs: [], originals: { act } } as unknown as Recipe,
})
const identity = { dev: '0', ino: '1', sizeBytes: 1, mtimeNs: '1' }
const files = ['/in/a', '/in/L.photoslibrary/b'].map((path) => ({ path, relative: '', identity }))
const isBehind = (path: string): boolean => path.includes('.photoslibrary')

function packagesOf(recipe: () => FoundRecipe) {
  const call = async (_: string, { paths }: { paths: string[] }) => paths.filter(isBehind)
  const rooms = { recipe: async () => recipe(), parts: { descriptors: new Map(), io: { call } } }
  const rules = watchRules().parse({ folder: '/in', recipe: 'r', out: '/out' })
  return new WatchPackages({ rules }, rooms as unknown as ConstructorParameters<typeof WatchPackages>[1])
}

test('files met in a package are not taken by a recipe that has come to move them since', async () => {
  const packages = packagesOf(() => recipeOf('keep'))
  assert.equal(await packages.opened(), true)
  assert.deepEqual([packages.hasTurned(recipeOf('keep')), packages.hasTurned(recipeOf('replace'))], [false, true])
  const taken = await packages.taken(files, recipeOf('replace'))
  assert.deepEqual(
    taken.map(({ path }) => path),
    ['/in/a'],
  )
  assert.equal((await packages.taken(files, recipeOf('keep'))).length, 2)
})

test('while a recipe cannot be had, packages are left alone', async () => {
  const packages = packagesOf(() => assert.fail('there is none'))
  assert.equal(await packages.opened(), false)
})
