import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rolldown } from 'rolldown'
import { oneByteText } from './one-byte-text.ts'

/** The code of a program of this text. */
async function built(text: string): Promise<string> {
  const given = { name: 'given', resolveId: (id: string) => (id === 'program' ? id : null), load: () => text }
  await using bundle = await rolldown({ input: 'program', plugins: [given, oneByteText()] })
  const { output } = await bundle.generate({ format: 'esm' })
  return output[0].code
}

test('a program has no character beyond ASCII, and means what it meant', async () => {
  const code = await built(`
    const größe = 3
    export const found = ['“Ü”', \`é \${größe} 😀\`, /^[à-ž😀]$/u.test('😀'), /[à-ž]/.test('b'), { 'ß': 1 }.ß]
  `)
  assert.match(code, /^[\0-\x7f]*$/)
  const { found } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { found: unknown[] }
  assert.deepEqual(found, ['“Ü”', 'é 3 😀', true, false, 1])
})

for (const taken of ['String.raw`[à-ž]`', String.raw`'a\’'.length + /\’/.source`])
  test(`a program in which an escape would be another text is not built: ${taken}`, async () => {
    await assert.rejects(built(`export const found = ${taken}\n`), /an escape would change/)
  })
