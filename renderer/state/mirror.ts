import type { BatchSnapshot, RunningRow } from '../../contract/event.ts'
import type { WatchStatus } from '../../contract/watch.ts'
import { endedCount, isOver } from './batch-state.ts'
import type { Connection, News } from '../link/link.ts'
import { type Figures, figuresOf, nextFigures } from './figures.ts'

/** One batch as this window knows it. */
export interface LiveBatch {
  snapshot: BatchSnapshot
  /** Rises when the counters changed: rows shown may be old. */
  version: number
  /** What the screens print; calmer than the snapshots. */
  figures: Figures
  /** Files under way by their number, moved at most four times a second. */
  running: RunningFiles
  /** When its end was heard of, null before; epoch milliseconds. */
  endedMs: number | null
  /** Under way, as far as this window knows. A batch whose end was missed is not, although its last snapshot says so. */
  isLive: boolean
}

interface RunningFiles {
  atMs: number
  bySeq: ReadonlyMap<number, RunningRow>
}

export interface Notice {
  id: number
  level: 'info' | 'warn'
  message: string
}

/** What is known of the engine: never more than the batches under way, the last few that ended, and the last few notices. */
export interface Mirror {
  connection: Connection
  batches: ReadonlyMap<string, LiveBatch>
  /** Watched folders as they were told of since the line was opened; null for one that is not watched any more. */
  watches: ReadonlyMap<string, WatchStatus | null>
  notices: readonly Notice[]
  /** How often settings were changed since this window was opened. */
  settingsVersion: number
  /** The same of files that were let out of the vault, and of recipes. */
  vaultVersion: number
  recipesVersion: number
  /** Of the last time without a connection; null before there was one. */
  away: Away | null
}

interface Away {
  /** How many files of each batch had ended when the connection was lost; a batch that was heard of since is not among them. */
  endedBefore: ReadonlyMap<string, number>
  /** Files that ended meanwhile, of the batches that were heard of since. */
  missed: number
}

/** What was heard, and when (epoch milliseconds). A list of these replays to the same mirror. */
export interface Heard {
  news: News
  atMs: number
}

export const emptyMirror: Mirror = {
  connection: { state: 'connecting' },
  batches: new Map(),
  watches: new Map(),
  notices: [],
  settingsVersion: 0,
  vaultVersion: 0,
  recipesVersion: 0,
  away: null,
}

const overMost = 20
const barsEveryMs = 250
const noticesMost = 5

/** The mirror after hearing one more thing. What did not change stays the same object. */
export function hear(mirror: Mirror, { news, atMs }: Heard): Mirror {
  switch (news.type) {
    case 'connection':
      return { ...mirror, connection: news.connection, away: awayFrom(mirror, news.connection) }
    case 'afresh': {
      const away = news.batches.reduce(caughtUp, mirror.away)
      return { ...mirror, batches: afresh(mirror.batches, news.batches, atMs), watches: new Map(), away }
    }
    case 'event':
      return hearEvent(mirror, news.event, atMs)
  }
}

function hearEvent(mirror: Mirror, event: (News & { type: 'event' })['event'], atMs: number): Mirror {
  switch (event.type) {
    case 'ended':
      return mirror
    case 'watch':
      return { ...mirror, watches: new Map([...mirror.watches, [event.watch.id, event.watch]]) }
    case 'watch-removed':
      return { ...mirror, watches: new Map([...mirror.watches, [event.watch, null]]) }
    case 'settings':
      return { ...mirror, settingsVersion: mirror.settingsVersion + 1 }
    case 'vault':
      return { ...mirror, vaultVersion: mirror.vaultVersion + 1 }
    case 'recipes':
      return { ...mirror, recipesVersion: mirror.recipesVersion + 1 }
    case 'notice': {
      const id = (mirror.notices.at(-1)?.id ?? 0) + 1
      const { level, message } = event
      return { ...mirror, notices: [...mirror.notices, { id, level, message }].slice(-noticesMost) }
    }
    case 'batch':
    case 'finished':
      return hearBatch(mirror, event.batch, atMs)
  }
}

function hearBatch(mirror: Mirror, batch: BatchSnapshot, atMs: number): Mirror {
  const { batchId } = batch
  const before = mirror.batches.get(batchId)
  const batches = new Map(mirror.batches)
  // Those that ended last are kept longest, however long ago they began.
  if (before?.isLive && isOver(batch)) batches.delete(batchId)
  batches.set(batchId, heardBatch(before, batch, atMs))
  return { ...mirror, batches: withoutOldest(batches), away: caughtUp(mirror.away, batch) }
}

function awayFrom({ connection, batches, away }: Mirror, next: Connection): Away | null {
  if (connection.state !== 'open' || next.state !== 'lost') return away
  const live = [...batches].filter(([, { isLive }]) => isLive)
  return { endedBefore: new Map(live.map(([id, { snapshot }]) => [id, endedCount(snapshot)])), missed: 0 }
}

/** The first that is heard of a batch again says what was missed of it. */
function caughtUp(away: Away | null, batch: BatchSnapshot): Away | null {
  const before = away?.endedBefore.get(batch.batchId)
  if (!away || before === undefined) return away
  const endedBefore = new Map([...away.endedBefore].filter(([id]) => id !== batch.batchId))
  return { endedBefore, missed: away.missed + Math.max(0, endedCount(batch) - before) }
}

/** Batches under way that the engine does not name any more came to an end unheard: they are kept, for screens that show them, and asked for again. */
function afresh(known: Mirror['batches'], named: BatchSnapshot[], atMs: number): Mirror['batches'] {
  const batches = new Map([...known].map(([id, live]) => [id, { ...live, version: live.version + 1, isLive: false }]))
  for (const snapshot of named) batches.set(snapshot.batchId, heardBatch(batches.get(snapshot.batchId), snapshot, atMs))
  return withoutOldest(batches)
}

function heardBatch(before: LiveBatch | undefined, snapshot: BatchSnapshot, atMs: number): LiveBatch {
  const over = isOver(snapshot)
  if (!before) {
    const running = { atMs, bySeq: bySeq(snapshot, new Map()) }
    return {
      snapshot,
      version: 0,
      figures: figuresOf(snapshot, atMs),
      running,
      endedMs: null,
      isLive: !over,
    }
  }
  const changed = JSON.stringify(before.snapshot.counts) !== JSON.stringify(snapshot.counts)
  const turned = over !== isOver(before.snapshot)
  return {
    snapshot,
    // Of a batch that is over only what a person does to it is heard: rows may be others although their count is the same.
    version: before.version + (changed || turned || over ? 1 : 0),
    figures: nextFigures(before.figures, snapshot, atMs),
    running: nextRunning(before.running, snapshot, atMs),
    endedMs: over ? (before.endedMs ?? (turned ? atMs : null)) : null,
    isLive: !over,
  }
}

function nextRunning(before: RunningFiles, snapshot: BatchSnapshot, atMs: number): RunningFiles {
  if (atMs - before.atMs < barsEveryMs && snapshot.running.length > 0) return before
  return { atMs, bySeq: bySeq(snapshot, before.bySeq) }
}

/** Files that stand where they stood stay the same objects. */
function bySeq({ running }: BatchSnapshot, before: ReadonlyMap<number, RunningRow>): ReadonlyMap<number, RunningRow> {
  return new Map(
    running.map((row) => {
      const old = before.get(row.seq)
      return [row.seq, old && old.stage === row.stage && old.fraction === row.fraction ? old : row]
    }),
  )
}

function withoutOldest(batches: Map<string, LiveBatch>): Map<string, LiveBatch> {
  const over = [...batches].filter(([, { isLive }]) => !isLive)
  for (const [id] of over.slice(0, Math.max(0, over.length - overMost))) batches.delete(id)
  return batches
}
