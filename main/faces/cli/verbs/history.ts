import type { BatchRow } from '../../../../contract/batch-commands.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { placeOf } from '../show/place-of.ts'
import { tableLines } from '../show/table.ts'
import { instantOf, numberOf, sizeOf } from '../show/words.ts'
import { asTheyStand } from '../standing.ts'
import { withReader } from '../with-engine.ts'

const usualLimit = 20
const mostListed = 1000

export const history: Verb = async ({ world, options }) => {
  const { limit = usualLimit } = options as { limit?: number }
  if (limit > mostListed)
    throw new Fault('usage-wrong', { subject: `--limit ${limit}`, why: `At most ${mostListed} runs are listed.` })
  const recorded = await withReader(world, (client, asking) => client.ask('batch.list', { limit }, asking))
  const batches = await asTheyStand(world, recorded.batches)
  const lines = options['json'] ? batches.map(jsonLine) : historyLines(batches, world.clock.nowMs())
  for (const line of lines) world.stdout.write(`${line}\n`)
  return exitCodes.ok
}

/** Of what is done is told how much had been done before, by an earlier run or by this one before it was over and run again, as at its end. */
export function historyLines(batches: BatchRow[], nowMs: number): string[] {
  if (batches.length === 0) return ['Nothing has been run yet.']
  const heading = ['BATCH', 'STARTED', 'RECIPE', 'STATE', 'DONE', 'OF THEM EARLIER', 'FAILED', 'RESULTS', 'FOLDER']
  const rows = batches.map((batch) => [
    batch.id,
    instantOf(batch.startedMs, nowMs),
    escapeName(batch.recipe),
    stateWord(batch),
    numberOf(batch.counts.done),
    numberOf(batch.counts.reused),
    numberOf(batch.counts.failed),
    sizeOf(batch.counts.outputBytes),
    escapeName(placeOf(batch)),
  ])
  const hint = batches.some((batch) => stateWord(batch) === interruptedWord) ? ['', stillUncounted] : []
  return [...tableLines([heading, ...rows], { right: [4, 5, 6, 7] }), ...hint]
}

/** An engine that was killed left it half noted, and only the next one tells which of it is whole. */
const stillUncounted =
  'What an interrupted run was just saving is not counted yet: it is when `millrace resume`, or another run, begins.'

const interruptedWord = 'interrupted'

function stateWord({ counts, interrupted, state }: BatchRow): string {
  if (counts.undone > 0 && counts.done === 0) return 'undone'
  return interrupted ? interruptedWord : state
}
