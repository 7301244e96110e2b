import type { StepSchemas } from '../../../contract/step-schema.ts'
import { KeyedLock } from '../../async/keyed-lock.ts'
import type { Watchdog } from '../../async/watchdog.ts'
import type { Library } from '../../library/library.ts'
import type { SettingsDesk } from '../../settings/settings-desk.ts'
import type { EngineParts } from '../batch-context.ts'
import { batchAnswers } from './batch-answers.ts'
import type { CheckedInput } from '../../../contract/command.ts'
import { Desk, type Records } from './desk.ts'
import type { Engine } from '../engine.ts'
import { asTheyStand } from '../recording/listed-states.ts'
import { hashOrNull } from '../hash-or-null.ts'
import { previewAnswers } from '../preview/preview-answers.ts'
import type { Previews } from '../preview/previews.ts'
import { recipeAnswers } from './recipe-answers.ts'
import type { PaceKeeper } from '../recording/pace-keeper.ts'
import type { RowsDesk } from './rows-desk.ts'
import { vaultAnswers } from './vault-answers.ts'
import { viewAnswers } from './view-answers.ts'
import { workings } from './workings.ts'
import { watchAnswers } from './watch-answers.ts'
import type { WatchKeeper } from '../watches/watch-keeper.ts'

interface Rooms {
  parts: EngineParts
  rows: RowsDesk
  engine: Engine
  library: Library
  watchdog: Watchdog
  settings: SettingsDesk
  paces: PaceKeeper
  schemas: StepSchemas
  keeper: WatchKeeper
  previews: Previews
}

/** What the engine answers to each command of the contract. */
export function answersOf(rooms: Rooms) {
  const { parts, rows, engine, library, watchdog, settings, paces, schemas, keeper, previews } = rooms
  const { desk: watchDesk } = keeper
  const locks = new KeyedLock({ clock: parts.clock })
  watchdog.addSource(() => locks.waiting())
  const desk = new Desk(recordsOf(parts), {
    look: (path) => parts.io.call('lookFirmly', path),
    isAway: (mount) => parts.io.call('isAway', mount),
    missedDisk: (asked) => parts.io.call('missedDisk', asked),
    hash: (path) => hashOrNull(parts.io, path),
    vaultDays: () => parts.settings.vault.maxAgeDays,
  })
  return {
    ...batchAnswers({ parts, rows, engine, library, desk, watchDesk, locks }),
    'batch.list': async (input: CheckedInput<'batch.list'>) => ({
      batches: await asTheyStand((await desk.list(input)).batches, { engine, watchDesk }),
    }),
    'batch.report': (input: CheckedInput<'batch.report'>) => desk.report(input),
    'batch.verify': (input: CheckedInput<'batch.verify'>, waiter: { signal: AbortSignal }) =>
      desk.verify(input, waiter),
    ...viewAnswers({ parts, rows }),
    ...vaultAnswers({ parts, locks, announcer: engine.announcer }),
    ...watchAnswers(keeper),
    ...recipeAnswers({ parts, engine, library, schemas, watchDesk }),
    ...previewAnswers(previews),
    'history.charts': ({ starts }: CheckedInput<'history.charts'>) =>
      parts.journal.call('historySums', { starts, nowMs: parts.clock.nowMs() }),
    'history.pace': async ({ batch }: CheckedInput<'history.pace'>) => ({ points: await paces.pace(batch) }),
    'history.times': async ({ batch }: CheckedInput<'history.times'>) => ({
      stages: await parts.journal.call('timesOf', await rows.numberOf(batch)),
    }),
    'settings.get': () => settings.get(),
    'settings.set': (change: CheckedInput<'settings.set'>) => settings.set(change),
    'engine.workings': async () => workings({ watchdog, permits: parts.permits, runs: engine.underWay }),
  }
}

function recordsOf({ journal }: EngineParts): Records {
  return {
    findBatch: (id) => journal.call('findBatch', id),
    listBatches: (input) => journal.call('listBatches', input),
    reportPage: (input) => journal.call('reportPage', input),
    undoStandings: (batches) => journal.call('undoStandings', batches),
    receipts: (input) => journal.call('receipts', input),
    disks: () => journal.call('disks', null),
  }
}
