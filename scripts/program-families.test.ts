import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '../main/package-root.ts'

const out = join(packageRoot, 'out')

/** These files of the build and all they load without waiting for an `import()`. */
function loadedWith(starts: readonly string[]): string[] {
  const found = new Set(starts)
  // A set that grows is walked to its new end.
  for (const name of found)
    for (const [, next = ''] of readFileSync(join(out, name), 'utf8').matchAll(
      /^(?:im|ex)port\b[^;]*?["']\.\/([^"']+)["'];$/gm,
    ))
      found.add(next)
  return [...found]
}

const chunk = (name: string) =>
  readdirSync(out).find((file) => file.startsWith(`${name}-`) && file.endsWith('.js')) ?? ''

test('a codec starts from at most ten files, and a run from twenty: each takes as long as ten kilobytes of code', () => {
  const codec = loadedWith(['process.js', chunk('image-family')])
  const chunks = ['run', 'connect', 'owned-engine', 'host', 'assemble-host', 'commands']
  const run = loadedWith(['cli.js', ...chunks.map(chunk)])
  assert.ok(codec.length > 4 && codec.length <= 10, codec.join(', '))
  assert.ok(run.length > 8 && run.length <= 20, run.join(', '))
})

test('whether another process has the engine is asked, and the threads start, before anything of the engine is loaded', () => {
  const before = loadedWith(['cli.js', ...['run', 'connect', 'host'].map(chunk)])
  assert.ok(before.length > 4, before.join(', '))
  assert.deepEqual(
    before.filter((name) => name.startsWith('engine')),
    [],
  )
})
