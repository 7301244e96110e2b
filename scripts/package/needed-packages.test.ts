import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { neededPackages } from './needed-packages.ts'

test('a build needs what it imports, what it waits for and what it asks the place of, and nothing it only mentions', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-needed-'))
  const lines = [
    "import fs from 'node:fs'",
    "import { app } from 'electron'",
    "import own from './own.js'",
    "import at from 'imported/deep/file.js'",
    "const later = () => import('@scope/waited/for')",
    "const place = import.meta.resolve('placed/code.wasm')",
    'const computed = (name) => [import(name), import.meta.resolve(name)]',
    'const here = import.meta.url',
    'const text = "import.meta.resolve(\'mentioned\')"',
  ]
  await writeFile(join(folder.path, 'a.js'), lines.join('\n'))
  assert.deepEqual(neededPackages(folder.path), ['@scope/waited', 'imported', 'placed'])
})
