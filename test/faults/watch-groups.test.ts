import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { noise } from './kit/make-files.ts'
import { start } from './kit/program.ts'
import { Sandbox } from './kit/sandbox.ts'
import { treeOf } from './kit/tree.ts'

const recipe = 'millrace: 1\nname: pack\nsteps:\n  - archive.pack: { format: tar, group: folder }\noriginals: vault\n'
const kills = 2
const endsWithinMs = 30_000

test('kill -9 of a watch that gathers, while files come in: each is in one archive, and its original in the vault', async () => {
  using sandbox = new Sandbox()
  const names: string[] = []
  for (let life = 0; life <= kills; life += 1) {
    await using watch = watching(sandbox)
    await sleep(Math.random() * 500)
    for (let added = 0; added < 3; added += 1) names.push(comeIn(sandbox, names.length))
    const isLast = life === kills
    if (isLast) await untilOver(sandbox)
    else await sleep(800 + Math.random() * 2_000)
    watch.killGroup(isLast ? 'SIGINT' : 'SIGKILL')
    const { code, err } = await watch.ended
    assert.equal(code, isLast ? 130 : null, err)
  }
  assert.deepEqual(packed(sandbox), names.toSorted())
  const kept = [...treeOf(join(sandbox.state, 'vault'))].filter(([, { kind }]) => kind === 'file')
  assert.equal(kept.length, names.length)
})

function watching(sandbox: Sandbox) {
  const path = join(sandbox.root, 'pack.yaml')
  writeFileSync(path, recipe)
  const rules = ['--settle', '200ms', '--group-quiet', '1s']
  return start(sandbox, { args: ['watch', '--recipe', path, '--out', sandbox.out, ...rules, sandbox.in] })
}

/** In one of two folders, whole at once. */
function comeIn({ in: folder }: Sandbox, nth: number): string {
  const [name, inside] = [`f${nth}.bin`, join(folder, `d${nth % 2}`)]
  mkdirSync(inside, { recursive: true })
  writeFileSync(join(inside, `${name}.part`), noise(name, 500_000 * (1 + (nth % 4))))
  renameSync(join(inside, `${name}.part`), join(inside, name))
  return name
}

/** Until no original is in its place any more. */
async function untilOver(sandbox: Sandbox): Promise<void> {
  const endMs = performance.now() + endsWithinMs
  while ([...treeOf(sandbox.in, { hash: false })].some(([, { kind }]) => kind === 'file')) {
    assert.ok(performance.now() < endMs, 'all of it is packed')
    await sleep(50)
  }
}

/** Names of all files in all archives; what is no archive fails. */
function packed({ out }: Sandbox): string[] {
  const files = [...treeOf(out, { hash: false })].filter(([, { kind }]) => kind === 'file')
  const listed = files.map(([key]) => execFileSync('tar', ['tf', join(out, key)], { encoding: 'utf8' }))
  return listed
    .flatMap((text) => text.split('\n'))
    .flatMap((line) => (line === '' || line.endsWith('/') ? [] : [line.split('/').at(-1) ?? '']))
    .toSorted()
}
