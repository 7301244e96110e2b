import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Reply, transact } from './transact.ts'

interface Call {
  id: number
}

const calls = [1, 2, 3].map((id) => ({ id }))
const done = (some: Call[]): Reply[] => some.map(({ id }) => ({ id, ok: true, value: null }))
const sqliteError = (errcode: number): Error => Object.assign(new Error('of SQLite'), { errcode })

/** Carries out three calls, of which the second fails every time; answers who was carried out well, and how often it was tried. */
function withFailing(error: Error) {
  let tries = 0
  const attempt = (some: Call[]): Reply[] => {
    tries++
    if (some.some(({ id }) => id === 2)) throw error
    return done(some)
  }
  return { oks: transact(calls, { attempt, path: '/journal' }).map(({ ok }) => ok), tries }
}

test('a call that cannot be carried out fails without a pause, and no other with it', () => {
  const full = 13
  assert.deepEqual(withFailing(new TypeError('of ours')), { oks: [true, false, true], tries: 4 })
  assert.deepEqual(withFailing(sqliteError(full)), { oks: [true, false, true], tries: 5 })
})

test('what only passes is tried again', () => {
  const [busy, lockedBySharedCache, ioerrFsync] = [5, 262, 1034]
  for (const code of [busy, lockedBySharedCache, ioerrFsync]) {
    let tries = 0
    const attempt = (some: Call[]): Reply[] => {
      if (++tries === 1) throw sqliteError(code)
      return done(some)
    }
    assert.deepEqual(transact(calls, { attempt, path: '/journal' }), done(calls))
  }
})
