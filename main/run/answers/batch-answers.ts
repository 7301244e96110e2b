import type { BatchSnapshot } from '../../../contract/event.ts'
import type { KeyedLock } from '../../async/keyed-lock.ts'
import { Fault } from '../../../contract/fault.ts'
import type { Library } from '../../library/library.ts'
import type { EngineParts } from '../batch-context.ts'
import type { BatchRun } from '../batch-run.ts'
import type { Desk } from './desk.ts'
import type { CheckedInput } from '../../../contract/command.ts'
import type { Engine } from '../engine.ts'
import { isMoveOnly, leavingOriginals } from '../originals.ts'
import { recordOf } from './record-of.ts'
import { RowSteering } from './row-steering.ts'
import type { RowsDesk } from './rows-desk.ts'
import { placesOf } from '../recorded-request.ts'
import { planAnswer, startAnswer } from './start-answers.ts'
import { undoAnswer } from './undo-answer.ts'
import type { Waiter } from './view-answers.ts'
import type { WatchDesk } from '../watches/watch-desk.ts'

export interface Rooms {
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
    'batch.pause': async ({ batch, how }: CheckedInput<'batch.pause'>) => {
      underWay(engine, batch).pause(how)
      return get({ batch })
    },
    'batch.resume': resumeAnswer(rooms, { steering, get }),
    'batch.close': async ({ batch }: CheckedInput<'batch.close'>) => {
      engine.running(batch)?.expected?.close()
      return get({ batch })
    },
    'batch.redirect': async ({ batch, out }: CheckedInput<'batch.redirect'>, { signal }: Waiter) => {
      const record = await recordOf(batch, rooms)
      return { batch: await engine.redirect(record, { out, waitMs: null, read, signal }) }
    },
    'batch.retry': (input: CheckedInput<'batch.retry'>, waits: Waiter) => steering.retry(input, waits),
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
  return async ({ batch }: CheckedInput<'batch.places'>) => {
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
  return async ({ batch, waitMs }: CheckedInput<'batch.resume'>, { signal }: Waiter) => {
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
    'batch.cancel': ({ batch, how }: CheckedInput<'batch.cancel'>, { signal }: Waiter) =>
      told(batch, () => engine.cancel(batch, { how, signal })),
    'batch.drop': (input: CheckedInput<'batch.drop'>, waits: Waiter) =>
      told(input.batch, () => steering.drop(input, waits)),
    'batch.undo': (input: CheckedInput<'batch.undo'>, waits: Waiter) =>
      input.dry ? undo(input, waits) : told(input.batch, () => undo(input, waits)),
  }
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
