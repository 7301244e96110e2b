import type { CommandInput, CommandName, CommandOutputs } from '../../contract/command.ts'
import { Fault } from '../../contract/fault.ts'
import { faultTable } from '../../contract/fault-table.ts'
import { sampleChecked, sampleRecipeRows, sampleRecipeText, sampleUses } from './sample-recipes.ts'
import { samplePreview, samplePreviews, sampleTokens } from './sample-previews.ts'
import { sampleSteps } from './sample-steps.ts'
import { membersOf } from './sample-groups.ts'
import { rowOf, type SampleBatch, windowOf } from './sample-rows.ts'
import { samplePages } from './sample-pages.ts'
import { type Sample, snapshotOf } from './sample-batches.ts'

type Answers = { [C in CommandName]?: (input: CommandInput<C>) => CommandOutputs[C] }

/** What an engine with these batches answers. */
export function sampleAnswers(batches: readonly Sample[], nowMs: number): Answers {
  const find = (id: string) => {
    const found = batches.find((batch) => batch.id === id)
    if (!found) throw new Fault('batch-unknown', { subject: id })
    return found
  }
  const harbour: SampleBatch = { total: 12_480, ended: 7_738, inHand: 12 }
  const sampleOf = (id: string) => find(id).sample ?? harbour
  return {
    ...recipeAnswers(nowMs),
    'place.roots': () => ({
      roots: [
        { title: 'photos', path: '/srv/photos', access: 'read' },
        { title: 'Web', path: '/srv/Web', access: 'write' },
      ],
    }),
    'place.list': ({ path }) => ({ entries: entriesOf(path, nowMs), more: false, freeBytes: 212e9 }),
    'batch.list': () => ({ batches: batches.filter(({ id }) => id !== 'upload').map(({ row }) => row) }),
    'batch.get': ({ batch }) => ({ batch: snapshotOf(find(batch)) }),
    'batch.places': () => ({ outs: ['/srv/Web'], sources: ['/srv/photos'], touches: false, moves: false }),
    'batch.rows': ({ batch, filter = 'all', search = '', offset, limit }) =>
      windowOf(sampleOf(batch), { filter, search, offset, limit }),
    'batch.job': ({ batch, seq }) => ({ job: detailOf(sampleOf(batch), seq) }),
    'batch.causes': () => ({ causes: causes() }),
    'batch.plan': ({ out }) => planOf(out),
    'batch.undo': () => ({ files: undone() }),
    ...workingsAnswers(harbour, nowMs),
    ...samplePages(nowMs),
  }
}

function workingsAnswers(harbour: SampleBatch, nowMs: number): Answers {
  return {
    'engine.workings': () => ({
      waiting: Array.from({ length: 16 }, (_, nth) => ({
        what: 'cpu 1, memoryMb 180',
        holder: `/srv/photos/2024/May/Harbour/DSC_${11_869 + nth}.jpg`,
        sinceMs: nowMs - 900 + nth * 40,
      })),
      slow: [],
      eventLoopDelayMs: { p50: 1, p99: 4, max: 12 },
      shared: [
        { name: 'cpu', used: 8, limit: 8, waiting: 16 },
        { name: 'memoryMb', used: 1812, limit: 3815, waiting: 0 },
        { name: 'copies', used: 0, limit: 512, waiting: 0 },
      ],
      stages: [
        { stage: 'image.convert', ms: 5300 },
        { stage: 'image.resize', ms: 2700 },
        { stage: 'read', ms: 900 },
        { stage: 'write', ms: 700 },
        { stage: 'image.upright', ms: 400 },
      ],
      inHand: Array.from({ length: 12 }, (_, nth) => {
        const { seq, path, stage } = rowOf(harbour, harbour.ended + nth)
        return { batch: 'harbour', seq, path, stage, ms: 124_000 / (nth * nth + 1) }
      }),
    }),
  }
}

function recipeAnswers(nowMs: number): Answers {
  return {
    'recipe.list': () => ({ recipes: sampleRecipeRows() }),
    'recipe.get': ({ recipe }) => ({ text: sampleRecipeText(recipe), ...sampleChecked(sampleRecipeText(recipe)) }),
    'recipe.check': ({ text }) => ({ ...sampleChecked(text), requests: [] }),
    'recipe.uses': () => ({ uses: sampleUses(nowMs) }),
    'recipe.look': ({ text }) => ({
      title: 'Invoice intake',
      ...sampleChecked(text),
      problems: [],
      requests: [
        {
          id: '1',
          kind: 'program',
          step: 'external.run',
          words: ['curl', '--upload-file', '{input}', 'https://files.supplier.example'],
        },
        { id: '2', kind: 'path', step: 'image.watermark', words: ['/home/anna/Brand/mark.png'] },
      ],
      taken: sampleRecipeRows()[2] ?? null,
    }),
    'preview.samples': () => ({ samples: samplePreviews }),
    'preview.make': ({ sample }) => samplePreview(sample),
    'preview.tokens': ({ sample }) => ({ tokens: sampleTokens(sample) }),
    'step.list': () => ({ steps: sampleSteps }),
  }
}

function entriesOf(path: string, nowMs: number): CommandOutputs['place.list']['entries'] {
  if (path.endsWith('/Regatta')) return []
  const folders = ['2024', '2025', 'Harbour 2026', 'Regatta'].map((name) => ({
    name,
    kind: 'folder' as const,
    sizeBytes: 0,
  }))
  const files = ['cover.jpg', 'index.csv'].map((name) => ({ name, kind: 'file' as const, sizeBytes: 4_200_000 }))
  return [...folders, ...files].map((entry) => ({ ...entry, path: `${path}/${entry.name}`, modifiedMs: nowMs }))
}

function detailOf(batch: SampleBatch, seq: number): CommandOutputs['batch.job']['job'] {
  const row = rowOf(batch, seq)
  const parts = { read: 38, 'image.upright': 16, 'image.resize': 112, 'image.convert': 218, write: 26 }
  const all = Object.values(parts).reduce((sum, part) => sum + part, 0)
  // Of one that has ended they are together what it took.
  const scale = row.ms > 0 ? row.ms / all : 1
  const timings = Object.entries(parts).map(([step, part]) => ({ step, ms: part * scale }))
  return {
    ...row,
    sourceSha256: `${seq}`,
    modifiedMs: 0,
    original: 'kept',
    moves: [],
    members: membersOf(batch.rows ?? [], row),
    timings,
  }
}

function causes(): CommandOutputs['batch.causes']['causes'] {
  const cause = (code: 'file-truncated' | 'file-damaged', why: string, count: number) => {
    const { sentence, remedy } = faultTable[code]
    return { code, why, message: `${sentence.replace('{subject}', 'The file')} ${why}`, remedy, count, examplePath: '' }
  }
  return [
    cause('file-truncated', 'The file ends at 3.4 of 4.8 MB.', 9),
    cause('file-damaged', 'Its parts cannot be followed to the end of the picture.', 5),
  ]
}

function planOf(out: string): CommandOutputs['batch.plan'] {
  const ran = Array.from({ length: 150 }, (_, nth) => ({
    path: `/srv/photos/Harbour 2026/DSC_${nth}.${nth % 7 === 0 ? 'heic' : 'jpg'}`,
    targets: [`${out}/Harbour 2026/DSC_${nth}-{width}w.webp`],
    note: '',
    ...(nth < 12 ? { taken: [`${out}/Harbour 2026/DSC_${nth}.webp`] } : {}),
    state: 'run' as const,
  }))
  const skipped = Array.from({ length: 37 }, (_, nth) => ({
    path: `/srv/photos/Harbour 2026/clip ${nth}.mov`,
    targets: [],
    note: '',
    state: 'skip' as const,
  }))
  return {
    recipe: '',
    out,
    files: [...ran, ...skipped],
    counts: { run: 1284, reuse: 0, skip: 37, fault: 0, collisions: 12 },
    kinds: { jpg: 1_102, heic: 168, png: 14 },
    totalBytes: 6.2e9,
    freeBytes: 212e9,
    expectedMs: 31_000,
    warnings: [],
    writable: true,
  }
}

function undone(): CommandOutputs['batch.undo']['files'] {
  return Array.from({ length: 12_444 }, (_, nth) => ({
    path: `/srv/Web/Harbour archive/DSC_${nth}.webp`,
    result: nth % 889 === 0 ? ('left' as const) : ('undone' as const),
    reason: nth % 889 === 0 ? 'It was edited since.' : '',
  }))
}
