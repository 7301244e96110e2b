import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempDisposableSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Client } from '../../../contract/client.ts'
import type { BatchSnapshot } from '../../../contract/event.ts'
import { watchRules } from '../../../contract/watch-rules.ts'
import { resolvedPath } from '../../io/places/real-paths.ts'
import { openHost } from '../../host.ts'
import { zipOf } from '../../../test/fixtures/documents.ts'
import { Grants } from '../../settings/grants.ts'
import { grantedClient } from './granted-client.ts'

const patience = () => ({ signal: AbortSignal.timeout(60_000) })
const refused = { code: 'not-permitted' }
const copying = (name: string, more = ''): string => `millrace: 1\nname: ${name}\n${more}`

/** An engine as its owner has it and as a browser has it, to whom `open` is for reading and writing and `open/read` for reading. */
async function opened({ allowsPrograms } = { allowsPrograms: true }) {
  await using stack = new AsyncDisposableStack()
  const { path: root } = stack.use(mkdtempDisposableSync(join(tmpdir(), 'mr-granted-')))
  const at = (name: string): string => join(root, name)
  for (const name of ['open/in', 'open/out', 'open/read', 'closed/in', 'closed/out'])
    mkdirSync(at(name), { recursive: true })
  const { client: owner } = stack.use(await openHost({ stateFolder: at('state') }))
  const grants = new Grants({
    resolve: async (path) => resolvedPath(path),
    grants: [
      { title: 'open', path: at('open'), access: 'write' },
      { title: 'read', path: at('open/read'), access: 'read' },
    ],
    unlisted: [],
    closed: [at('state')],
  })
  const browser = grantedClient(owner, grants, { allowsPrograms })
  const kept = stack.move()
  return { at, owner, browser, grants, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

async function saved(client: Client, text: string): Promise<string> {
  return (await client.ask('recipe.save', { recipe: null, text, was: null }, patience())).recipe.name
}

async function run(client: Client, wish: { recipe: string; sources: string[]; out: string }): Promise<string> {
  return (await ended(client, () => client.ask('batch.start', { ...wish, waitMs: 0 }, patience()))).batchId
}

async function ended(client: Client, begin: () => Promise<unknown>): Promise<BatchSnapshot> {
  const events = client.events(patience())
  await begin()
  for await (const event of events) if (event.type === 'finished') return event.batch
  throw new Error('the engine ended')
}

test('the nearest folder that was given decides, also where it gives less', async () => {
  await using place = await opened()
  const { at, browser } = place
  const start = (out: string) =>
    browser.ask('batch.start', { recipe: 'copy', sources: [at('open/in')], out, waitMs: 0 }, patience())
  await assert.rejects(start(at('open/read/out')), refused)
  await start(at('open/out'))
})

test('a run that was sent elsewhere is still held by where it was', async () => {
  await using place = await opened()
  const { at, owner, browser } = place
  writeFileSync(at('open/in/a.txt'), 'a')
  const batch = await run(owner, { recipe: 'copy', sources: [at('open/in')], out: at('closed/out') })
  await assert.rejects(browser.ask('batch.redirect', { batch, out: at('open/out') }, patience()), refused)
  await owner.ask('batch.redirect', { batch, out: at('open/out') }, patience())
  await assert.rejects(browser.ask('batch.undo', { batch }, patience()), refused)
  assert.ok(existsSync(at('closed/out/a.txt')))
})

test('what is watched elsewhere is not steered, and its recipe neither changed, replaced nor removed', async () => {
  await using place = await opened()
  const { at, owner, browser } = place
  const recipe = await saved(owner, copying('Nightly'))
  const rules = watchRules().parse({ recipe, folder: at('closed/in'), out: at('closed/out'), existing: 'leave' })
  const watch = (await owner.ask('watch.add', { rules }, patience())).watch.id
  const deeds = [
    () => browser.ask('watch.resume', { watch }, patience()),
    () => browser.ask('watch.answer', { watch, question: 'existing', answer: 'process' }, patience()),
    () => browser.ask('watch.startNow', { watch }, patience()),
    () => browser.ask('watch.rescan', { watch }, patience()),
    () => browser.ask('watch.remove', { watch }, patience()),
    () => browser.ask('recipe.save', { recipe, text: copying('Nightly', 'zone: UTC\n'), was: null }, patience()),
    () => saved(browser, copying('Nightly')),
    () => browser.ask('recipe.import', { text: copying('nightly'), fileName: 'n.yaml', taken: 'replace' }, patience()),
    () => browser.ask('recipe.remove', { recipe }, patience()),
  ]
  for (const deed of deeds) await assert.rejects(deed, refused, String(deed))
  await saved(browser, copying('Daily'))
  await owner.ask('watch.remove', { watch }, patience())
})

test('a recipe that a folder is watched with is changed only to what that may be watched with', async () => {
  await using place = await opened()
  const { at, browser } = place
  const recipe = await saved(browser, copying('Nightly'))
  const rules = watchRules().parse({ recipe, folder: at('open/read'), out: at('open/out'), existing: 'leave' })
  const { watch } = await browser.ask('watch.add', { rules }, patience())
  const save = (more: string) =>
    browser.ask('recipe.save', { recipe, text: copying('Nightly', more), was: null }, patience())
  await assert.rejects(save('originals: vault\n'), refused)
  await assert.rejects(save(`steps: [image.watermark: { picture: ${at('closed/mark.png')} }]\n`), refused)
  await save('zone: UTC\n')
  await browser.ask('watch.remove', { watch: watch.id }, patience())
})

test('a recipe is not changed between a look at it and the run', async () => {
  await using place = await opened()
  const { at, owner, grants } = place
  const asked: string[] = []
  const looked = Promise.withResolvers<undefined>()
  const mayStart = Promise.withResolvers<undefined>()
  const slow: Client = {
    ...owner,
    async ask(command, input, asking) {
      if (command === 'batch.start') {
        looked.resolve(undefined)
        await mayStart.promise
      }
      asked.push(command)
      return owner.ask(command, input, asking)
    },
  }
  const browser = grantedClient(slow, grants)
  const recipe = await saved(owner, copying('Race'))
  const wish = { recipe, sources: [at('open/in')], out: at('open/out'), waitMs: 0 }
  const started = browser.ask('batch.start', wish, patience())
  await looked.promise
  const saving = browser.ask('recipe.save', { recipe, text: copying('Race', 'zone: UTC\n'), was: null }, patience())
  // Whatever it asks before, it has asked by the time the engine has answered something else.
  for (let turn = 0; turn < 20; turn++) await owner.ask('recipe.get', { recipe }, patience())
  assert.ok(!asked.includes('recipe.save'))
  mayStart.resolve(undefined)
  await Promise.all([started, saving])
  assert.ok(asked.indexOf('batch.start') < asked.indexOf('recipe.save'))
})

test('where no programs run none is put into a recipe, and those its owner put there stay', async () => {
  await using place = await opened({ allowsPrograms: false })
  const { owner, browser } = place
  const off = { code: 'programs-off' }
  const running = (name: string, program: string) =>
    copying(name, `steps: [external.run: { command: [${program}, "{input}", "{output}"] }]\n`)
  await assert.rejects(saved(browser, running('Theirs', 'rm')), off)
  const text = running('Theirs', 'rm')
  const { requests } = await browser.ask('recipe.look', { text, fileName: 'x.yaml' }, patience())
  const allow = requests.map(({ id }) => id)
  await assert.rejects(browser.ask('recipe.import', { text, fileName: 'x.yaml', allow }, patience()), off)
  await browser.ask('recipe.import', { text, fileName: 'x.yaml', allow: [] }, patience())
  const recipe = await saved(owner, running('Ours', 'cp'))
  const save = (changed: string) => browser.ask('recipe.save', { recipe, text: changed, was: null }, patience())
  await assert.rejects(save(running('Ours', 'mv')), off)
  await save(running('Ours', 'cp') + 'zone: UTC\n')
})

test('no link in an output folder leads what a browser begins out of it, whoever goes on with it', async () => {
  await using place = await opened()
  const { at, owner, browser } = place
  symlinkSync(at('closed'), at('open/out/link'))
  symlinkSync(at('nowhere'), at('open/out/broken'))
  writeFileSync(at('open/in/a.zip'), await zipOf({ 'link/new/a.txt': 'a' }))
  const recipes = [
    copying('Led', 'output: { folder: "{out}/link" }\n'),
    copying('Broken', 'output: { folder: "{out}/broken" }\n'),
    copying('Moved', 'originals: { move: "{out}/link" }\n'),
    copying('Unpacked', 'steps: [archive.unpack: ]\noutput: { folder: "{out}" }\n'),
  ]
  for (const text of recipes) {
    const wish = { recipe: await saved(owner, text), sources: [at('open/in')], out: at('open/out') }
    const batch = await run(browser, wish)
    const first = (await owner.ask('batch.get', { batch }, patience())).batch.counts
    assert.deepEqual([first.done, first.failed], [0, 1], text)
    const { counts } = await ended(owner, () => owner.ask('batch.retry', { batch }, patience()))
    assert.deepEqual([counts.done, counts.failed], [0, 1], text)
  }
  assert.deepEqual([readdirSync(at('closed')).sort(), readdirSync(at('closed/out'))], [['in', 'out'], []])
  assert.deepEqual(readdirSync(at('open/in')), ['a.zip'])
  await run(owner, { recipe: 'unpacked', sources: [at('open/in/a.zip')], out: at('open/out') })
  assert.ok(existsSync(at('closed/new/a.txt')))
})

test('what is watched from a browser is held so too, whatever is changed of it', async () => {
  await using place = await opened()
  const { at, browser } = place
  const rules = watchRules().parse({ recipe: 'copy', folder: at('open/in'), out: at('open/out'), existing: 'leave' })
  const { watch } = await browser.ask('watch.add', { rules }, patience())
  assert.equal(watch.rules.held, true)
  const edited = await browser.ask('watch.edit', { watch: watch.id, rules: { held: false } }, patience())
  assert.equal(edited.watch.rules.held, true)
})

test('a folder is made only where results may be saved, and under a name that stays there', async () => {
  await using place = await opened()
  const { at, browser } = place
  symlinkSync(at('closed/out'), at('open/link'))
  const make = (folder: string, name = 'new') =>
    browser.ask('place.makeFolder', { folder: at(folder), name }, patience())
  for (const folder of ['open/read', 'closed/out', 'open/link', 'open/../closed/out', 'state', ''])
    await assert.rejects(make(folder), refused, folder)
  for (const name of ['../up', '..', ' ']) await assert.rejects(make('open/out', name), { code: 'name-refused' }, name)
  assert.deepEqual(await make('open/out', ' new '), { path: at('open/out/new') })
  await assert.rejects(make('open/out'), { code: 'name-taken' })
  assert.deepEqual(
    [readdirSync(at('open/out')), readdirSync(at('closed/out')), readdirSync(at('open/read'))],
    [['new'], [], []],
  )
})
