import { rmSync } from 'node:fs'
import { type Measured, measured, type Program } from './measured.ts'

export interface Contender extends Omit<Program, 'command' | 'weighed'> {
  name: string
  /** The command for one round, with a fresh place for what it makes. */
  round: (round: number) => Program['command']
  /** What a round leaves, which is removed before the next, untimed: with more and more memory taken, later rounds would measure the machine. */
  leaves?: (round: number) => string[]
}

export interface Median {
  name: string
  wallMs: number
  peakBytes: number
  firstOutputMs: number | null
}

const rounds = (): number => Number(process.env.MILLRACE_BENCH_ROUNDS ?? 3)

/**
 * Lets contenders do the same work in turn, A B A B…, so that a machine that drifts drifts for all. Medians; one that is not installed is named and
 * left out. Their memory is looked at in a round of its own, which is not timed, or in the rounds that are, or not at all.
 */
export async function race(
  contenders: Contender[],
  { weigh }: { weigh?: 'apart' | 'along' } = {},
): Promise<Map<string, Median>> {
  const timed = await runRounds(contenders, { first: 0, count: rounds(), weighed: weigh === 'along' })
  const weighed = weigh === 'apart' ? await runRounds(contenders, { first: rounds(), count: 1, weighed: true }) : timed
  return new Map(
    [...timed].flatMap(([name, runs]) => {
      return runs.length === 0 ? missing(name) : [[name, medianOf(name, runs, weighed.get(name) ?? [])]]
    }),
  )
}

async function runRounds(
  contenders: Contender[],
  { first, count, weighed }: { first: number; count: number; weighed: boolean },
): Promise<Map<string, Measured[]>> {
  const runs = new Map<string, Measured[]>(contenders.map(({ name }) => [name, []]))
  for (let round = first; round < first + count; round++)
    for (const { name, round: command, leaves, ...program } of contenders) {
      const result = await measured({ ...program, weighed, command: command(round) })
      for (const path of leaves?.(round) ?? []) rmSync(path, { recursive: true, force: true })
      if (result) runs.get(name)?.push(result)
    }
  return runs
}

function missing(name: string): [] {
  console.log(`  ${name}: not installed here, left out`)
  return []
}

function medianOf(name: string, runs: Measured[], weighed: Measured[]): Median {
  return {
    name,
    wallMs: middle(runs.map(({ wallMs }) => wallMs)),
    peakBytes: middle(weighed.map(({ peakBytes }) => peakBytes)),
    firstOutputMs: middle(runs.map(({ firstOutputMs }) => firstOutputMs ?? Number.NaN)),
  }
}

export function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

const failures: string[] = []

/** Prints a figure beside its bound; one that is not held makes the benchmark fail at its end. */
export function hold(what: string, figure: number, { atMost, atLeast }: { atMost?: number; atLeast?: number }): void {
  const held = (atMost === undefined || figure <= atMost) && (atLeast === undefined || figure >= atLeast)
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`
  console.log(`  ${held ? 'holds' : 'FAILS'}  ${what}: ${Math.round(figure * 100) / 100} (${bound})`)
  if (!held) failures.push(what)
}

export function finish(): void {
  console.log(failures.length === 0 ? '\nEvery bound holds.' : `\nNot held: ${failures.join('; ')}`)
  process.exitCode = failures.length === 0 ? 0 : 1
}
