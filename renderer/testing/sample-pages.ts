import type { CommandInput, CommandName, CommandOutputs } from '../../contract/command.ts'
import type { HistorySum } from '../../contract/history-commands.ts'
import type { HeldFile } from '../../contract/vault.ts'

import { sampleCheck, sampleWaiting, sampleWatches } from './sample-watches.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

type Answers = { [C in CommandName]?: (input: CommandInput<C>) => CommandOutputs[C] }

/** What an engine with the sample batches answers about settings, the vault, receipts and the past. */
export function samplePages(nowMs: number): Answers {
  return {
    'settings.get': () => sampleSettings,
    'settings.set': () => sampleSettings,
    'vault.list': ({ beforeMs, limit = 200 }) => vaultPage(nowMs, { beforeMs, limit }),
    'batch.verify': () => ({ files: verified(), next: null }),
    'history.charts': ({ starts }) => chartsOf(starts),
    'watch.list': () => ({ watches: sampleWatches(nowMs) }),
    'watch.check': () => sampleCheck,
    'watch.files': () => ({ files: sampleWaiting(nowMs), total: 4 }),
    'history.pace': () => ({ points: pace(nowMs) }),
    'history.times': () => ({ stages: times }),
  }
}

const times = [
  { stage: 'read', ms: 900 },
  { stage: 'image.upright', ms: 400 },
  { stage: 'image.resize', ms: 2700 },
  { stage: 'image.convert', ms: 5300 },
  { stage: 'write', ms: 700 },
]

const sampleSettings: CommandOutputs['settings.get'] = {
  settings: {
    cores: 8,
    memoryMb: 3_840,
    pace: 'full',
    language: '',
    limits: {
      maxPixels: 1e8,
      maxUnpackedBytes: 2 ** 31,
      maxUnpackedRatio: 200,
      maxEntries: 20_000,
      stallMs: 300_000,
      workerMemoryMb: 2_048,
    },
    vault: { maxAgeDays: 30, maxBytes: null },
    notifications: { finished: true, failed: true, disconnected: true, sound: false, icon: true },
    updates: { install: 'on-quit', early: false },
    desktop: { openAtLogin: true, keepRunning: true },
  },
  machine: { cores: 8, memoryMb: 7_680 },
  defaults: { cores: 8, memoryMb: 5_760 },
  path: '/home/mill/.millrace/settings.json',
}

function vaultPage(
  nowMs: number,
  { beforeMs, limit }: { beforeMs: number | undefined; limit: number },
): CommandOutputs['vault.list'] {
  const kinds = ['original', 'original', 'conflict', 'result'] as const
  const all = Array.from({ length: 14 }, (_, nth): HeldFile => {
    const atMs = nowMs - (34 - nth * 2.5) * dayMs
    const folder = nth % 3 === 0 ? 'Harbour archive/2024/May' : 'Board papers'
    return {
      n: nth,
      batch: 'done',
      kind: kinds[nth % kinds.length] ?? 'original',
      from: `/srv/photos/${folder}/${nth % 3 === 0 ? `DSC_${4119 + nth}.jpg` : `Minutes ${nth + 1}.pdf`}`,
      to: `/state/vault/${nth}`,
      bytes: 1_800_000 + nth * 640_000,
      atMs,
      untilMs: atMs + 30 * dayMs,
      there: nth !== 6,
    }
  })
  const files = all.filter(({ atMs }) => atMs < (beforeMs ?? Number.MAX_SAFE_INTEGER))
  const totals =
    beforeMs === undefined
      ? { files: 214, bytes: 6.2e9, oldestMs: nowMs - 34 * dayMs }
      : { files: files.length, bytes: files.reduce((held, { bytes }) => held + bytes, 0), oldestMs: null }
  return { files: files.slice(0, limit), next: null, totals, notice: '' }
}

/** Text that looks like a hash, the same for the same number. */
function hashOf(seed: number): string {
  return Array.from({ length: 8 }, (_, nth) =>
    (((seed + 1) * 2654435761 * (nth + 3)) >>> 0).toString(16).padStart(8, '0'),
  ).join('')
}

function verified(): CommandOutputs['batch.verify']['files'] {
  return Array.from({ length: 420 }, (_, nth) => {
    const verdict = nth === 84 || nth === 251 ? 'changed' : nth === 130 ? 'missing' : 'as-written'
    return {
      path: `/srv/photos/Harbour archive/DSC_${4119 + nth}.jpg`,
      output: `/srv/Web/Harbour archive/DSC_${4119 + nth}.webp`,
      verdict,
      bytes: 1_300_000 + ((nth * 7919) % 900_000),
      sha256: hashOf(nth),
      foundSha256: verdict === 'missing' ? '' : hashOf(verdict === 'changed' ? nth + 1000 : nth),
    } as const
  })
}

const savedGb = [
  5.6, 14.5, 17.8, 9.6, 5.1, 12, 0.6, 0.6, 5.7, 5.3, 16.2, 15, 20.8, 0.6, 0.6, 10.8, 26.4, 10.8, 8.1, 6.2, 0.6,
]

function chartsOf(starts: readonly number[]): CommandOutputs['history.charts'] {
  const buckets = starts.slice(1).map((_, nth) => {
    const isLast = nth === starts.length - 2
    return sum({ done: 1_200, savedBytes: (isLast ? 34.6 : (savedGb[nth % savedGb.length] ?? 0)) * 1e9 })
  })
  const recipes: [string, number, number][] = [
    ['Shrink photos for the web', 181.2e9, 22_118],
    ['Video to MP4', 75e9, 162],
    ['Compress PDFs', 26.6e9, 9_204],
    ['CSV to Parquet', 13.4e9, 1_020],
    ['HEIC to JPEG', 7.7e9, 3_416],
  ]
  return {
    buckets,
    total: sum({ batches: 47, done: 35_920, failed: 96, savedBytes: 303.9e9, ranMs: 2 * hourMs + 41 * 60_000 }),
    recipes: recipes.map(([recipe, savedBytes, done]) => ({ recipe, ...sum({ savedBytes, done }) })),
  }
}

function sum(known: Partial<HistorySum>): HistorySum {
  return { batches: 1, done: 0, undone: 0, failed: 0, savedBytes: 0, writtenBytes: 0, ranMs: 0, ...known }
}

function pace(nowMs: number): CommandOutputs['history.pace']['points'] {
  let ended = 0
  return Array.from({ length: 60 }, (_, nth) => {
    ended += nth === 0 ? 0 : nth < 3 ? 60 : nth > 21 && nth < 25 ? 70 : 180 + ((nth * 37) % 40)
    return { atMs: nowMs - (60 - nth) * 5_000, ended }
  })
}
