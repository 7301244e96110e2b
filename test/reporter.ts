import { relative } from 'node:path'
import type { EventData } from 'node:test'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

/** What a test file printed is shown only when the file fails; of that, and of a reason, no more than this. */
const maxChatterChars = 20_000

/** A line of a stack that lies in Node and says nothing about the failure. */
const runnerFrame = /^ +at .*\(?node:.*\)?\n/gm

type Outcome = (EventData.TestPass | EventData.TestFail) & {
  /** Set by Node for the tests of a file; the file itself is reported without it, and only when it failed or holds no test. */
  entryFile?: string
}

interface Tally {
  passed: number
  skipped: number
  /** Their names and places: said once more at the end, which is what a shortened log keeps. */
  failures: string[]
}

/**
 * One line a file, every failure with its reason, every skipped test aloud, what tests note, and at the end what failed by name
 * and the plain line `N passed, N failed`. A file without a test counts as failed, and so does a run without one.
 */
export default async function* reporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const tally: Tally = { passed: 0, skipped: 0, failures: [] }
  const chatter = new Map<string, string>()
  for await (const { type, data } of source) {
    if (type === 'test:pass') yield passed(data, tally)
    else if (type === 'test:fail') yield failed(data, tally)
    else if (type === 'test:stdout' || type === 'test:stderr') collect(chatter, data)
    else if (type === 'test:diagnostic') yield note(data)
    else if (type === 'test:summary' && data.file !== undefined) yield fileLine(data, chatter)
  }
  yield* loose(chatter)
  yield closing(tally)
}

function passed(test: Outcome, tally: Tally): string {
  if (test.details.type === 'suite') return ''
  if (test.entryFile === undefined) return failure(tally, `${test.name}: holds no test`)
  if (test.skip === undefined && test.todo === undefined) return count(tally, 'passed', '')
  const reason = test.skip ?? test.todo
  return count(tally, 'skipped', `SKIPPED  ${test.name}${typeof reason === 'string' ? `: ${reason}` : ''}\n`)
}

function failed(test: EventData.TestFail, tally: Tally): string {
  const error = test.details.error as Error & { failureType?: string }
  if (error.failureType === 'subtestsFailed') return ''
  return failure(tally, `${test.name}\n         at ${placeOf(test)}`, `${indent(reasonOf(error))}\n`)
}

/** The message of an assertion says what differs; its fields would say it again. */
function reasonOf(error: Error): string {
  const thrown = error.cause ?? error
  const isAssertion = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_ASSERTION'
  const text = isAssertion ? String(thrown.stack) : inspect(thrown, { depth: 8 })
  return text.replace(runnerFrame, '').slice(0, maxChatterChars)
}

/** What a test has to tell (`t.diagnostic`); Node's own closing counts come without a file. */
function note({ file, message }: EventData.TestDiagnostic): string {
  return file === undefined ? '' : `note     ${relative('', file)}: ${message}\n`
}

function count(tally: Tally, outcome: 'passed' | 'skipped', line: string): string {
  tally[outcome] += 1
  return line
}

function failure(tally: Tally, name: string, reason = ''): string {
  const line = `FAILED   ${name}\n`
  tally.failures.push(line)
  return line + reason
}

function placeOf({ file = '', line = 0 }: EventData.LocationInfo): string {
  return `${relative('', file)}:${line}`
}

function collect(chatter: Map<string, string>, { file, message }: EventData.TestStdout): void {
  const key = relative('', file)
  const text = chatter.get(key) ?? ''
  if (text.length < maxChatterChars) chatter.set(key, text + message)
}

function fileLine({ file = '', success, counts, duration_ms }: EventData.TestSummary, chatter: Map<string, string>) {
  const key = relative('', file)
  const printed = chatter.get(key)
  chatter.delete(key)
  const line = `${success ? 'ok      ' : 'not ok  '} ${key}: ${counts.tests} tests, ${(duration_ms / 1000).toFixed(1)} s\n`
  return success || !printed ? line : `${line}         it printed:\n${indent(printed)}\n`
}

/** What files printed that ended without a summary: they broke while they were loaded. */
function* loose(chatter: Map<string, string>): Generator<string> {
  for (const [file, printed] of chatter) yield `not ok   ${file} printed:\n${indent(printed)}\n`
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, '         ')
}

function closing({ passed: good, failures, skipped }: Tally): string {
  const bad = failures.length
  const ran = good + bad + skipped > 0
  if (bad > 0 || !ran) process.exitCode = 1
  const remarks = [...failures, ran ? '' : 'No test ran.\n', skipped > 0 ? `${skipped} skipped, named above\n` : '']
  return `\n${remarks.join('')}${good} passed, ${bad} failed\n`
}
