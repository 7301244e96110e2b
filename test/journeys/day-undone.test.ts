import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { WatchPlace } from '../fixtures/watch-place.ts'

/** A day with `a.txt` done and `b.txt` waiting, since a person has paused it. */
async function pausedDay() {
  await using stack = new AsyncDisposableStack()
  const place = stack.use(await WatchPlace.open({ 'a.txt': '1' }))
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt'])
  const [batch = ''] = (await place.status(id)).today.batchIds
  await place.ask('batch.pause', { batch })
  place.write('in', { 'b.txt': '2' })
  await place.untilState(id, ({ today }) => today.counts.waiting === 1)
  const kept = stack.move()
  return { place, id, batch, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

async function stateOf(place: WatchPlace, batch: string) {
  const { state, counts } = (await place.ask('batch.get', { batch })).batch
  return [state, counts.waiting, counts.done, counts.undone]
}

async function doneOfEach(place: WatchPlace): Promise<number[]> {
  return (await place.ask('batch.list', { limit: 10 })).batches.map(({ counts }) => counts.done)
}

test('a paused day is taken back at once, holds nobody else up, and what waits in it goes on when a person says so', async () => {
  await using day = await pausedDay()
  const { place, batch } = day
  const { files } = await place.ask('batch.undo', { batch })
  assert.deepEqual(
    files.map(({ path, result }) => [path, result]),
    [[place.path('in', 'a.txt'), 'undone']],
  )
  assert.deepEqual(place.names('out'), [])
  const held = (await place.ask('vault.list', {})).files.map(({ n }) => n)
  assert.deepEqual(
    (await place.ask('vault.empty', { files: held })).files.map(({ result }) => result),
    ['removed'],
  )
  place.write('in', { 'c.txt': '3' })
  await place.until(
    () => stateOf(place, batch),
    (told) => JSON.stringify(told) === JSON.stringify(['paused', 2, 0, 1]),
  )
  await place.ask('batch.resume', { batch, waitMs: null })
  await place.untilOut(day.id, ['b.txt', 'c.txt'])
  assert.deepEqual(await stateOf(place, batch), ['running', 0, 2, 1])
})

test('a person who goes on with a day before it is open again finds it running', async () => {
  await using day = await pausedDay()
  const { place, batch, id } = day
  await place.ask('batch.undo', { batch })
  await place.ask('batch.resume', { batch, waitMs: null })
  await place.untilOut(id, ['b.txt'])
})

test('two who take a day back at once get their answers, and an undo nobody waits for leaves the day as it was', async () => {
  await using day = await pausedDay()
  const { place, batch, id } = day
  await assert.rejects(
    place.host.client.ask('batch.undo', { batch }, { signal: AbortSignal.abort(new Error('enough')) }),
  )
  const answers = await Promise.all([place.ask('batch.undo', { batch, dry: true }), place.ask('batch.undo', { batch })])
  assert.deepEqual(
    answers.map(({ files }) => files.map(({ result }) => result)),
    [['undone'], ['undone']],
  )
  await place.until(
    () => stateOf(place, batch),
    ([state]) => state === 'paused',
  )
  await place.ask('batch.resume', { batch, waitMs: null })
  await place.untilOut(id, ['b.txt'])
})

test('a file of a day that is tried again while the day is taken back is tried when that is done', async () => {
  const files = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`f${n}.txt`, `${n}`]))
  await using place = await WatchPlace.open({ ...files, 'z.txt': '\0' })
  const { id } = await place.watch({ recipe: place.recipe('tidy', 'name: Tidy\nsteps: [file.text]\n') })
  await place.untilOut(id, Object.keys(files))
  const [batch = ''] = (await place.status(id)).today.batchIds
  const answered: string[] = []
  const undone = place.ask('batch.undo', { batch }).then(() => answered.push('undo'))
  const { retried } = await place.ask('batch.retry', { batch, seqs: [] })
  answered.push('retry')
  await undone
  assert.deepEqual([retried, answered], [1, ['undo', 'retry']])
  const told = await place.until(
    () => stateOf(place, batch),
    ([state]) => state === 'finished',
  )
  assert.deepEqual([told, place.names('out')], [['finished', 0, 0, 600], []])
})

test('a day that is paused at its end holds up no file of the next, and the engine ends all the same', async () => {
  const zone = process.env['TZ']
  // From the last zone of the earth to the first it is a day later at any hour.
  process.env['TZ'] = 'Etc/GMT+12'
  try {
    await using day = await pausedDay()
    const { place, batch } = day
    process.env['TZ'] = 'Etc/GMT-14'
    place.write('in', { 'c.txt': '3' })
    await place.until(
      () => place.names('out'),
      (names) => names.includes('c.txt'),
    )
    assert.deepEqual(place.names('out'), ['a.txt', 'c.txt'])
    await place.ask('batch.resume', { batch, waitMs: null })
    await place.untilOut(day.id, ['a.txt', 'b.txt', 'c.txt'])
    assert.equal(readFileSync(place.path('out', 'b.txt'), 'utf8'), '2')
    // `untilOut` waits for the newer day's counts alone: the older one's are told when its file is recorded.
    await place.until(
      () => doneOfEach(place),
      (done) => JSON.stringify(done) === JSON.stringify([1, 2]),
    )
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})

test('the day of a watched folder is no later run for being over: the last run is that which made something last', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt'])
  const [day = ''] = (await place.status(id)).today.batchIds
  const last = async () => (await place.ask('batch.get', { batch: 'last' })).batch.batchId
  place.write('other', { 'b.txt': '2' })
  const request = { recipe: place.path('copy.yaml'), sources: [place.path('other')], out: place.path('made') }
  const { batchId } = (await place.ask('batch.start', { ...request, waitMs: null })).batch
  const state = async () => (await stateOf(place, batchId))[0]
  await place.until(state, (told) => told === 'finished')
  await place.stop()
  await place.start()
  assert.deepEqual([await last(), (await stateOf(place, day))[0]], [batchId, 'finished'])
  place.write('in', { 'c.txt': '3' })
  await place.untilOut(id, ['a.txt', 'c.txt'])
  assert.equal(await last(), day)
})
