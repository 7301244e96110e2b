import type { CommandInput, CommandName, CommandOutputs } from '../../contract/command.ts'
import type { RecipeRow } from '../../contract/recipe-commands.ts'
import { Fault, faultTable } from '../../contract/fault.ts'
import type { Recipe } from '../../contract/recipe.ts'
import type { StepDescriptor } from '../../contract/step.ts'
import { rowOf, type SampleBatch, windowOf } from './sample-rows.ts'
import { type Sample, snapshotOf } from './sample-batches.ts'

const hourMs = 3_600_000

const recipes: [name: string, title: string, summary: string, accepts: string][] = [
  ['web', 'Shrink photos for the web', '2048 px, WebP, dates kept', 'image/*'],
  ['jpeg', 'HEIC to JPEG', 'Full size, colours and dates kept', 'image/*'],
  ['pdf', 'Compress PDFs', 'Images at 150 dpi, text untouched', 'application/pdf'],
  ['merge', 'Merge PDFs by folder', 'One PDF for each folder, in name order', 'application/pdf'],
  ['parquet', 'CSV to Parquet', 'Types detected, Zstandard', 'text/csv'],
  ['mp4', 'Video to MP4', '1080p H.264, plays everywhere', 'video/*'],
  ['rename', 'Rename by date taken', '2026-05-17 Harbour 001.jpg', ''],
  ['sums', 'Checksum list', 'SHA-256 file to verify later', ''],
]

function recipeRow([name, title, summary]: (typeof recipes)[number]): RecipeRow {
  return { name, title, summary, builtIn: true, path: '', origin: null, changedMs: 0, problems: [] }
}

function recipeOf(name: string): Recipe {
  const [, title = name, summary = '', accepts = ''] = recipes.find(([known]) => known === name) ?? []
  return {
    name: title,
    summary,
    accepts: accepts === '' ? [] : [{ match: accepts, where: {} }],
    steps: [],
    outputs: [{ steps: [], ifLarger: 'keep-result', folder: '{out}/{path}', name: '{stem}-{width}w' }],
    conflict: 'number',
    originals: { act: 'keep' },
    keep: ['times'],
    portable: false,
    zone: '',
    fingerprint: '',
  }
}

const steps = [
  ['image.upright', 'Turn upright'],
  ['image.resize', 'Resize'],
  ['image.convert', 'Convert to WebP'],
] as const

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
    'recipe.list': () => ({ recipes: recipes.map(recipeRow) }),
    'recipe.get': ({ recipe }) => ({ text: '', recipe: recipeOf(recipe), problems: [] }),
    'step.list': () => ({ steps: steps.map(([name, title]) => ({ name, title }) as StepDescriptor) }),
    'place.roots': () => ({
      roots: [
        { title: 'photos', path: '/srv/photos', access: 'read' },
        { title: 'Web', path: '/srv/Web', access: 'write' },
      ],
    }),
    'place.list': ({ path }) => ({ entries: entriesOf(path, nowMs), more: false, freeBytes: 212e9 }),
    'batch.list': () => ({ batches: batches.map(({ row }) => row) }),
    'batch.get': ({ batch }) => ({ batch: snapshotOf(find(batch)) }),
    'batch.rows': ({ batch, filter = 'all', search = '', offset, limit }) =>
      windowOf(sampleOf(batch), { filter, search, offset, limit }),
    'batch.job': ({ batch, seq }) => ({ job: detailOf(sampleOf(batch), seq) }),
    'batch.causes': () => ({ causes: causes() }),
    'batch.plan': ({ out }) => planOf(out),
    'batch.undo': () => ({ files: undone() }),
    'vault.list': () => ({
      files: [],
      next: null,
      totals: { files: 214, bytes: 6.2e9, oldestMs: nowMs - 300 * hourMs },
      notice: '',
    }),
  }
}

function entriesOf(path: string, nowMs: number): CommandOutputs['place.list']['entries'] {
  const folders = ['2024', '2025', 'Harbour 2026', 'Regatta'].map((name) => ({
    name,
    kind: 'folder' as const,
    sizeBytes: 0,
  }))
  const files = ['cover.jpg', 'index.csv'].map((name) => ({ name, kind: 'file' as const, sizeBytes: 4_200_000 }))
  return [...folders, ...files].map((entry) => ({ ...entry, path: `${path}/${entry.name}`, modifiedMs: nowMs }))
}

function detailOf(batch: SampleBatch, seq: number): CommandOutputs['batch.job']['job'] {
  const timings = [
    { step: 'read', ms: 38 },
    { step: 'image.upright', ms: 16 },
    { step: 'image.resize', ms: 112 },
    { step: 'image.convert', ms: 218 },
    { step: 'write', ms: 26 },
  ]
  return { ...rowOf(batch, seq), sourceSha256: `${seq}`, modifiedMs: 0, moves: [], members: [], timings }
}

function causes(): CommandOutputs['batch.causes']['causes'] {
  const cause = (code: 'file-truncated' | 'file-damaged', why: string, count: number) => {
    const { sentence, remedy } = faultTable[code]
    return { code, message: `${sentence.replace('{subject}', 'The file')} ${why}`, remedy, count, examplePath: '' }
  }
  return [
    cause('file-truncated', 'The file ends at 3.4 of 4.8 MB.', 9),
    cause('file-damaged', 'Its colours cannot be told.', 5),
  ]
}

function planOf(out: string): CommandOutputs['batch.plan'] {
  const ran = Array.from({ length: 150 }, (_, nth) => ({
    path: `/srv/photos/Harbour 2026/DSC_${nth}.${nth % 7 === 0 ? 'heic' : 'jpg'}`,
    targets: [`${out}/Harbour 2026/DSC_${nth}-{width}w.webp`],
    note: '',
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
    totalBytes: 6.2e9,
    freeBytes: 212e9,
    expectedMs: 31_000,
    warnings: [],
  }
}

function undone(): CommandOutputs['batch.undo']['files'] {
  return Array.from({ length: 12_444 }, (_, nth) => ({
    path: `/srv/Web/Harbour archive/DSC_${nth}.webp`,
    result: nth % 889 === 0 ? ('left' as const) : ('undone' as const),
    reason: nth % 889 === 0 ? 'It was edited since.' : '',
  }))
}
