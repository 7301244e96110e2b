import assert from 'node:assert/strict'
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { test, type TestContext } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { isOwnName } from '../../contract/own-names.ts'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'
import { IoLane } from './lanes/io.ts'

type Lane = { call: (...asked: [string, ...unknown[]]) => Promise<unknown> }

const sorting = 'name: sort\noriginals: { move: "{out}/{stem}/deep" }\noutput: { name: "{stem}" }\n'

/** Somebody takes files away just before they get their new names. */
function vanishing(t: TestContext, pathsNow: () => string[]): void {
  const call = Reflect.get(IoLane.prototype, 'call') as Lane['call']
  const calling = function (this: unknown, ...asked: [string, ...unknown[]]): Promise<unknown> {
    if (asked[0] === 'publish') for (const path of pathsNow()) rmSync(path, { force: true })
    return Reflect.apply(call, this, asked)
  }
  t.mock.method(IoLane.prototype as unknown as Lane, 'call', calling)
}

/** Nobody is told what became of it. */
function unanswered(t: TestContext): void {
  const call = Reflect.get(IoLane.prototype, 'call') as Lane['call']
  const calling = function (this: unknown, ...asked: [string, ...unknown[]]): Promise<unknown> {
    if (asked[0] === 'publish') return Promise.reject(new Fault('bug', { subject: 'out' }))
    return Reflect.apply(call, this, asked)
  }
  t.mock.method(IoLane.prototype as unknown as Lane, 'call', calling)
}

function foundIn(place: { inPath: string }): string[] {
  const names = readdirSync(dirname(place.inPath), { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /^(in|out)/.test(name)).toSorted()
}

test('folders that were made for an original which then could not be moved go when the run ends, with that of the results', async (t) => {
  await using place = await openPlace({ 'a.txt': 'x' })
  vanishing(t, () => [join(place.inPath, 'a.txt')])
  assert.deepEqual((await place.run(sorting)).states, { 'a.txt': 'failed' })
  assert.deepEqual(foundIn(place), ['in'])
})

test('those that another file has come into stay when they go', async (t) => {
  await using place = await openPlace({ 'a.txt': 'x', 'b.txt': 'y' })
  vanishing(t, () => [join(place.inPath, 'a.txt')])
  assert.deepEqual((await place.run(sorting)).states, { 'a.txt': 'failed', 'b.txt': 'done' })
  assert.deepEqual(foundIn(place), ['in', 'out', 'out/b', 'out/b/deep', 'out/b/deep/b.txt'].map(normalize))
})

const tidying = 'name: tidy\noriginals: { move: "{out}/{stem}/deep" }\nsteps: [file.text]\n'

test('those of an original that was moved, and went back as its result did not come, go as well', async (t) => {
  await using place = await openPlace({ 'a.txt': 'x' })
  const attempts = () => foundIn(place).filter((path) => isOwnName(basename(path)))
  vanishing(t, () => attempts().map((path) => join(dirname(place.inPath), path)))
  assert.deepEqual((await place.run(tidying)).states, { 'a.txt': 'failed' })
  assert.deepEqual([foundIn(place), place.tree()], [['in', 'in/a.txt'].map(normalize), { 'in/a.txt': 'x' }])
})

test('so they do where only a look at the disk could tell that the result did not come', async (t) => {
  await using place = await openPlace({ 'a.txt': 'x' })
  unanswered(t)
  assert.deepEqual((await place.run(tidying)).states, { 'a.txt': 'failed' })
  assert.deepEqual([foundIn(place), place.tree()], [['in', 'in/a.txt'].map(normalize), { 'in/a.txt': 'x' }])
})
