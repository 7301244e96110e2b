import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { rolldown } from 'rolldown'
import { sharpWithin } from './sharp-within.ts'

/** The code of a program that loads a sharp of these modules, of which the first loads the others. */
async function built(modules: Record<string, string>): Promise<string> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-sharp-'))
  const dist = join(folder.path, 'node_modules', 'sharp', 'dist')
  await mkdir(dist, { recursive: true })
  for (const [name, code] of Object.entries(modules)) await writeFile(join(dist, name), code)
  const input = join(folder.path, 'program.mjs')
  await writeFile(input, `console.log(await import('./node_modules/sharp/dist/${Object.keys(modules)[0]}'))`)
  await using bundle = await rolldown({ input, platform: 'node', plugins: [sharpWithin()] })
  const { output } = await bundle.generate({ format: 'esm' })
  return output.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n')
}

const looking = (native: string): string =>
  `import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)\nexport const found = require('${native}')\n`

test('sharp within a build looks for its native code where it is installed', async () => {
  const index = `export * as versions from './utility.mjs'\n${looking('@img/native')}`
  const code = await built({ 'index.mjs': index, 'utility.mjs': looking('@img/native/versions') })
  assert.equal(code.match(/createRequire\(import\.meta\.resolve\(['"]sharp['"]\)\)/g)?.length, 2)
  assert.ok(!code.includes('import.meta.url'))
})

test('a sharp that looks for it in another way is not built', async () => {
  const another = looking('@img/native').replace('import.meta.url', 'import.meta.filename')
  await assert.rejects(built({ 'index.mjs': another }), /in another way/)
})
