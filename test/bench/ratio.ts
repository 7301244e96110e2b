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
  /** The rounds it is of. */
  rounds: number[]
}

const rounds = (): number => Number(process.env.MILLRACE_BENCH_ROUNDS ?? 3)

/** Of the processors' time. Two programs at once lose more of it than one, so that it is no part of a ratio. */
const stolenMost = 0.02
/** A round in which more was stolen is done once more, as long as there are no more than so many for each that counts. */
const triesMost = 4

interface Round {
  n: number
  /** By contender; null where it is not installed. */
  results: Map<string, Measured | null>
}

/**
 * Lets contenders do the same work in turn, A B A B…, so that a machine that drifts drifts for all. Medians of the rounds in which others on the same host
 * took least; one that is not installed is named and left out. Their memory is looked at in a round of its own, which is not timed, or in the rounds that
 * are, or not at all. `again`: whether a round may be done once more.
 */
export async function race(
  contenders: Contender[],
  { weigh, again = true }: { weigh?: 'apart' | 'along'; again?: boolean } = {},
): Promise<Map<string, Median>> {
  const most = rounds() * (again ? triesMost : 1)
  const timed = await quietRounds(contenders, { most, weighed: weigh === 'along' })
  const weighed = weigh === 'apart' ? [await runRound(contenders, { n: most, weighed: true })] : timed
  return new Map(
    contenders.flatMap(({ name }) => {
      const runs = resultsOf(timed, name)
      return runs.length === 0
        ? missing(name)
        : [[name, medianOf(name, { timed, runs, weighed: resultsOf(weighed, name) })]]
    }),
  )
}

/** As many as are wanted, those with the least stolen; what was stolen even of these is told. */
async function quietRounds(
  contenders: Contender[],
  { most, weighed }: { most: number; weighed: boolean },
): Promise<Round[]> {
  const all: Round[] = []
  const isQuiet = (round: Round): boolean => stolenOf(round) <= stolenMost
  for (let n = 0; n < most && all.filter(isQuiet).length < rounds(); n++)
    all.push(await runRound(contenders, { n, weighed }))
  const chosen = all.toSorted((a, b) => stolenOf(a) - stolenOf(b)).slice(0, rounds())
  const stolen = Math.max(...chosen.map(stolenOf))
  if (stolen > stolenMost)
    console.log(`  others took up to ${Math.round(stolen * 100)} % of the processors in these rounds`)
  return chosen
}

function stolenOf({ results }: Round): number {
  return Math.max(...[...results.values()].map((result) => result?.stolen ?? 0))
}

async function runRound(contenders: Contender[], { n, weighed }: { n: number; weighed: boolean }): Promise<Round> {
  const results: Round['results'] = new Map()
  for (const { name, round: command, leaves, ...program } of contenders) {
    results.set(name, await measured({ ...program, weighed, command: command(n) }))
    for (const path of leaves?.(n) ?? []) rmSync(path, { recursive: true, force: true })
  }
  return { n, results }
}

function resultsOf(all: Round[], name: string): Measured[] {
  return all.flatMap(({ results }) => results.get(name) ?? [])
}

function missing(name: string): [] {
  console.log(`  ${name}: not installed here, left out`)
  return []
}

function medianOf(
  name: string,
  { timed, runs, weighed }: { timed: Round[]; runs: Measured[]; weighed: Measured[] },
): Median {
  return {
    name,
    wallMs: middle(runs.map(({ wallMs }) => wallMs)),
    peakBytes: middle(weighed.map(({ peakBytes }) => peakBytes)),
    firstOutputMs: middle(runs.map(({ firstOutputMs }) => firstOutputMs ?? Number.NaN)),
    rounds: timed.map(({ n }) => n),
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
