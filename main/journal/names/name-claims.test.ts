import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { NameClaims } from './name-claims.ts'

const names = ['1/a', '1/b', '2/a']
const jobs = [1, 2].flatMap((batch) => [1, 2].map((seq) => ({ batch, seq })))
type Job = (typeof jobs)[number]

interface Deed {
  act: 'claim' | 'release' | 'releaseBatch'
  name: string
  job: Job
}

const deed: fc.Arbitrary<Deed> = fc.record({
  act: fc.constantFrom('claim', 'release', 'releaseBatch'),
  name: fc.constantFrom(...names),
  job: fc.constantFrom(...jobs),
})
const transactions = fc.array(fc.record({ deeds: fc.array(deed, { maxLength: 6 }), isKept: fc.boolean() }))

/** The promise in words. */
function told(holders: Map<string, Job>, { act, name, job }: Deed): void {
  if (act === 'claim' && !holders.has(name)) holders.set(name, job)
  if (act === 'release') holders.delete(name)
  if (act !== 'releaseBatch') return
  for (const [each, { batch }] of holders) if (batch === job.batch) holders.delete(each)
}

function act(claims: NameClaims, { act: what, name, job }: Deed): void {
  if (what === 'claim') claims.tryClaim(name, job)
  if (what === 'release') claims.release(name)
  if (what === 'releaseBatch') claims.releaseBatch(job.batch)
}

function holdersIn(claims: NameClaims): Map<string, Job> {
  const held = names.map((name) => [name, jobs.filter((job) => claims.isHeldBy(name, job))] as const)
  return new Map(held.flatMap(([name, by]) => by.map((job) => [name, job] as const)))
}

test('a name has one holder at a time, and what a transaction changed goes back with it', () => {
  fc.assert(
    fc.property(transactions, (each) => {
      const claims = new NameClaims()
      let kept = new Map<string, Job>()
      for (const { deeds, isKept } of each) {
        const now = new Map(kept)
        for (const one of deeds) {
          act(claims, one)
          told(now, one)
        }
        if (isKept) claims.settle()
        else claims.rollBack()
        if (isKept) kept = now
        assert.deepEqual(holdersIn(claims), kept)
      }
    }),
  )
})

test('whoever asks for a name that is held does not get it, be it who holds it', () => {
  const claims = new NameClaims()
  const tries = [jobs[0], jobs[0], jobs[1]].map((job) => job && claims.tryClaim('1/a', job))
  assert.deepEqual(tries, [true, false, false])
})
