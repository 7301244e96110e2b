import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PlannedFile } from '../../contract/batch-commands.ts'
import type { JobState, ReportLine } from '../../contract/job.ts'
import type { ConflictMode } from '../../contract/recipe.ts'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'
import { writeTree } from '../fixtures/files.ts'
import { namesLate } from './recipe-texts.ts'
import { runStory } from './run-story.ts'
import { telling } from './telling.ts'

const { settings, isOver } = telling({ usualMs: 10_000 })
const patience = (): AbortSignal => AbortSignal.timeout(60_000)

const sources = fc.constantFrom<string[]>(['in'], ['in/z', 'in'], ['in/z/last.txt'], ['in/z/last.txt', 'in'])

interface Question {
  sources: string[]
  out: string
  conflict: ConflictMode
}

/** What is not foreseen, since only the bytes tell: whether a result is what is there already, or smaller than its original, and what a file really is. */
function isOpen(text: string, { path, state }: PlannedFile, line: ReportLine | undefined): boolean {
  if (state !== 'run' || !line) return false
  // A file that travels along with an archive fails with it.
  const isOfArchive = path.endsWith('.zip') || (line.code === 'step-failed' && text.includes('companions: same-name'))
  if (line.state === 'failed') return line.code === 'wrong-type' || text.includes('unpack') || isOfArchive
  return line.state === 'skipped' && (text.includes('skip-identical') || line.code === 'not-smaller')
}

const ends: Partial<Record<JobState, PlannedFile['state']>> = { done: 'run', failed: 'fault', skipped: 'skip' }

/** Plans and runs; each file has to end as it was planned, with the results that were foreseen and no others. */
async function requireAgreement(place: Place, text: string, question: Question): Promise<void> {
  place.write({ 'recipes/planned.yaml': `millrace: 1\n${text}` })
  const recipe = join(dirname(place.inPath), 'recipes/planned.yaml')
  const { files } = await place.host.client.ask('batch.plan', { recipe, ...question }, { signal: patience() })
  const { lines } = await place.run(text, question)
  const told = new Map(lines.map((line) => [line.path, line]))
  const decided = files.filter((file) => !isOpen(text + question.conflict, file, told.get(file.path)))
  const endOf = (line: ReportLine | undefined) => (line?.reused ? 'reuse' : line && ends[line.state])
  assert.deepEqual(
    decided.map(({ path, state, note }) => [path, state, note]),
    decided.map(({ path, note }) => [path, endOf(told.get(path)), note]),
  )
  assert.equal(files.length, lines.length)
  // What is left out when it is the same, or when it is not smaller, may as well get another name.
  const isOpenNamed = /if-larger: skip/.test(text) || (question.conflict === 'skip-identical' && files.some(isTaken))
  if (decided.length === files.length && !isOpenNamed && !namesLate(text)) requireResults(files, lines)
}

function isTaken({ taken = [] }: PlannedFile): boolean {
  return taken.length > 0
}

function requireResults(files: PlannedFile[], lines: ReportLine[]): void {
  const foreseen = files.filter(({ state }) => state === 'run').flatMap(({ targets }) => targets)
  const missing = foreseen.filter((path) => !existsSync(path))
  const made = lines.filter(({ reused }) => !reused).flatMap(({ outputs }) => outputs.map(({ path }) => path))
  const surprising = made.filter((path) => !foreseen.includes(path))
  assert.deepEqual({ missing, surprising }, { missing: [], surprising: [] })
}

test('a plan says of every file what the run then does with it', async (t) => {
  await using place = await openPlace({})
  let recipes = 0
  const agrees = fc.asyncProperty(
    fc.record({ ...runStory, sources }),
    async ({ before, files, text, sources: below, conflict: mode }) => {
      if (isOver()) return
      const at = String(++recipes)
      const root = join(dirname(place.inPath), at)
      writeTree(root, { ...before, 'in/z/last.txt': 'z', ...files })
      const question = { sources: below.map((source) => join(root, source)), out: join(root, 'out'), conflict: mode }
      await requireAgreement(place, text, question)
      // What was made is known to the next plan; what was moved is not there any more.
      if (text.includes('originals: keep')) await requireAgreement(place, text, question)
    },
  )
  await fc.assert(agrees, settings)
  t.diagnostic(`${recipes} recipes`)
})
