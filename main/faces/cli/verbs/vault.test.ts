import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../../contract/fault.ts'
import type { HeldFile, RestoredFile } from '../../../../contract/vault.ts'
import { runCommandLine } from '../command-line.ts'
import { emptiedLines } from '../show/vault-lines.ts'
import { doorsTo, fakeWorld } from '../testing/fake-world.ts'
import { ScriptedEngine } from '../testing/scripted-engine.ts'
import type { World } from '../world.ts'
import { vault } from './vault.ts'

const noon = Date.UTC(2025, 5, 1, 12)

function heldFile(part: Partial<HeldFile>): HeldFile {
  const place = { from: '/work/a.jpg', to: '/state/vault/t/0-a.jpg', there: true }
  return { n: 1, batch: 'b-1', kind: 'original', ...place, bytes: 2e6, atMs: noon, untilMs: null, ...part }
}

const held = [
  heldFile({ n: 3, untilMs: noon + 30 * 86_400_000 }),
  heldFile({ n: 4, kind: 'conflict', from: '/out/b\u001b.jpg', there: false }),
  heldFile({ n: 9, kind: 'result' }),
]

function restored(n: number): RestoredFile {
  if (n === 4) return { n, path: null, fault: new Fault('volume-gone', { subject: '/out' }).toWire() }
  return { n, path: n === 9 ? '/work/a 2.jpg' : '/work/a.jpg', fault: null }
}

async function said(words: string[], ask: World['ask'] = null) {
  const engine = new ScriptedEngine({
    'vault.list': ({ after = -1 }) => {
      const files = held.filter(({ n }) => n > after).slice(0, 2)
      const totals = { files: 3, bytes: 6e6, oldestMs: noon }
      return { files, next: files.length < 2 ? null : (files.at(-1)?.n ?? null), totals, notice: 'It is full.' }
    },
    'vault.restoreAll': ({ files }) => {
      // Its disk does not answer, which fails all that are asked for with it.
      if (files.length > 1 && files.includes(4)) return Promise.reject(new Fault('volume-gone', { subject: '/out' }))
      return { files: files.map(restored) }
    },
    'vault.empty': ({ files }) => ({
      files: files.map((n) => ({
        n,
        path: `/${n}`,
        bytes: 2e6,
        result: n === 4 ? 'left' : 'removed',
        reason: 'Busy.',
      })),
    }),
  })
  const world = fakeWorld({ doors: doorsTo(engine), ask })
  const exitCode = await runCommandLine(['vault', ...words], world)
  const asked = engine.asked.filter(({ command }) => command !== 'vault.list').map(({ input }) => input)
  return { exitCode, lines: world.stdout.lines, stderr: world.stderr.text, asked }
}

test('list names every file over all pages, escaped, with no end to its time there, and what is over a limit', async () => {
  const { exitCode, lines } = await said(['list'])
  assert.equal(exitCode, 0)
  assert.match(lines[0] ?? '', /^FILE +SINCE +SIZE +WHY +FROM$/)
  const rows = lines
    .slice(1, 4)
    .map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'then').replace(/ {2,}/g, ' | '))
  assert.deepEqual(rows, [
    ' | 3 | then | 2.0 MB | original | /work/a.jpg',
    ' | 4 | then | 2.0 MB | made way for a result | /out/b\\u001b.jpg (not there: /state/vault/t/0-a.jpg)',
    ' | 9 | then | 2.0 MB | result taken back | /work/a.jpg',
  ])
  assert.deepEqual(lines.slice(4), ['', '3 files, 6.0 MB. Nothing leaves the vault by itself.', 'It is full.'])
})

test('a limit lists the latest files, tells of all, and is for lists only', async () => {
  const { lines } = await said(['list', '--limit', '1'])
  assert.equal(lines[0], '2 earlier files; --limit 3 lists all')
  assert.match(lines[2] ?? '', /^ +9 /)
  assert.deepEqual(lines.slice(3, 5), ['', '3 files, 6.0 MB. Nothing leaves the vault by itself.'])
  assert.deepEqual(
    (await said(['list', '--limit', '2', '--json'])).lines.map((line) => (JSON.parse(line) as HeldFile).n),
    [4, 9],
  )
  const emptying = await said(['empty', '--limit', '1', '--yes'])
  assert.equal(emptying.exitCode, 2)
  assert.deepEqual(emptying.asked, [])
})

test('a vault without files is empty, and one without old ones is not', async () => {
  const nothing = { files: [], next: null, totals: { files: 0, bytes: 0, oldestMs: null }, notice: '' }
  const listed = async (...words: string[]) => {
    const world = fakeWorld({ doors: doorsTo(new ScriptedEngine({ 'vault.list': () => nothing })) })
    await runCommandLine(['vault', 'list', ...words], world)
    return world.stdout.lines
  }
  assert.deepEqual(await listed(), ['The vault is empty.'])
  assert.deepEqual(await listed('--older-than', '30d'), ['The vault holds nothing that old.'])
})

test('restore takes the number of a file, or the place it came from, and then the latest', async () => {
  const byPath = await said(['restore', 'a.jpg'])
  assert.deepEqual(byPath.asked, [{ files: [9] }])
  assert.deepEqual(byPath.lines, ['restored: /work/a.jpg as /work/a 2.jpg, because /work/a.jpg is taken'])
  const byNumber = await said(['restore', '3'])
  assert.deepEqual([byNumber.asked, byNumber.lines], [[{ files: [3] }], ['restored: /work/a.jpg']])
  assert.deepEqual((await said(['restore', '3', '9'])).asked, [{ files: [3, 9] }])
  assert.equal((await said(['restore', '5'])).exitCode, 2)
  assert.equal((await said(['restore'])).exitCode, 2)
})

test('what cannot be put back is said, and the others are, though they were asked for together', async () => {
  const { exitCode, asked, lines } = await said(['restore', '3', '4', '9'])
  assert.deepEqual([exitCode, asked.map((input) => Object(input).files)], [1, [[3, 4, 9], [3], [4], [9]]])
  assert.match(lines[1] ?? '', /^left: \/out\/b\\u001b\.jpg: .*\(volume-gone\)$/)
  assert.match(lines[2] ?? '', /^restored: /)
})

test('a name that the vault holds nothing of keeps no other from being put back, as when the same command was cut off before', async () => {
  const { exitCode, asked, lines } = await said(['restore', '3', 'gone.jpg', '9'])
  assert.deepEqual([exitCode, asked], [1, [{ files: [3, 9] }]])
  assert.equal(lines[0], 'left: gone.jpg: The vault holds no such file: see `millrace vault list`.')
  assert.equal(lines.length, 3)
  const emptying = await said(['empty', '3', 'gone.jpg', '--yes'])
  assert.deepEqual([emptying.exitCode, emptying.asked], [2, []])
})

test('empty names what goes, and without a yes nothing goes', async () => {
  const questions: string[] = []
  const refused = await said(['empty'], async (question) => {
    questions.push(question)
    return false
  })
  assert.deepEqual([refused.asked, questions.length, refused.lines.length], [[], 1, 7])
  assert.equal(refused.lines.at(-1), 'Nothing was removed.')
  const alone = await said(['empty'])
  assert.deepEqual([alone.exitCode, alone.asked], [2, []])
  assert.match(alone.stderr, /add --yes/)
})

test('where nobody can agree to it empty names the latest files only, and how all are listed', async () => {
  const files = Array.from({ length: 250 }, (_, n) => heldFile({ n: n + 1 }))
  const totals = { files: files.length, bytes: 5e8, oldestMs: noon }
  const linesOf = async (words: string[], ask: World['ask']) => {
    const engine = new ScriptedEngine({
      'vault.list': () => ({ files, next: null, totals, notice: '' }),
      'vault.empty': () => ({ files: [] }),
    })
    const world = fakeWorld({ doors: doorsTo(engine), ask })
    await runCommandLine(['vault', 'empty', ...words], world)
    return world.stdout.lines
  }
  const unasked = await linesOf([], null)
  assert.deepEqual([unasked[0], unasked.length], ['50 earlier files; vault list --limit 250 lists all', 204])
  const rows = (lines: string[]): number => lines.filter((line) => line.endsWith('/work/a.jpg')).length
  const shown = [await linesOf(['--yes'], null), await linesOf([], async () => false)]
  assert.deepEqual(shown.map(rows), [250, 250])
})

test('empty removes what was named once somebody agrees, and says what had to stay', async () => {
  const { exitCode, asked, lines } = await said(['empty', '3', '/out/b\u001b.jpg', '--yes'])
  assert.deepEqual([exitCode, asked], [1, [{ files: [3, 4] }]])
  assert.deepEqual(lines.slice(-2), ['left: /4: Busy.', '1 file removed, 2.0 MB.'])
  const forPrograms = await said(['empty', '--yes', '--json'])
  assert.deepEqual(
    forPrograms.lines.map((line) => JSON.parse(line).result),
    ['removed', 'left', 'removed'],
  )
})

test('what had gone before, as after an emptying that was cut off, is told apart from what was removed now', () => {
  const file = (n: number, result: 'removed' | 'gone') => ({ n, path: `/${n}`, bytes: 2e6, result, reason: '' })
  const [gone, removed] = [file(1, 'gone'), file(2, 'removed')]
  assert.deepEqual(emptiedLines([gone, removed]), ['1 file removed, 2.0 MB.', 'Not there any more: 1 file.'])
  assert.deepEqual(emptiedLines([gone]), ['Nothing was removed.', 'Not there any more: 1 file.'])
})

test('an age without end, or none at all, is refused and does not mean everything', async () => {
  for (const action of ['list', 'empty']) {
    const { exitCode, asked, lines, stderr } = await said([action, '--older-than', 'forever', '--yes'])
    assert.deepEqual([exitCode, asked, lines], [2, [], []], action)
    assert.match(stderr, /--older-than.*forever.* Write it as 90s, 10m, 2h30m, 30d or 0\./)
    for (const olderThan of [null, 'forever']) {
      const world = fakeWorld({ doors: doorsTo(new ScriptedEngine()) })
      const call = { world, words: [action], options: { olderThan, yes: true } }
      await assert.rejects(vault(call), { code: 'usage-wrong', why: /Say how old/ })
    }
  }
})
