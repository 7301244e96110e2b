import assert from 'node:assert/strict'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { rolldown } from 'rolldown'
import { builtInsAsTheyAre } from './built-ins-as-they-are.ts'

/** The code of a program of this text. */
async function built(text: string): Promise<string> {
  const given = { name: 'given', resolveId: (id: string) => (id === 'program' ? id : null), load: () => text }
  await using bundle = await rolldown({ input: 'program', platform: 'node', plugins: [given, builtInsAsTheyAre()] })
  const { output } = await bundle.generate({ format: 'esm' })
  return output[0].code
}

test('what is built into Node is taken as it is, in whatever way a program asks for it', async () => {
  const code = await built(`
    import process, { argv as words, env } from 'node:process'
    import * as path from 'node:path'
    import { join } from 'node:path'
    import os from 'node:os'
    export const found = [process.pid === globalThis.process.pid, words, env, path.sep, join('a', 'b'), os.EOL]
  `)
  assert.ok(!/^import/m.test(code), code)
  const { found } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { found: unknown[] }
  assert.deepEqual(found, [true, process.argv, process.env, path.sep, path.join('a', 'b'), os.EOL])
})

test('an import that could not be told from others is not built', async () => {
  await assert.rejects(built("export * from 'node:path'\n"), /written in another way: export \* from "node:path"/)
})
