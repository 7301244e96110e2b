import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { CommandOutputs } from '../../../contract/command.ts'
import { Fault, type WireFault } from '../../../contract/fault.ts'
import { served } from './testing/served.ts'
import { SocketClient } from './testing/socket-client.ts'

const text = 'millrace: 1\nname: mine\n'

test('a zero byte in a path is told of with the field it is in, whatever is asked', async () => {
  await using place = await served()
  using face = await SocketClient.connect(place)
  const [file, out] = [join(place.root, 'in'), join(place.root, 'out')]
  const zero = join(place.root, 'in', 'a\0b')
  const run = { recipe: 'copy', sources: [file], out, waitMs: 0 }
  const rules = { folder: file, recipe: 'copy', out }
  for (const [command, input, field] of [
    ['batch.start', { ...run, out: zero }, 'out'],
    ['batch.start', { ...run, sources: [file, zero] }, 'sources.1'],
    ['batch.start', { ...run, recipe: `${zero}.yaml` }, 'recipe'],
    ['batch.plan', { ...run, out: zero }, 'out'],
    ['batch.plan', { ...run, sources: [zero] }, 'sources.0'],
    ['batch.redirect', { batch: 'last', out: zero }, 'out'],
    ['batch.undo', { batch: 'last', paths: [zero] }, 'paths.0'],
    ['place.list', { path: zero }, 'path'],
    ['place.makeFolder', { folder: zero, name: 'new' }, 'folder'],
    ['watch.add', { rules: { ...rules, folder: zero } }, 'rules.folder'],
    ['watch.add', { rules: { ...rules, out: zero } }, 'rules.out'],
    ['watch.check', { rules: { ...rules, recipe: `${zero}.yaml` } }, 'rules.recipe'],
    ['watch.edit', { watch: 'x', rules: { out: zero } }, 'rules.out'],
    ['watch.processAnyway', { watch: 'x', path: zero }, 'path'],
    ['recipe.get', { recipe: `${zero}.yaml` }, 'recipe'],
    ['recipe.export', { recipe: `${zero}.yaml` }, 'recipe'],
    ['recipe.restore', { removed: 'a\0b' }, 'removed'],
    ['preview.make', { text, sample: zero, detail: 'whole' }, 'sample'],
    ['preview.tokens', { sample: zero }, 'sample'],
  ] as const) {
    const fault = await face.call(command, input).catch((error: unknown) => error)
    assert.ok(fault instanceof Fault, command)
    assert.deepEqual([fault.code, fault.why], ['usage-wrong', told(field)], command)
  }
  const thumb = await place.fetch(`/api/thumb?path=${encodeURIComponent(zero)}&size=256`)
  assert.deepEqual([thumb.status, await why(thumb)], [400, told('path')])
  const drop = { drop: 'drop-0001', key: '', files: 1, bytes: 1, recipe: 'copy', out: zero }
  const headers = { 'content-type': 'application/json' }
  const begun = await place.fetch('/api/drops', { method: 'POST', headers, body: JSON.stringify(drop) })
  assert.deepEqual([begun.status, await why(begun)], [400, told('out')])
})

const told = (field: string): string => `The field \`${field}\` is not right. A path cannot have a zero byte in it.`

async function why(response: Response): Promise<unknown> {
  return ((await response.json()) as WireFault).why
}

test('a recipe with a zero byte in a path or in a word of a command is refused where it is written', async () => {
  await using place = await served()
  using face = await SocketClient.connect(place)
  for (const [step, problem] of [
    ['image.watermark: { picture: "/a\\0.png" }', 'A path cannot have a zero byte in it.'],
    ['external.run: { command: ["cp", "a\\0", "{output}"] }', 'A word of a command cannot have a zero byte in it.'],
  ] as const) {
    const answer = await face.call('recipe.check', { text: `${text}steps: [{ ${step} }]\n` })
    const { problems } = answer as CommandOutputs['recipe.check']
    assert.deepEqual(
      problems.map(({ message }) => message),
      [problem],
    )
  }
})
