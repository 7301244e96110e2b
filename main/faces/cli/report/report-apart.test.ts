import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder } from '../../../../test/fixtures/files.ts'
import { runCommandLine } from '../command-line.ts'
import { doorsTo, fakeWorld } from '../testing/fake-world.ts'
import { ScriptedEngine, snapshotOf } from '../testing/scripted-engine.ts'

/** What comes of a run, or a watch, of `in` with this report: the exit code, what is said, what the engine heard, and what is there. */
async function outcomeOf(verb: string, [report = '', out = ''], more: string[] = []) {
  using folder = temporaryFolder()
  const input = `${JSON.stringify({ batch: 'an earlier report' })}\n`
  writeFileSync(join(folder.path, 'in'), input)
  const engine = new ScriptedEngine({})
  const world = fakeWorld({ cwd: folder.path, doors: doorsTo(engine) })
  const words = [verb, '--recipe', 'copy', '--out', out, '--report', report, ...more, 'in']
  const code = await runCommandLine(words, world)
  assert.deepEqual([engine.asked, readTree(folder.path)], [[], { in: input }])
  return [code, world.stderr.text.split('\n')[0]]
}

const isFolder = '--report: It names the folder of the results, or one around it, and has to be a file of its own.'

test('a report in the place of the folder for results, or of one around it, is refused before any work', async () => {
  assert.deepEqual(await outcomeOf('run', ['x', 'x']), [2, isFolder])
  assert.deepEqual(await outcomeOf('run', ['x', './x/']), [2, isFolder])
  assert.deepEqual(await outcomeOf('run', ['x', 'x/y'], ['--follow-report']), [2, isFolder])
  assert.deepEqual(await outcomeOf('watch', ['x', 'x']), [2, isFolder])
})

test('a report in the place of an original is refused, though one of an earlier run may be replaced', async () => {
  const why = '--report: It names a file that is to be processed, and would take its place: name another one.'
  assert.deepEqual(await outcomeOf('run', ['in', 'x']), [2, why])
  assert.deepEqual(await outcomeOf('run', ['./in', 'x'], ['--follow-report']), [2, why])
})

/** What comes of going on with a run of `in` whose results go to `x`, and went to `earlier` before, with this report; and what is there then. */
async function resumed(report: string, ...more: string[]) {
  using folder = temporaryFolder()
  writeFileSync(join(folder.path, 'in'), '')
  const at = (name: string) => join(folder.path, name)
  const engine = new ScriptedEngine({
    'batch.places': () => ({ outs: [at('x'), at('earlier')], sources: [at('in')], touches: false, moves: false }),
    'batch.resume': () => ({ batch: snapshotOf({ state: 'finished' }) }),
    'batch.report': () => ({ lines: [], next: null }),
  })
  const world = fakeWorld({ cwd: folder.path, doors: doorsTo(engine) })
  const running = runCommandLine(['resume', 'batch-1', '--report', report, ...more], world)
  void engine.wasAsked('batch.resume').then(() => world.clock.advance(1000))
  const code = await running
  return [code, world.stderr.text.split('\n')[0], readTree(folder.path)]
}

test('a report of a run that goes on is refused in the same places, before anything is written', async () => {
  const why = '--report: It names a file that is to be processed, and would take its place: name another one.'
  for (const more of [[], ['--follow-report']]) {
    assert.deepEqual(await resumed('in', ...more), [2, why, { in: '' }])
    assert.deepEqual(await resumed('x', ...more), [2, isFolder, { in: '' }])
    assert.deepEqual(await resumed('earlier', ...more), [2, isFolder, { in: '' }])
  }
  assert.deepEqual(await resumed('r.jsonl'), [0, '', { in: '', 'r.jsonl': '' }])
})
