import { type Measured, measured, type Program } from './measured.ts'

export interface Contender extends Omit<Program, 'command'> {
  name: string
  /** The command for one round, with a fresh place for what it makes. */
  round: (round: number) => Program['command']
}

export interface Median {
  name: string
  wallMs: number
  peakBytes: number
  firstOutputMs: number | null
}

const rounds = (): number => Number(process.env.MILLRACE_BENCH_ROUNDS ?? 3)

/** Lets contenders do the same work in turn, A B A B…, so that a machine that drifts drifts for all. Medians; one that is not installed is named and left out. */
export async function race(contenders: Contender[]): Promise<Map<string, Median>> {
  const runs = new Map<string, Measured[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds(); round++)
    for (const { name, round: command, ...program } of contenders) {
      const result = await measured({ ...program, command: command(round) })
      if (result) runs.get(name)?.push(result)
    }
  return new Map([...runs].flatMap(([name, all]) => (all.length === 0 ? missing(name) : [[name, medianOf(name, all)]])))
}

function missing(name: string): [] {
  console.log(`  ${name}: not installed here, left out`)
  return []
}

function medianOf(name: string, runs: Measured[]): Median {
  return {
    name,
    wallMs: middle(runs.map(({ wallMs }) => wallMs)),
    peakBytes: middle(runs.map(({ peakBytes }) => peakBytes)),
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
