import assert from 'node:assert/strict'
import { mkdtempDisposableSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'
import { packageRoot } from '../package-root.ts'
import { Library } from './library.ts'
import { hasPlace } from './shelf-order.ts'

test('every built-in recipe works with the steps there are, and says what it is', async () => {
  using state = mkdtempDisposableSync(join(tmpdir(), 'library-'))
  const library = new Library({ stateFolder: state.path, schemas: stepSchemas() })
  const rows = await library.list()
  assert.equal(rows.length, readdirSync(join(packageRoot, 'recipes')).filter((name) => name.endsWith('.yaml')).length)
  for (const { name, title, summary, problems, builtIn } of rows) {
    assert.deepEqual(problems, [], name)
    assert.ok(builtIn && title !== '' && summary !== '', name)
    assert.equal((await library.find(title)).recipe.name, title)
  }
})

test('recipes for pictures are listed first and checks last, and every built-in one has its place', async () => {
  using state = mkdtempDisposableSync(join(tmpdir(), 'library-'))
  const library = new Library({ stateFolder: state.path, schemas: stepSchemas() })
  const names = (await library.list()).map(({ name }) => name)
  const telling = ['web-ready-images', 'free-up-space', 'hand-off-package', 'share-safely', 'check-checksums']
  assert.deepEqual([names[0], names.at(-1)], [telling[0], telling.at(-1)])
  assert.deepEqual(
    names.filter((name) => telling.includes(name)),
    telling,
  )
  assert.deepEqual(
    names.filter((name) => !hasPlace(name)),
    [],
  )
})
