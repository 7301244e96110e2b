import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPlace, type Place } from '../../test/fixtures/bench-of-files.ts'

const patience = (): AbortSignal => AbortSignal.timeout(60_000)

/** What another face is told while something is done; `settings` ends the listening. */
async function toldOthers({ host: { client } }: Place, deed: () => Promise<unknown>): Promise<string[]> {
  const events = client.events({ signal: patience() })
  await deed()
  await client.ask('settings.set', {}, { signal: patience() })
  const told: string[] = []
  for await (const { type } of events) {
    if (type === 'settings') return told
    told.push(type)
  }
  throw new Error('the engine ended')
}

test('that files were let out of the vault is told to everybody, also where that failed', async () => {
  await using place = await openPlace({ 'a.txt': 'one', 'b.txt': 'two' })
  await place.run('name: v\noriginals: vault\n')
  const { client } = place.host
  const [first, second] = (await client.ask('vault.list', {}, { signal: patience() })).files
  const restore = (file = -1) => client.ask('vault.restore', { file }, { signal: patience() })
  assert.deepEqual(await toldOthers(place, () => restore(first?.n)), ['vault'])
  assert.deepEqual(await toldOthers(place, () => restore(first?.n).catch(() => {})), ['vault'])
  const empty = () => client.ask('vault.empty', { files: [second?.n ?? -1] }, { signal: patience() })
  assert.deepEqual(await toldOthers(place, empty), ['vault'])
})

test('that a recipe was kept, renamed or removed is told to everybody, and not that it was read or refused', async () => {
  await using place = await openPlace({})
  const { client } = place.host
  const save = (text: string) => client.ask('recipe.save', { recipe: null, text, was: null }, { signal: patience() })
  assert.deepEqual(await toldOthers(place, () => save('millrace: 1\nname: Mine\n')), ['recipes'])
  const rename = () => client.ask('recipe.rename', { recipe: 'mine', title: 'Ours' }, { signal: patience() })
  assert.deepEqual(await toldOthers(place, rename), ['recipes'])
  const remove = () => client.ask('recipe.remove', { recipe: 'mine' }, { signal: patience() })
  assert.deepEqual(await toldOthers(place, remove), ['recipes'])
  assert.deepEqual(await toldOthers(place, () => client.ask('recipe.list', {}, { signal: patience() })), [])
  assert.deepEqual(await toldOthers(place, () => save('no recipe').catch(() => {})), [])
})
