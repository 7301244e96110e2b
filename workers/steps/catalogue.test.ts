import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { glob } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { steps } from './catalogue.ts'
import { stepSchemas } from './step-schemas.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

test('the catalogue lists every step of the folder, sorted, under the name of its file', async () => {
  const files = await Array.fromAsync(glob('*/*.ts', { cwd: folder }))
  const named = files
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace('/', '.').replace(/\.ts$/, ''))
  const names = steps.map(({ name }) => name)
  assert.ok(names.length >= 7)
  assert.deepEqual(names, named.sort())
  assert.deepEqual([...stepSchemas().keys()], names)
})

/** Prints which files of packages are loaded together with the module it is given. */
const loadedPackages = `
  import { registerHooks } from 'node:module'
  const load = (url, context, next) => {
    if (url.includes('node_modules')) console.log(url)
    return next(url, context)
  }
  registerHooks({ load })
  await import(process.argv[1])
`

test('reading the catalogue loads no codec, and not even zod', async () => {
  const loadedWith = async (module: string): Promise<string> => {
    const url = new URL(module, import.meta.url).href
    const node = promisify(execFile)(process.execPath, ['--input-type=module', '-e', loadedPackages, url], {
      cwd: folder,
    })
    return (await node).stdout
  }
  assert.equal(await loadedWith('catalogue.ts'), '')
  assert.match(await loadedWith('../carriers/sharp-module.ts'), /sharp/)
})
