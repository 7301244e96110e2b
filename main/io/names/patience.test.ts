import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Patience } from './patience.ts'

/** Fails with `code` until it has been called `calls` times. */
function heldUntil(calls: number, code: string) {
  let called = 0
  const act = (): number => {
    called++
    if (called < calls) throw Object.assign(new Error(code), { code })
    return called
  }
  return { act, called: () => called }
}

for (const code of ['EBUSY', 'EPERM', 'EACCES'])
  test(`a file that Windows says is held (${code}) is waited for`, () => {
    const { act } = heldUntil(3, code)
    assert.equal(new Patience({ totalMs: 1_000, platform: 'win32' }).through(act), 3)
  })

test('all that share a patience wait no longer than it lasts', () => {
  const patience = new Patience({ totalMs: 25, platform: 'win32' })
  const [one, other] = [heldUntil(1_000, 'EBUSY'), heldUntil(1_000, 'EBUSY')]
  assert.throws(() => patience.through(one.act), { code: 'EBUSY' })
  assert.ok(one.called() > 1)
  assert.throws(() => patience.through(other.act), { code: 'EBUSY' })
  assert.equal(other.called(), 1)
})

test('a thread that must not wait goes on with other work until the file is let go of', async () => {
  const { act } = heldUntil(3, 'EBUSY')
  const patience = new Patience({ totalMs: 1_000, platform: 'win32' })
  assert.equal(await patience.throughSoon(async () => act()), 3)
  const full = heldUntil(2, 'ENOSPC')
  await assert.rejects(
    patience.throughSoon(async () => full.act()),
    { code: 'ENOSPC' },
  )
})

test('any other error is thrown at once, and so is every error on other systems', () => {
  const [full, busy] = [heldUntil(2, 'ENOSPC'), heldUntil(2, 'EBUSY')]
  assert.throws(() => new Patience({ totalMs: 1_000, platform: 'win32' }).through(full.act), { code: 'ENOSPC' })
  assert.throws(() => new Patience({ totalMs: 1_000, platform: 'linux' }).through(busy.act), { code: 'EBUSY' })
})
