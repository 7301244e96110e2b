import type { z } from 'zod'
import type { commandInputs, CommandName, CommandOutputs } from '../../contract/command.ts'
import { Fault } from '../../contract/fault.ts'
import type { Watchdog } from '../async/watchdog.ts'
import type { Library } from '../library/library.ts'
import type { EngineParts } from './batch-context.ts'
import { Desk } from './desk.ts'
import type { Engine } from './engine.ts'
import { undoBatch } from './undo.ts'
import { planBatch } from './plan-batch.ts'
import { hashOrNull } from './hash-or-null.ts'
import type { RowsDesk } from './rows-desk.ts'
import { viewAnswers } from './view-answers.ts'

interface Rooms {
  parts: EngineParts
  rows: RowsDesk
  engine: Engine
  library: Library
  watchdog: Watchdog
}

type Input<C extends CommandName> = z.output<(typeof commandInputs)[C]>

/** What the engine answers to each command of the contract. */
export function answersOf({ parts, rows, engine, library, watchdog }: Rooms) {
  const { journal } = parts
  const records = {
    findBatch: (id: string) => journal.call('findBatch', id),
    listBatches: (input: { limit: number; before: number | null }) => journal.call('listBatches', input),
    reportPage: (input: { batch: number; batchId: string; after: number; limit: number }) =>
      journal.call('reportPage', input),
    receipts: (input: { batch: number; after: number; limit: number }) => journal.call('receipts', input),
  }
  const desk = new Desk(records, (path) => hashOrNull(parts.io, path))
  const get = async ({ batch }: { batch: string }) => ({
    batch: engine.running(batch)?.snapshot() ?? (await desk.snapshot(batch)),
  })
  return {
    'batch.start': async ({ recipe, ...request }: Input<'batch.start'>) => ({
      batch: await engine.start({ ...request, conflict: request.conflict, recipe: await library.find(recipe) }),
    }),
    'batch.plan': async ({ recipe, ...request }: Input<'batch.plan'>, { signal }: { signal: AbortSignal }) =>
      planBatch(parts, { ...request, conflict: request.conflict, recipe: await library.find(recipe), signal }),
    'batch.get': get,
    'batch.cancel': ({ batch, how }: Input<'batch.cancel'>) => engine.cancel(batch, how),
    'batch.pause': async ({ batch }: Input<'batch.pause'>) => {
      running(engine, batch).pause()
      return get({ batch })
    },
    'batch.resume': async ({ batch, waitMs }: Input<'batch.resume'>) => {
      const run = engine.running(batch)
      if (!run)
        return { batch: await engine.resume(await desk.find(batch), { waitMs, read: (text) => library.read(text) }) }
      run.resume()
      return { batch: run.snapshot() }
    },
    'batch.undo': async ({ batch, paths }: Input<'batch.undo'>, { signal }: { signal: AbortSignal }) => {
      if (engine.running(batch))
        throw new Fault('usage-wrong', { subject: batch, why: 'It is still under way: cancel it first.' })
      return { files: await undoBatch(parts, { record: await desk.find(batch), paths, signal }) }
    },
    'batch.list': (input: Input<'batch.list'>) => desk.list(input),
    'batch.report': (input: Input<'batch.report'>) => desk.report(input),
    'batch.verify': (input: Input<'batch.verify'>) => desk.verify(input),
    ...viewAnswers({ parts, rows }),
    'recipe.list': async () => ({ recipes: await library.list() }),
    'recipe.get': ({ recipe }: Input<'recipe.get'>) => library.get(recipe),
    'recipe.check': async ({ text }: Input<'recipe.check'>) => ({ problems: library.problemsOf(text) }),
    'step.list': async () => ({ steps: [...parts.descriptors.values()] }),
    'engine.workings': async () => workings(watchdog),
  }
}

function running(engine: Engine, batch: string) {
  const run = engine.running(batch)
  if (!run) throw new Fault('batch-unknown', { subject: batch, why: 'It is not under way.' })
  return run
}

function workings(watchdog: Watchdog): CommandOutputs['engine.workings'] {
  const { waiting, slow, loopDelayMs } = watchdog.report()
  return {
    waiting: waiting.map(({ what, who, sinceMs }) => ({ what, holder: who, sinceMs })),
    slow: slow.map(({ what, ms }) => ({ what, ms })),
    eventLoopDelayMs: loopDelayMs,
  }
}
