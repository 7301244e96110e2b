import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Causes } from './causes.ts'

const failed = { batch: 'b', state: 'failed' as const, reused: false, outputs: [], ms: 1, code: 'step-failed' }

function linesOf(told: [path: string, message: string][]): string[] {
  const causes = new Causes()
  for (const [path, message] of told) causes.add({ ...failed, path, message, remedy: 'Mend it.' })
  return causes.lines()
}

test('what all members of a group tell is said once, with how many files it is about', () => {
  const group = Array.from({ length: 30 }, (_, at): [string, string] => [`/in/${at}`, 'Part 3 of film.mp4 is missing.'])
  assert.deepEqual(linesOf([...group, ['/in/x', '/in/x is empty.']]), [
    '',
    '31 files failed. Mend it. (step-failed)',
    '  Part 3 of film.mp4 is missing. (30 files)',
    '  /in/x is empty.',
  ])
})

test('of many files with a reason each the first ten are named, and one alone with what it is about', () => {
  const own = Array.from({ length: 12 }, (_, at): [string, string] => [`/in/${at}`, `/in/${at} is empty.`])
  assert.deepEqual(linesOf(own).slice(11), ['  /in/9 is empty.', '  and 2 more'])
  assert.equal(linesOf([['/in/a', 'The secret x is not available.']]).at(-1), '  /in/a: The secret x is not available.')
})
