import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { basename } from 'node:path'
import type { ReportLine } from '../../../contract/job.ts'
import type { Batch, Expected } from './batch.ts'
import { isKept } from './kept-originals.ts'
import { isLeftover, isVault } from './leftovers.ts'
import type { Ended } from './program.ts'
import { isTerminal, keyOf, reportOf } from './report.ts'
import { nameOf, sha256Of, shownKey, treeOf } from './tree.ts'

/** Each of these answers with what is wrong, one line each; an empty list is the promise kept. */
type Problems = string[]

const knownExits = [0, 1, 2, 3, 70, 130, 141, 143]
const ofNothing = createHash('sha256').digest('hex')
const stack = /\n\s+at .+:\d+:\d+/

/** I1: every original is there with its bytes: under its name, or, where the recipe moves it, where it can be found. */
export function touchedOriginals(batch: Batch, expected: Expected = { results: new Map() }): Problems {
  const now = treeOf(batch.sandbox.in)
  return [...batch.before].flatMap(([key, { kind, sha256 }]) => {
    const entry = now.get(key)
    if (entry?.kind === kind && entry.sha256 === sha256) return []
    if (batch.kind.originals !== 'stay' && isKept(batch, { sha256, expected })) return []
    return [`I1 the original ${shownKey(key)} ${entry ? 'has changed' : 'is gone'}`]
  })
}

/** I2: whatever stands under a final name is a whole result, or still the original, at any moment. */
export function partialResults(batch: Batch, { results, inputs }: Expected): Problems {
  const before = new Map([...batch.before].map(([key, { sha256 }]) => [key, sha256]))
  return [
    ...unlike(batch.results(), [results]),
    ...(batch.kind.originals === 'stay' ? [] : unlike(batch.inputs(), [before, inputs ?? before])),
  ]
}

function unlike(have: Map<string, string>, wanted: Map<string, string>[]): Problems {
  return [...have].flatMap(([key, sha256]) => {
    if (!wanted.some((names) => names.has(key))) return [`I2 nobody asked for ${shownKey(key)}`]
    return wanted.some((names) => names.get(key) === sha256) ? [] : [`I2 ${shownKey(key)} is partial or wrong`]
  })
}

/** I3: every input has one line in the report, and every result is there once. */
export function unequalEnds(batch: Batch, { results, inputs }: Expected): Problems {
  const lines = reportOf(batch.sandbox).filter(isTerminal)
  const wrongCounts = batch.keys
    .map((key) => [key, lines.filter((line) => keyOf(line) === key).length] as const)
    .filter(([, count]) => count !== 1)
    .map(([key, count]) => `I3 ${shownKey(key)} has ${count} lines in the report`)
  return [...wrongCounts, ...missing(batch.results(), results), ...misplaced(batch, inputs)]
}

function missing(have: Map<string, string>, wanted: Map<string, string>): Problems {
  return [...wanted.keys()].filter((key) => !have.has(key)).map((key) => `I3 ${shownKey(key)} is missing`)
}

/** Where originals do not stay, the input folder has to end as after a clean run. */
function misplaced(batch: Batch, inputs: Expected['inputs']): Problems {
  if (inputs === undefined) return []
  const wrong = [...batch.inputs()].filter(([key, sha256]) => inputs.get(key) !== sha256)
  return [...wrong.map(([key]) => `I3 ${shownKey(key)} is not what it has to be`), ...missing(batch.inputs(), inputs)]
}

/** I4: nothing temporary is left beside originals, beside results or in TMPDIR. `wanted` are results that only look temporary. */
export function leftovers({ sandbox, before }: Batch, wanted: ReadonlySet<string> = new Set()): Problems {
  const files = (root: string) =>
    [...treeOf(root, { hash: false })].filter(([, { kind }]) => kind !== 'folder').map(([key]) => key)
  return [
    ...files(sandbox.out).filter((key) => isLeftover(key) && !wanted.has(key)),
    ...files(sandbox.tmp),
    ...files(sandbox.in).filter((key) => !before.has(key) && !isVault(key)),
  ].map((key) => `I4 ${shownKey(key)} is left over`)
}

/** I5: exit code and report say what is on disk; `failing` are the inputs that cannot be done. */
export function untruths(batch: Batch, ended: Ended, { failing = [] }: { failing?: readonly string[] } = {}): Problems {
  const lines = reportOf(batch.sandbox)
  const states = new Map(lines.map((line) => [keyOf(line), line.state]))
  const unlike = failing.filter((key) => states.get(key) !== 'failed' && states.get(key) !== 'skipped')
  return [
    ...unlike.map((key) => `I5 ${shownKey(key)} is ${states.get(key) ?? 'not reported'}, and cannot be done`),
    ...lines.filter(({ state }) => state === 'done').flatMap(({ outputs }) => outputs.flatMap(falseOutput)),
    ...falseExit(ended, lines),
  ]
}

function falseOutput({ path, bytes, sha256 }: ReportLine['outputs'][number]): Problems {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (!stat) return [`I5 ${basename(path)} is reported and not there`]
  if (stat.size !== bytes) return [`I5 ${basename(path)} is reported with ${bytes} bytes and has ${stat.size}`]
  return sha256 === undefined || sha256Of(path) === sha256 ? [] : [`I5 ${basename(path)} is reported with another hash`]
}

function falseExit({ code, signal, timedOut, err }: Ended, lines: ReportLine[]): Problems {
  if (timedOut) return ['I5 it did not end in time']
  if (signal) return [`I5 it was ended by ${signal}`]
  const anyFailed = lines.some(({ state }) => state === 'failed')
  const problems = stack.test(err) ? [`I5 it showed a stack: ${err}`] : []
  if (!knownExits.includes(code ?? -1)) problems.push(`I5 exit ${code} means nothing`)
  if (anyFailed && code === 0) problems.push('I5 exit 0 although a file failed')
  if (!anyFailed && code !== 0 && (lines.length > 0 || err.trim() === '')) {
    problems.push(`I5 exit ${code} although nothing failed: ${err}`)
  }
  return problems
}

/** I6: every input of `bad` is named, in the report and on the screen, with a reason fit for a person. */
export function unexplained({ sandbox }: Batch, { out, err }: Ended, bad: readonly string[]): Problems {
  const lines = reportOf(sandbox)
  const screen = `${out}\n${err}`
  const raw = screen.replace(/\x1b\[[0-9;]*[mKGJA-D]/g, '')
  return [
    ...(/[\x1b\x07]/.test(raw) ? ['I6 control characters reach the terminal'] : []),
    ...bad.flatMap((key) => {
      const message = lines.find((line) => keyOf(line) === key)?.message ?? ''
      const name = nameOf(key)
      const shown = /[\x00-\x1f\x7f\ufffd]/.test(name) || screen.includes(name)
      if (message.length < 8 || stack.test(message)) return [`I6 ${shownKey(key)} has no reason: ${message}`]
      return shown ? [] : [`I6 ${shownKey(key)} is not named on the screen`]
    }),
  ]
}

/** What must hold at every moment, also in the middle of a run and after a power cut. */
export function assertSafe(batch: Batch, expected: Expected): void {
  assert.deepEqual([...touchedOriginals(batch, expected), ...partialResults(batch, expected)], [])
}

/** The same on a volume without links, where for a moment an empty file holds the name of a result, so that nobody else can take it. */
export function assertSafeWithoutLinks(batch: Batch, { results, inputs }: Expected): void {
  const reserved = [...batch.results()].filter(([key, sha256]) => sha256 === ofNothing && results.has(key))
  assertSafe(batch, { results: new Map([...results, ...reserved]), ...(inputs && { inputs }) })
}

/** What must hold when a run ended by itself, whatever went wrong in it. */
export function assertTruthful(batch: Batch, expected: Expected, ended: Ended): void {
  const problems = [touchedOriginals(batch, expected), partialResults(batch, expected), leftovers(batch)]
  assert.deepEqual([...problems.flat(), ...untruths(batch, ended)], [])
}

/** What must hold when nothing is wrong any more: as after a clean run. */
export function assertSettled(batch: Batch, expected: Expected, ended: Ended): void {
  assertTruthful(batch, expected, ended)
  const undone = reportOf(batch.sandbox)
    .filter(({ state }) => state !== 'done')
    .map((line) => `I5 ${shownKey(keyOf(line))} is ${line.state}: ${line.message ?? ''}`)
  assert.deepEqual([...unequalEnds(batch, expected), ...undone], [])
  assert.equal(ended.code, 0)
}
