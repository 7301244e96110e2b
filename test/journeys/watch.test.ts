import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, utimesSync } from 'node:fs'
import { test } from 'node:test'
import { WatchPlace } from '../fixtures/watch-place.ts'

const now = new Date()

test('what is there and what comes in is processed once, with its folders; one batch takes it all', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1', 'sub/b.txt': '2' })
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt', 'sub/b.txt'])
  place.write('in', { 'sub/new/c.txt': '3', 'half.part': '4' })
  await place.untilOut(id, ['a.txt', 'sub/b.txt', 'sub/new/c.txt'])
  const { today, state, lastFileMs } = await place.status(id)
  assert.deepEqual([today.batchIds.length, today.counts.done, state], [1, 3, 'watching'])
  assert.ok(lastFileMs !== null)
})

test('nothing is done twice over a restart, a rescan or touched times, and nothing that came meanwhile is missed', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1', 'b.txt': '2' })
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt', 'b.txt'])
  await place.stop()
  place.write('in', { 'c.txt': '3' })
  await place.start()
  await place.untilOut(id, ['a.txt', 'b.txt', 'c.txt'])
  utimesSync(place.path('in', 'a.txt'), now, new Date(now.getTime() + 1_000))
  await place.ask('watch.rescan', { watch: id })
  place.write('in', { 'd.txt': '4' })
  await place.untilOut(id, ['a.txt', 'b.txt', 'c.txt', 'd.txt'])
  assert.equal((await place.report(id)).length, 4)
})

test('a file that is changed is processed again', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt'])
  place.write('in', { 'a.txt': 'changed' })
  await place.untilOut(id, ['a 2.txt', 'a.txt'])
})

test('the result of a file that is changed takes the place of the one before, where the recipe says so', async () => {
  await using place = await WatchPlace.open({ 'a.txt': 'one', 'sub/a.txt': 'other' })
  const text = 'name: Replacing\nsteps: [file.text]\noutput: { folder: "{out}" }\nconflict: replace\n'
  const { id } = await place.watch({ recipe: place.recipe('replacing', text) })
  await place.untilOut(id, ['a 2.txt', 'a.txt'])
  place.write('in', { 'a.txt': 'one more', 'sub/a.txt': 'another' })
  // Between the earlier result and the new one there is none.
  const content = (name: string) =>
    existsSync(place.path('out', name)) ? readFileSync(place.path('out', name), 'utf8') : ''
  const both = () => ['a.txt', 'a 2.txt'].map(content)
  await place.until(both, ([first, second]) => first === 'one more' && second === 'another')
  await place.untilOut(id, ['a 2.txt', 'a.txt'])
  const { today } = await place.untilQuiet(id)
  for (const batch of today.batchIds) await place.ask('batch.undo', { batch })
  assert.deepEqual(place.names('out'), [])
})

test('a file that waits to be whole again after a restart is processed, though the batch of the day is over before', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const { id } = await place.watch({ settleMs: 200 })
  await place.untilOut(id, ['a.txt'])
  const [batch = ''] = (await place.status(id)).today.batchIds
  // It is in the batch, and not begun, when the engine ends.
  await place.ask('batch.pause', { batch })
  place.write('in', { 'empty.txt': '' })
  await place.untilState(id, ({ today }) => today.counts.waiting === 1)
  await place.stop()
  await place.start()
  place.write('in', { 'c.txt': '3' })
  await place.until(
    () => place.names('out'),
    (names) => names.includes('c.txt'),
  )
  // An undo closes the batch at once, ten seconds of quiet would too.
  await place.ask('batch.undo', { batch, paths: [place.path('in', 'a.txt')] })
  await place.untilOut(id, ['c.txt', 'empty.txt'])
})

test('files that are there already are left, or asked about and then processed or left', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1', 'b.txt': '2' })
  const { id } = await place.watch({ existing: 'ask' })
  const asked = await place.untilState(id, ({ question }) => question !== null)
  assert.deepEqual([asked.question, asked.state], [{ kind: 'existing', files: 2 }, 'needs-you'])
  place.write('in', { 'new.txt': '3' })
  await place.untilOut(id, ['new.txt'])
  assert.equal((await place.ask('batch.list', {})).batches[0]?.state, 'needs-you')
  await place.ask('watch.answer', { watch: id, question: 'existing', answer: 'process' })
  await place.untilOut(id, ['a.txt', 'b.txt', 'new.txt'])
  await place.ask('watch.remove', { watch: id })

  await using other = await WatchPlace.open({ 'a.txt': '1' })
  const left = await other.watch({ existing: 'leave' })
  await other.untilQuiet(left.id)
  await other.stop()
  await other.start()
  other.write('in', { 'new.txt': '2' })
  await other.untilOut(left.id, ['new.txt'])
  other.write('in', { 'a.txt': 'changed' })
  await other.untilOut(left.id, ['a.txt', 'new.txt'])
})

test('a changed recipe asks whether to make results again, and goes on with the new one', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt'])
  await place.stop()
  place.recipe('copy', 'name: Copy\noutput: { name: "{stem}-new" }\n')
  await place.start()
  const asked = await place.untilState(id, ({ question }) => question !== null)
  assert.deepEqual(asked.question, { kind: 'recipe-changed', files: 1 })
  place.write('in', { 'b.txt': '2' })
  await place.untilOut(id, ['a.txt', 'b-new.txt'])
  await place.ask('watch.answer', { watch: id, question: 'recipe-changed', answer: 'process' })
  await place.untilOut(id, ['a-new.txt', 'a.txt', 'b-new.txt'])
  assert.equal((await place.status(id)).question, null)
})

async function doneToday(place: WatchPlace, watch: string): Promise<{ done: number; undone: number }> {
  const { done, undone } = (await place.status(watch)).today.counts
  return { done, undone }
}

test('a file that was undone is left alone, touched or not, until its content changes', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt'])
  const [batch = ''] = (await place.status(id)).today.batchIds
  // The batch of the day is open: undoing it does not have to wait for the evening.
  await place.ask('batch.undo', { batch })
  assert.deepEqual(await doneToday(place, id), { done: 0, undone: 1 })
  utimesSync(place.path('in', 'a.txt'), now, now)
  place.write('in', { 'b.txt': '2' })
  await place.untilOut(id, ['b.txt'])
  place.write('in', { 'a.txt': 'changed' })
  await place.untilOut(id, ['a.txt', 'b.txt'])
})

test('results inside the watched folder, the very folder, or behind a link into it are never taken for input', async () => {
  for (const out of ['in', 'in/done', 'link']) {
    await using place = await WatchPlace.open({ 'a.txt': '1', 'done/old.txt': '2' })
    symlinkSync(place.path('in', 'done'), place.path('link'))
    const { id } = await place.watch({ out: place.path(out) })
    place.write('in', { 'b.txt': '2' })
    await place.untilState(id, ({ today }) => today.counts.done >= (out === 'in' ? 3 : 2))
    await place.ask('watch.rescan', { watch: id })
    place.write('in', { 'last.txt': '3' })
    await place.untilState(id, ({ today }) => today.counts.done >= (out === 'in' ? 4 : 3))
    await place.untilQuiet(id)
    const sources = (await place.report(id)).map(({ path }) => path.slice(place.path('in').length + 1))
    const expected = ['a.txt', 'b.txt', ...(out === 'in' ? ['done/old.txt'] : []), 'last.txt']
    assert.deepEqual(sources.sort(), expected, out)
  }
})

test('what was made of a file before it changed stays known: it is no input, a touch adds no row, and undo takes all of it back', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const { id } = await place.watch({ out: place.path('in') })
  await place.untilState(id, ({ today }) => today.counts.done >= 1)
  place.write('in', { 'a.txt': 'changed' })
  await place.until(
    () => place.names('in'),
    (names) => names.includes('a 3.txt'),
  )
  await place.untilQuiet(id)
  await place.stop()
  utimesSync(place.path('in', 'a.txt'), now, new Date(now.getTime() + 1_000))
  await place.start()
  place.write('in', { 'last.txt': '2' })
  await place.until(
    () => place.names('in'),
    (names) => names.includes('last 2.txt'),
  )
  const { today } = await place.untilQuiet(id)
  const sources = (await place.report(id)).map(({ path }) => path.slice(place.path('in').length + 1))
  assert.deepEqual(sources.sort(), ['a.txt', 'a.txt', 'last.txt'])
  for (const batch of today.batchIds) await place.ask('batch.undo', { batch })
  assert.deepEqual(place.names('in'), ['a.txt', 'last.txt'])
})

test('originals that a recipe moves within the watched folder are not met again', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const { id } = await place.watch({ out: place.path('in'), originals: { act: 'move', folder: '{out}/archive' } })
  await place.untilState(id, ({ today }) => today.counts.done >= 1)
  await place.ask('watch.rescan', { watch: id })
  place.write('in', { 'b.txt': '2' })
  await place.untilState(id, ({ today }) => today.counts.done >= 2)
  await place.untilQuiet(id)
  assert.equal((await place.report(id)).length, 2)
  assert.deepEqual(
    place.names('in').filter((name) => !name.startsWith('.mr-')),
    ['archive/a.txt', 'archive/b.txt'],
  )
})

test('a result that took the place of its original is not met again under the name a person gives it', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1\n' })
  const text = 'name: In place\nsteps: [file.text: { line-endings: crlf }]\noriginals: replace\n'
  const { id } = await place.watch({ recipe: place.recipe('in-place', text) })
  await place.untilState(id, ({ today }) => today.counts.done >= 1)
  mkdirSync(place.path('in', 'sorted'))
  renameSync(place.path('in', 'a.txt'), place.path('in', 'sorted', 'holiday.txt'))
  await place.ask('watch.rescan', { watch: id })
  place.write('in', { 'b.txt': '2\n' })
  await place.untilState(id, ({ today }) => today.counts.done >= 2)
  await place.untilQuiet(id)
  assert.equal((await place.report(id)).length, 2)
  assert.equal(readFileSync(place.path('in', 'sorted', 'holiday.txt'), 'utf8'), '1\r\n')
  place.write('in', { 'sorted/holiday.txt': 'edited\n' })
  await place.untilState(id, ({ today }) => today.counts.done >= 3)
})

test('folders that would feed each other are refused with the circle named, when one is added and when one is changed', async () => {
  await using place = await WatchPlace.open()
  place.write('out', { 'keep.txt': '1' })
  await place.watch({ name: 'there' })
  const back = { folder: place.path('out'), out: place.path('in'), name: 'back' }
  await assert.rejects(place.watch(back), { code: 'output-in-input', message: /back → there → back/ })
  const harmless = await place.watch({ ...back, out: place.path('else') })
  await assert.rejects(place.ask('watch.edit', { watch: harmless.id, rules: { out: place.path('in') } }), {
    code: 'output-in-input',
  })
  assert.equal((await place.status(harmless.id)).rules.out, place.path('else'))
})

test('what cannot work is said before anything is saved, all of it at once', async () => {
  await using place = await WatchPlace.open()
  const wrong = { folder: place.path('nowhere'), recipe: 'no such recipe', only: ['{a'], minBytes: 2, maxBytes: 1 }
  const { rules } = await place.watch()
  const { problems } = await place.ask('watch.check', { rules: { ...rules, ...wrong } })
  assert.deepEqual(problems.map(({ field }) => field).sort(), ['folder', 'maxBytes', 'only', 'recipe'])
  await assert.rejects(place.watch(wrong), { code: 'usage-wrong' })
  assert.equal((await place.ask('watch.list', {})).watches.length, 1)
})

test('a check tells how many files are there and that results go inside', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '12', 'b.jpg': '345', 'sub/c.txt': '6' })
  const rules = { folder: place.path('in'), recipe: 'copy', out: place.path('in', 'out'), only: ['*.txt'] }
  const { existing, notes, cycle, problems } = await place.ask('watch.check', { rules })
  assert.deepEqual([existing, cycle, problems], [{ files: 2, bytes: 3, more: false }, [], []])
  assert.equal(notes.length, 1)
})

test('a paused folder takes nothing and catches up; one out of hours says when it starts', async () => {
  await using place = await WatchPlace.open()
  const { id } = await place.watch()
  await place.ask('watch.pause', { watch: id })
  place.write('in', { 'a.txt': '1' })
  const paused = await place.untilState(id, ({ ready }) => ready === 1)
  assert.equal(paused.state, 'paused')
  await place.stop()
  await place.start()
  assert.equal((await place.status(id)).state, 'paused')
  await place.ask('watch.resume', { watch: id })
  await place.untilOut(id, ['a.txt'])
  // Two hours, tomorrow.
  const later = new Date(Date.now() + 24 * 3_600_000)
  const tomorrow = later.getDay() || 7
  const day = later.toLocaleDateString('en', { weekday: 'long' })
  const schedule = { from: '10:00', to: '12:00', days: [tomorrow] }
  await place.ask('watch.edit', { watch: id, rules: { schedule } })
  place.write('in', { 'b.txt': '2' })
  const closed = await place.untilState(id, ({ ready }) => ready === 1)
  assert.deepEqual([closed.state, closed.reason], ['out-of-hours', `Starts on ${day} at 10:00; 1 waiting.`])
  const { files } = await place.ask('watch.files', { watch: id })
  assert.deepEqual(
    files.map(({ path, reason }) => [path, reason]),
    [[place.path('in', 'b.txt'), 'out-of-hours']],
  )
  await place.ask('watch.startNow', { watch: id })
  await place.untilOut(id, ['a.txt', 'b.txt'])
})

test('a file that does not settle is told with its reason, and processed when a person says so', async () => {
  await using place = await WatchPlace.open()
  const { id } = await place.watch({ settleMs: 3_600_000 })
  place.write('in', { 'a.txt': '1' })
  await place.untilState(id, ({ settling }) => settling === 1)
  const { files } = await place.ask('watch.files', { watch: id })
  assert.equal(files[0]?.reason, 'settling')
  await place.ask('watch.processAnyway', { watch: id, path: place.path('in', 'a.txt') })
  await place.untilOut(id, ['a.txt'])
  await assert.rejects(place.ask('watch.processAnyway', { watch: id, path: place.path('in', 'a.txt') }), {
    code: 'file-missing',
  })
})

test('a folder that is taken away is waited for and caught up with', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt'])
  renameSync(place.path('in'), place.path('elsewhere'))
  const gone = await place.untilState(id, ({ state }) => state === 'disconnected')
  assert.ok(gone.reason !== '')
  place.write('elsewhere', { 'b.txt': '2' })
  renameSync(place.path('elsewhere'), place.path('in'))
  await place.ask('watch.rescan', { watch: id })
  await place.untilOut(id, ['a.txt', 'b.txt'])
})

test('each local day has a batch of its own, from its first file on', async () => {
  const zone = process.env['TZ']
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  try {
    // From the last zone of the earth to the first it is a day later at any hour.
    process.env['TZ'] = 'Etc/GMT+12'
    const { id } = await place.watch()
    await place.untilOut(id, ['a.txt'])
    process.env['TZ'] = 'Etc/GMT-14'
    place.write('in', { 'b.txt': '2' })
    await place.untilOut(id, ['a.txt', 'b.txt'])
    const { batches } = await place.ask('batch.list', { limit: 10 })
    assert.deepEqual(
      batches.map(({ counts }) => counts.done),
      [1, 1],
    )
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})

test('files are gathered by count, and by quiet', async () => {
  await using place = await WatchPlace.open()
  const recipe = place.recipe('lists', 'name: lists\nsteps:\n  - file.checksums: {}\n')
  const { id } = await place.watch({ recipe, gather: { count: 2, bytes: null, quietMs: 1_500 } })
  place.write('in', { 'a.txt': '1', 'b.txt': '2', 'c.txt': '3' })
  await place.untilState(id, ({ today }) => today.counts.done === 3)
  assert.deepEqual(place.names('out'), ['in 2.sha256', 'in.sha256'])
})

test('a group that waits for more is told, is left open when a person says so, and closed at once when they say that', async () => {
  await using place = await WatchPlace.open()
  const recipe = place.recipe('lists', 'name: lists\nsteps:\n  - file.checksums: {}\n')
  const { id } = await place.watch({ recipe, gather: { count: null, bytes: null, quietMs: 3_600_000 } })
  place.write('in', { 'a.txt': '1', 'b.txt': '2' })
  const { today } = await place.untilState(id, (status) => status.today.counts.waiting === 2)
  const gathering = async () =>
    (await place.ask('batch.get', { batch: today.batchIds[0] ?? '' })).batch.gathering ?? assert.fail('nothing is open')
  const { closesMs, ...files } = await gathering()
  assert.deepEqual(files, { groups: 1, files: 2 })
  assert.ok(closesMs !== null && closesMs > Date.now())
  const [listed] = (await place.ask('watch.list', {})).watches
  assert.deepEqual(listed?.gathering, { ...files, closesMs })
  await place.ask('watch.keepOpen', { watch: id })
  assert.equal((await gathering()).closesMs, null)
  await place.ask('watch.close', { watch: id })
  const { gathering: after } = await place.untilState(id, (status) => status.today.counts.done === 2)
  assert.equal(after, undefined)
  assert.deepEqual(place.names('out'), ['in.sha256'])
})

test('a removed watch is forgotten, what it made stays; filters and depth hold', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1', 'b.jpg': '2', 'sub/c.txt': '3' })
  const { id } = await place.watch({ only: ['*.txt'], depth: 0 })
  await place.untilOut(id, ['a.txt'])
  await place.ask('watch.remove', { watch: id })
  await assert.rejects(place.status(id), { code: 'watch-unknown' })
  assert.deepEqual(place.names('out'), ['a.txt'])
})

test('a watch whose recipe is gone says so, and goes on when it is back', async () => {
  await using place = await WatchPlace.open()
  const { id } = await place.watch()
  await place.untilQuiet(id)
  renameSync(place.path('copy.yaml'), place.path('away.yaml'))
  place.write('in', { 'a.txt': '1' })
  const lost = await place.untilState(id, ({ state }) => state === 'needs-you')
  assert.match(lost.reason, /copy\.yaml/)
  renameSync(place.path('away.yaml'), place.path('copy.yaml'))
  await place.untilOut(id, ['a.txt'])
})

test('a command that would watch what is kept already is refused and told its name; the kept watch goes on as it was', async () => {
  await using place = await WatchPlace.open()
  const { id, rules } = await place.watch({ name: 'Night', only: ['*.txt'] })
  const begun = place.ask('watch.add', { rules: { ...rules, name: '', only: [] }, kept: false })
  await assert.rejects(begun, { code: 'usage-wrong', message: /It is kept as “Night” already: change or remove/ })
  const { watches } = await place.ask('watch.list', {})
  assert.deepEqual(
    watches.map((watch) => [watch.id, watch.kept, watch.rules]),
    [[id, true, rules]],
  )
  place.write('in', { 'a.jpg': '1', 'b.txt': '2' })
  await place.untilOut(id, ['b.txt'])
})

test('a watch with the rules another one began with takes nothing from it, and is the same when it is begun again', async () => {
  await using place = await WatchPlace.open()
  const first = await place.watch({ name: 'first' })
  await place.ask('watch.edit', { watch: first.id, rules: { out: place.path('else') } })
  const second = await place.watch({ name: 'second' })
  const { watches } = await place.ask('watch.list', {})
  assert.deepEqual(
    watches.map(({ id, rules }) => [id, rules.out]),
    [first.id, second.id].map((id, nth) => [id, place.path(nth === 0 ? 'else' : 'out')]),
  )
  await place.ask('watch.remove', { watch: second.id })
  assert.equal((await place.watch()).id, second.id)
})
