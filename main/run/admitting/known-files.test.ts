import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { Earlier } from '../../journal/ledger/ledger.ts'
import { type Known, sortKnown } from './known-files.ts'

const identity: FileIdentity = { dev: '1', ino: '2', sizeBytes: 3, mtimeNs: '4' }
const result = { path: '/out/a', folder: '/out', name: 'a', identity, bytes: 3, sha256: 'r', ctime: '', isMade: true }

/** A file that is as the row of an earlier job has it, with that job's result in its place. */
function known(state: Earlier['state']): Known {
  const earlier: Earlier = {
    batch: 1,
    seq: 0,
    state,
    identity,
    sha256: 's',
    crashes: 0,
    outputs: [result],
    leader: 0,
    members: 0,
  }
  const admission = { source: '/in/a', identity, targets: [], ended: null }
  const entry = { path: '/in/a', relative: '', identity, fault: null, wanted: true }
  return { candidate: { entry, facts: {}, admission, tail: null, unit: [] }, earlier, own: false }
}

const batch = {
  parts: { io: { call: async () => [identity, identity] } },
  recipe: { originals: { act: 'keep' } },
  course: { gathering: null },
  traits: { stableInodes: true, mtimeStepNs: 1 },
} as unknown as Parameters<typeof sortKnown>[1]

test('what was done serves; of a job that was begun anew the content decides, since its row has the new state of the file already', async () => {
  const [done, begun] = [known('done'), known('waiting')]
  const { serving, standing } = await sortKnown([done, begun], batch, { again: false })
  assert.deepEqual([serving, [...standing]], [[done], [done, begun]])
})

test('a file whose content would have to decide, and cannot be read, runs again and keeps no other from being known', async () => {
  const [other, shut] = [known('done'), known('done')]
  const { admission } = shut.candidate
  shut.candidate = { ...shut.candidate, admission: { ...admission, identity: { ...identity, ctimeNs: '9' } } }
  shut.earlier = { ...shut.earlier, identity: { ...identity, ctimeNs: '5' } }
  const call = async (operation: string, path: string) => {
    if (operation !== 'hash') return [identity, identity]
    throw new Fault('not-permitted', { subject: path })
  }
  const locked = { ...batch, parts: { io: { call } } } as unknown as typeof batch
  assert.deepEqual((await sortKnown([other, shut], locked, { again: false })).serving, [other])
})

test('a file that is itself a result is no input, whatever became of the job that made it, and with all made again', async () => {
  const results = [known('done'), known('waiting')].map((one) => ({ ...one, own: true }))
  const gone = { ...batch, parts: { io: { call: async () => [null, null] } } } as unknown as typeof batch
  assert.deepEqual((await sortKnown(results, gone, { again: true })).serving, results)
})
