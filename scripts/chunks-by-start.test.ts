import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { test } from 'node:test'
import { rolldown } from 'rolldown'
import { packageRoot } from '../main/package-root.ts'
import { chunksByStart } from './chunks-by-start.ts'

const sources = {
  program: "import { a } from './both.js'\nawait import('./late.js')\nconsole.log(a)",
  late: "import { a } from './both.js'\nimport { b } from './deep.js'\nimport { c } from './own.js'\nconsole.log(a, b, c)",
  other: "import { b } from './deep.js'\nawait import('./far.js')\nconsole.log(b)",
  far: "import { b } from './deep.js'\nconsole.log(b)",
  both: 'export const a = Math.random()',
  deep: 'export const b = Math.random()',
  own: 'export const c = Math.random()',
}

test('what a start loads is in few files, without what only others need, and a program has its own', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-chunks-'))
  const pathOf = (name: string) => join(folder.path, `${name}.js`)
  for (const [name, text] of Object.entries(sources)) await writeFile(pathOf(name), text)
  const [late, other] = ['late', 'other'].map((name) => relative(packageRoot, pathOf(name)))
  assert.ok(late && other)
  const codeSplitting = chunksByStart([
    { name: 'late-too', of: [late], sharedWith: [other] },
    { name: 'late', of: [late] },
  ])
  const input = { program: pathOf('program'), other: pathOf('other') }
  await using bundle = await rolldown({ input, preserveEntrySignatures: 'allow-extension' })
  const { output } = await bundle.generate({ chunkFileNames: '[name].js', codeSplitting })
  const files = output.flatMap((file) =>
    file.type === 'chunk' ? [file.moduleIds.map((id) => basename(id, '.js'))] : [],
  )
  const expected = [['both', 'late', 'own'], ['deep'], ['far'], ['other'], ['program']]
  const found = files.filter((modules) => modules.length > 0).map((modules) => modules.toSorted())
  assert.deepEqual(found.map(String).toSorted(), expected.map(String))
})

test('a start that is said to load what is not there is refused, and not built without it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-chunks-'))
  const program = join(folder.path, 'program.js')
  await writeFile(program, 'console.log(1)')
  await using bundle = await rolldown({ input: { program }, preserveEntrySignatures: 'allow-extension' })
  const codeSplitting = chunksByStart([{ name: 'moved', of: ['main/moved-away.ts'] }])
  await assert.rejects(bundle.generate({ codeSplitting }), /knows no main\/moved-away\.ts/)
})
