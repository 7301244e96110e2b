import type { WatchRules } from '../../contract/watch-rules.ts'
import { partialNames } from '../../contract/watch-words.ts'
import type { WatchCheck, WatchState, WatchStatus, WaitingFile } from '../../contract/watch.ts'

const hourMs = 3_600_000

interface Told {
  id: string
  name: string
  folder: string
  recipe: string
  state: WatchState
  done: number
  savedBytes: number
  change?: (nowMs: number) => Partial<WatchStatus>
}

const told: Told[] = [
  {
    id: 'camera',
    name: 'Camera uploads',
    folder: '/srv/photos/Camera Uploads',
    recipe: 'jpeg',
    state: 'watching',
    done: 128,
    savedBytes: 412e6,
  },
  {
    id: 'scans',
    name: 'Scans inbox',
    folder: '/srv/documents/Scans',
    recipe: 'pdf',
    state: 'settling',
    done: 16,
    savedBytes: 88e6,
    change: () => ({ settling: 4 }),
  },
  {
    id: 'nas',
    name: 'NAS exports',
    folder: '/mnt/harbour-nas/exports/csv',
    recipe: 'parquet',
    state: 'disconnected',
    done: 0,
    savedBytes: 0,
    change: (nowMs) => ({ lastFileMs: nowMs - 20 * hourMs }),
  },
  {
    id: 'downloads',
    name: 'Downloads',
    folder: '/srv/Downloads',
    recipe: 'rename',
    state: 'paused',
    done: 7,
    savedBytes: 0,
    change: (nowMs) => ({ pausedUntilMs: nowMs + 14 * hourMs }),
  },
  {
    id: 'podcast',
    name: 'Podcast masters',
    folder: '/srv/audio/Masters',
    recipe: 'mp4',
    state: 'out-of-hours',
    done: 0,
    savedBytes: 0,
    change: () => ({ ready: 31 }),
  },
  {
    id: 'archive',
    name: 'Old archive',
    folder: '/srv/archive',
    recipe: 'web',
    state: 'watching',
    done: 2,
    savedBytes: 3e6,
    change: () => ({ question: { kind: 'existing', files: 1_284 } }),
  },
  {
    id: 'share',
    name: 'Team share',
    folder: '/mnt/share/in',
    recipe: 'web',
    state: 'needs-you',
    done: 9,
    savedBytes: 0,
    change: () => ({ needsYou: 2 }),
  },
]

const hourly = [0, 0, 0, 0, 0, 0, 0, 0, 20, 5, 10, 9, 13, 1, 6, 5, 3, 4, 6, 7, 4, 11, 6, 2]

/** Watched folders in every state that a person meets. */
export function sampleWatches(nowMs: number): WatchStatus[] {
  return told.map(({ id, name, folder, recipe, state, done, savedBytes, change }) => ({
    id,
    kept: true,
    name,
    rules: rulesOf({ folder, recipe, name }),
    state,
    reason: '',
    sinceMs: nowMs - 5 * hourMs,
    polling: null,
    question: null,
    settling: 0,
    ready: 0,
    needsYou: 0,
    pausedUntilMs: null,
    today: {
      batchIds: done > 0 ? ['uploads'] : [],
      counts: {
        total: done,
        waiting: 0,
        running: 0,
        done,
        reused: 0,
        skipped: 0,
        failed: 0,
        cancelled: 0,
        undone: 0,
        totalBytes: savedBytes * 2,
        endedBytes: savedBytes * 2,
        doneBytes: savedBytes * 2,
        results: done,
        outputBytes: savedBytes,
      },
    },
    hourly: done > 10 ? hourly : hourly.map((value) => (done > 0 && value > 8 ? 1 : 0)),
    lastFileMs: nowMs - hourMs,
    ...change?.(nowMs),
  }))
}

function rulesOf({ folder, recipe, name }: Pick<WatchRules, 'folder' | 'recipe' | 'name'>): WatchRules {
  return {
    name,
    folder,
    recipe,
    out: '/srv/Web',
    conflict: null,
    originals: null,
    depth: 3,
    followLinks: false,
    held: false,
    only: ['*.pdf', '*.tif'],
    leaveOut: partialNames.slice(0, 3),
    kinds: [],
    minBytes: null,
    maxBytes: null,
    minAgeMs: null,
    maxAgeMs: null,
    existing: 'leave',
    schedule: { from: '22:00', to: '06:00', days: [1, 2, 3, 4, 5] },
    order: 'arrival',
    gather: null,
    settleMs: 3_000,
    patienceMs: 600_000,
  }
}

export const sampleCheck: WatchCheck = {
  problems: [],
  cycle: [],
  notes: ['The recipe saves into this folder. Millrace knows its own files and will not process them again.'],
  existing: { files: 14, bytes: 42e6, more: false },
}

export function sampleWaiting(nowMs: number): WaitingFile[] {
  const reasons = ['settling', 'changing', 'in-use', 'needs-you'] as const
  return reasons.map((reason, nth) => ({
    path: `/srv/documents/Scans/2026/Scan ${nth + 31}.pdf`,
    sizeBytes: 18_400_000 - nth * 2_000_000,
    sinceMs: nowMs - 9_000,
    dueMs: reason === 'settling' ? nowMs + 2_000 : null,
    reason,
    message: '',
  }))
}
