import assert from 'node:assert/strict'
import { author } from '../fixtures/telling-picture.ts'
import { call, runSteps } from './run-steps.ts'

/** What `privacy.clean` makes of a file, which is held to say nothing of the author, and what it says it took out. */
export async function clean(content: Buffer) {
  const { bytes, result } = await runSteps(content, [call('privacy.clean')], { family: 'privacy' })
  assert.ok(!bytes.includes(author), 'the author is nowhere in it')
  return { bytes, removed: String(result.facts.removed).split(', '), type: result.type }
}
