import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HeldTotals } from '../../journal/moves/held-files.ts'
import { VaultView } from './vault-view.ts'

const dayMs = 86_400_000
const nowMs = 100 * dayMs

/** A vault with files of a megabyte, by their age in days. */
function vaultOf(agesDays: number[], settings: { maxAgeDays: number | null; maxBytes: number | null }): VaultView {
  const records = {
    heldPage: async () => [],
    occupied: async () => [],
    heldTotals: async ({ beforeMs }: { beforeMs: number | null }): Promise<HeldTotals> => {
      const instants = agesDays.map((age) => nowMs - age * dayMs).filter((atMs) => atMs < (beforeMs ?? Infinity))
      return { files: instants.length, bytes: instants.length * 1e6, oldestMs: instants[0] ?? null }
    },
  }
  return new VaultView(records, { settings, nowMs: () => nowMs })
}

test('while nothing is over a limit there is nothing to tell', async () => {
  assert.equal(await vaultOf([], { maxAgeDays: 30, maxBytes: null }).notice(), '')
  assert.equal(await vaultOf([29, 1], { maxAgeDays: 30, maxBytes: 2e6 }).notice(), '')
  assert.equal(await vaultOf([5000], { maxAgeDays: null, maxBytes: null }).notice(), '')
})

test('what is older than wanted is told, with the command that names it', async () => {
  assert.equal(
    await vaultOf([31, 40, 3], { maxAgeDays: 30, maxBytes: null }).notice(),
    'The vault has held 2 files (2.0 MB) for more than 30 days; `millrace vault empty --older-than 30d` lists them and removes what you agree to.',
  )
})

test('more than wanted is told before what is old', async () => {
  assert.equal(
    await vaultOf([31, 3], { maxAgeDays: 30, maxBytes: 1e6 }).notice(),
    'The vault holds 2.0 MB, more than the 1.0 MB the settings want; `millrace vault empty` lists it all and removes what you agree to.',
  )
})
