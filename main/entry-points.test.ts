import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type EntryName, entryPoints, entryUrl, entryUrlFrom } from './entry-points.ts'
import { packageRoot } from './package-root.ts'

const names = Object.keys(entryPoints) as EntryName[]

test('an unbuilt engine starts the sources', () => {
  for (const name of names) assert.equal(fileURLToPath(entryUrl(name)), join(packageRoot, entryPoints[name]))
})

test('a built engine starts the files of the build, whichever file of it asks', () => {
  const here = 'file:///opt/millrace/out/chunk-a1.js'
  assert.equal(entryUrlFrom(here, 'journal').href, 'file:///opt/millrace/out/journal.js')
})

test('the package root is the folder of package.json', () => {
  assert.ok(existsSync(join(packageRoot, 'package.json')))
})
