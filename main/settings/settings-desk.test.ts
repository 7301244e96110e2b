import assert from 'node:assert/strict'
import { mkdtempDisposableSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { SettingsDesk } from './settings-desk.ts'
import { machineDefaults, parseSettings, readSettings } from './settings.ts'

function openDesk(document: object = {}) {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-settings-'))
  const path = join(folder.path, 'settings.json')
  writeFileSync(path, JSON.stringify(document))
  const live = parseSettings(document, path)
  let changes = 0
  const desk = new SettingsDesk({ path, live, changed: () => void changes++ })
  const written = () => JSON.parse(readFileSync(path, 'utf8')) as unknown
  return {
    desk,
    live,
    path,
    written,
    changes: () => changes,
    folder: folder.path,
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

test('a change holds at once, is on disk, and leaves what was written by hand', async () => {
  using there = openDesk({ server: { names: ['mill'] }, limits: { maxDepth: 9 } })
  const { vault } = there.live
  const limits = { maxEntries: 5, maxUnpackedRatio: 900 }
  const state = await there.desk.set({ cores: 1, vault: { maxAgeDays: null }, limits })
  assert.equal(state.settings.limits.maxUnpackedRatio, 900)
  assert.equal(state.settings.cores, 1)
  assert.equal(there.live.limits.maxEntries, 5)
  assert.equal(vault.maxAgeDays, null, 'those who hold a group only see the change too')
  assert.deepEqual(there.written(), {
    server: { names: ['mill'] },
    limits: { maxDepth: 9, ...limits },
    cores: 1,
    vault: { maxAgeDays: null },
  })
  assert.deepEqual(readSettings(there.folder), there.live)
  assert.equal(there.changes(), 1)
  assert.deepEqual(readdirSync(there.folder), ['settings.json'], 'nothing is left beside it')
})

test('null goes back to what the machine has', async () => {
  using there = openDesk({ cores: 1 })
  const { settings } = await there.desk.set({ cores: null })
  assert.equal(settings.cores, machineDefaults.cores)
  assert.deepEqual(there.written(), {})
})

test('more than the machine has is refused by name, and nothing changes', async () => {
  using there = openDesk({ cores: 1 })
  await assert.rejects(there.desk.set({ cores: 1000 }), (error) => {
    assert.ok(error instanceof Fault && error.code === 'usage-wrong' && error.subject === 'cores')
    return true
  })
  assert.deepEqual(there.written(), { cores: 1 })
  assert.equal(there.changes(), 0)
})

test('a document that was spoilt by hand meanwhile is left as it is', async () => {
  using there = openDesk()
  writeFileSync(there.path, '{ "cores": ')
  await assert.rejects(there.desk.set({ pace: 'quiet' }), { code: 'settings-wrong' })
  assert.equal(readFileSync(there.path, 'utf8'), '{ "cores": ')
  assert.equal(there.live.pace, 'full')
})

test('who looks while a change is being written sees it', async () => {
  using there = openDesk()
  const changing = there.desk.set({ vault: { maxAgeDays: 90 } })
  assert.equal((await there.desk.get()).settings.vault.maxAgeDays, 90)
  await changing
})

test('a change that is refused keeps nobody from looking', async () => {
  using there = openDesk({ cores: 1 })
  const changing = there.desk.set({ cores: 1000 })
  assert.equal((await there.desk.get()).settings.cores, 1)
  await assert.rejects(changing, { code: 'usage-wrong' })
})

test('changes made at the same time all hold', async () => {
  using there = openDesk()
  await Promise.all([
    there.desk.set({ notifications: { sound: true } }),
    there.desk.set({ notifications: { failed: false } }),
    there.desk.set({ language: 'zh-Hans' }),
  ])
  assert.deepEqual(there.written(), { notifications: { sound: true, failed: false }, language: 'zh-Hans' })
})

test('what is wrong with a setting is told in words of our own', () => {
  const said = (document: unknown): string => {
    try {
      parseSettings(document, '/settings.json')
    } catch (error) {
      return error instanceof Fault ? error.why : String(error)
    }
    return 'nothing'
  }
  const of = (name: string, what: string): string => `The setting \`${name}\` is not right. ${what}`
  assert.equal(
    said({ limits: { maxEntries: 'many' } }),
    of('limits.maxEntries', 'Expected a number, found the text `many`.'),
  )
  assert.equal(said({ limits: { maxEntries: 1e30 } }).includes('Expected a number of at most'), true)
  assert.equal(
    said({ limits: { maxPixels: -1 } }),
    of('limits.maxPixels', 'Expected a number of more than 0, found the number `-1`.'),
  )
  assert.equal(said({ limits: 3 }), of('limits', 'Expected `name: value` lines, found the number `3`.'))
  assert.equal(said({ pace: 'fast' }).startsWith(of('pace', 'The text `fast` is not known here.')), true)
  assert.equal(said([]), 'Expected `name: value` lines, found a list.')
  const [first] = [said({ server: { roots: [{ path: 'a' }] } })]
  assert.equal(first, of('server.roots.0.path', 'It has to be an absolute path.'))
})

test('a setting that there is none of is named wherever it stands, with the one that was meant', () => {
  const whyOf = (document: object): string => {
    try {
      parseSettings(document, '/settings.json')
    } catch (error) {
      assert.ok(error instanceof Fault && error.code === 'settings-wrong', String(error))
      return error.why
    }
    return 'nothing'
  }
  assert.equal(whyOf({ tools: {} }).split('.')[0], 'There is no setting `tools`')
  assert.equal(
    whyOf({ limits: { 'max-entries': 3 } }),
    'There is no setting `limits.max-entries`. Did you mean `maxEntries`?',
  )
  assert.match(whyOf({ vault: { maxBites: 3 } }), /`vault\.maxBites`.* `maxBytes`/)
  assert.match(whyOf({ server: { roots: [{ path: '/a', mode: 'read' }] } }), /`server\.roots\.0\.mode`/)
})
