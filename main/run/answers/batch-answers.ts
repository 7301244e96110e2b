import type { z } from 'zod'
import type { commandInputs, CommandName } from '../../../contract/command.ts'
import type { BatchSnapshot } from '../../../contract/event.ts'
import type { KeyedLock } from '../../async/keyed-lock.ts'
import { Fault } from '../../../contract/fault.ts'
import { isWithin } from '../../io/paths.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import type { Library } from '../../library/library.ts'
import type { EngineParts } from '../batch-context.ts'
import type { BatchRun } from '../batch-run.ts'
import type { Desk } from './desk.ts'
import { goesOnWith } from './earlier-run.ts'
import type { Engine } from '../engine.ts'
import { isMoveOnly, leavingOriginals } from '../originals.ts'
import { planBatch } from '../planning/plan-batch.ts'
import { RowSteering } from './row-steering.ts'
import type { RowsDesk } from './rows-desk.ts'
import { placesOf } from '../recorded-request.ts'
import { foretold } from '../planning/foretold.ts'
import { requireAllowedSteps } from '../planning/steps-off.ts'
import { undoBatch } from '../undo/undo.ts'
import { requireDisks } from './disks-of-undo.ts'
import { aloneWithVault } from './vault-answers.ts'
import type { Waiter } from './view-answers.ts'
import type { WatchDesk } from '../watches/watch-desk.ts'

export type Input<C extends CommandName> = z.output<(typeof commandInputs)[C]>

interface Rooms {
  parts: EngineParts
  engine: Engine
  library: Library
  desk: Desk
  rows: RowsDesk
  watchDesk: Pick<WatchDesk, 'recount'>
  locks: KeyedLock
}

/** Answers that start batches, steer them, or take them back. */
export function batchAnswers(rooms: Rooms) {
  const { parts, engine, library, rows } = rooms
  const read = (text: string) => library.read(text)
  const get = getAnswer(rooms)
  const steering = new RowSteering({ ...parts, engine, rows, read })
  return {
    'batch.start': startAnswer(rooms),
    'batch.plan': planAnswer(rooms),
    'batch.get': get,
    'batch.places': placesAnswer(rooms),
    'batch.pause': async ({ batch, how }: Input<'batch.pause'>) => {
      underWay(engine, batch).pause(how)
      return get({ batch })
    },
    'batch.resume': resumeAnswer(rooms, { steering, get }),
    'batch.close': async ({ batch }: Input<'batch.close'>) => {
      engine.running(batch)?.expected?.close()
      return get({ batch })
    },
    'batch.redirect': async ({ batch, out }: Input<'batch.redirect'>, { signal }: Waiter) => {
      const record = await recordOf(batch, rooms)
      return { batch: await engine.redirect(record, { out, waitMs: null, read, signal }) }
    },
    'batch.retry': (input: Input<'batch.retry'>, waits: Waiter) => steering.retry(input, waits),
    ...toldAnswers(rooms, { steering, get }),
  }
}

type GetAnswer = (asked: { batch: string }) => Promise<{ batch: BatchSnapshot }>

function getAnswer({ engine, desk }: Pick<Rooms, 'engine' | 'desk'>): GetAnswer {
  return async ({ batch }) => ({
    batch: engine.running(batch)?.snapshot() ?? atRest(await desk.snapshot(batch)),
  })
}

function placesAnswer({ parts, desk, library }: Pick<Rooms, 'parts' | 'desk' | 'library'>) {
  return async ({ batch }: Input<'batch.places'>) => {
    const record = await desk.find(batch)
    const found = library.read(record.recipeText)
    const { picked } = leavingOriginals({ ...found, parts })
    const touches = found.recipe.originals.act !== 'keep'
    return { ...placesOf(record), touches, moves: isMoveOnly(found), ...(picked && { picked }) }
  }
}

interface Steered {
  steering: RowSteering
  get: GetAnswer
}

function resumeAnswer(rooms: Rooms, { steering, get }: Steered) {
  const { engine, library } = rooms
  const read = (text: string) => library.read(text)
  return async ({ batch, waitMs }: Input<'batch.resume'>, { signal }: Waiter) => {
    const run = engine.running(batch)
    run?.resume()
    const record = await recordOf(batch, rooms)
    engine.days.unpause(record)
    if (run) return { batch: run.snapshot() }
    if (record.watch === null) return { batch: await engine.resume(record, { waitMs, read, signal }) }
    // Of a watched folder's day only what is there as a row is gone on with: the folder itself is its watch's concern.
    await steering.retry({ batch: record.id, seqs: [] }, { signal })
    return get({ batch: record.id })
  }
}

/** After these everybody is told how the batch stands. */
function toldAnswers(rooms: Rooms, { steering, get }: Steered) {
  const { engine } = rooms
  const undo = undoAnswer(rooms)
  const told = tellingOf({ engine, get })
  return {
    'batch.cancel': ({ batch, how }: Input<'batch.cancel'>, { signal }: Waiter) =>
      told(batch, () => engine.cancel(batch, { how, signal })),
    'batch.drop': (input: Input<'batch.drop'>, waits: Waiter) => told(input.batch, () => steering.drop(input, waits)),
    'batch.undo': (input: Input<'batch.undo'>, waits: Waiter) =>
      input.dry ? undo(input, waits) : told(input.batch, () => undo(input, waits)),
  }
}

/** That of a batch under way is its own, any other the journal’s. */
async function recordOf(batch: string, { engine, desk }: Pick<Rooms, 'engine' | 'desk'>): Promise<BatchRecord> {
  return engine.running(batch)?.batch.record ?? (await desk.find(batch))
}

interface Telling {
  engine: Engine
  get: GetAnswer
}

/** Of a batch at rest everybody is told what was done to it; one that is under way tells of itself. */
function tellingOf({ engine, get }: Telling): <T>(batch: string, deed: () => Promise<T>) => Promise<T> {
  const tell = async (batch: string) => {
    if (!engine.running(batch)) engine.announcer.tell({ type: 'batch', ...(await get({ batch })) })
  }
  return async (batch, deed) => {
    try {
      return await deed()
    } finally {
      await tell(batch).catch(() => {})
    }
  }
}

function planAnswer({ parts, engine, library }: Pick<Rooms, 'parts' | 'engine' | 'library'>) {
  return async ({ recipe: name, ...input }: Input<'batch.plan'>, { signal }: Waiter) => {
    const request = { ...input, conflict: input.conflict, recipe: requireAllowedSteps(await library.find(name)) }
    const plan = await planBatch(parts, { ...request, signal })
    return { ...plan, ...goesOnWith(await engine.earlier(request)) }
  }
}

function startAnswer({ parts, engine, library }: Pick<Rooms, 'parts' | 'engine' | 'library'>) {
  return async ({ recipe: name, ...request }: Input<'batch.start'>, waits: Waiter) => {
    const recipe = requireAllowedSteps(await library.find(name))
    const asked = { ...request, conflict: request.conflict, recipe }
    const earlier = await engine.earlier(asked)
    const batch = await engine.start(asked, waits)
    for (const message of await foretold(parts, asked))
      engine.announcer.tell({ type: 'notice', level: 'info', message })
    return { batch, ...(earlier?.id === batch.batchId && goesOnWith(earlier)) }
  }
}

function undoAnswer(rooms: Omit<Rooms, 'rows'>) {
  const { parts, engine, library, watchDesk, locks } = rooms
  return async ({ batch, paths, dry }: Input<'batch.undo'>, { signal }: Waiter) => {
    const asked = await recordOf(batch, rooms)
    try {
      return await engine.apart(asked, { signal }, async (record) => {
        using _ = await aloneWithVault(locks, `undo of ${batch}`, { signal })
        const keepsFolders = dry || savesNear(record, engine)
        const { picked, originals = 'keep' } = leavingOriginals({ ...library.read(record.recipeText), parts })
        await requireDisks(parts, { record, paths, signal, originals })
        const undone = await undoBatch(parts, { record, paths, dry, keepsFolders, signal })
        return { ...undone, ...(picked && { picked }) }
      })
    } finally {
      if (asked.watch !== null) await watchDesk.recount(asked.watch)
    }
  }
}

/** The batch of a watched folder's day is never interrupted: it is open for what comes. */
function atRest(batch: BatchSnapshot): BatchSnapshot {
  const isOver = batch.state === 'finished' || batch.state === 'cancelled'
  return isOver || batch.watch !== undefined ? batch : { ...batch, interrupted: true }
}

function underWay(engine: Engine, batch: string): BatchRun {
  const run = engine.running(batch)
  if (!run) throw new Fault('batch-unknown', { subject: batch, why: 'It is not under way.' })
  return run
}

/** Whether another batch that is under way saves into the same output folder, or one in or around it. */
function savesNear({ id, outRoot }: BatchRecord, engine: Engine): boolean {
  const others = engine.underWay.filter((run) => run.id !== id).map(({ batch }) => batch.record.outRoot)
  return others.some((out) => isWithin(out, outRoot) || isWithin(outRoot, out))
}
