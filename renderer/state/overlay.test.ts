import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noOverlay, type Overlay, settled, shownThrough } from './overlay.ts'

const known = { cores: 4 }

test('a change shows at once, and what the engine makes of it after', () => {
  const changed: Overlay<typeof known> = { over: known, shown: { cores: 2 }, nth: 1 }
  assert.deepEqual(shownThrough(known, noOverlay), { cores: 4 })
  assert.deepEqual(shownThrough(known, changed), { cores: 2 })
  assert.deepEqual(shownThrough(known, settled(changed, { nth: 1, shown: { cores: 3 } })), { cores: 3 })
})

test('the late answer to an earlier change does not undo a later one', () => {
  const second: Overlay<typeof known> = { over: known, shown: { cores: 1 }, nth: 2 }
  assert.deepEqual(shownThrough(known, settled(second, { nth: 1, shown: { cores: 2 } })), { cores: 1 })
})

test('what was changed elsewhere since is shown', () => {
  const changed: Overlay<typeof known> = { over: known, shown: { cores: 2 }, nth: 1 }
  assert.deepEqual(shownThrough({ cores: 8 }, changed), { cores: 8 })
})

test('a change that was refused shows what is known', () => {
  const changed: Overlay<typeof known> = { over: known, shown: { cores: 2 }, nth: 1 }
  assert.deepEqual(shownThrough(known, settled(changed, { nth: 1, shown: undefined })), { cores: 4 })
})
