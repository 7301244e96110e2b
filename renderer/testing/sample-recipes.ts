import type { RecipeRow, RecipeUse } from '../../contract/recipe-commands.ts'
import { readDraft, type DraftStep } from '../../contract/recipe-draft.ts'
import type { Recipe, RecipeProblem, RecipeStep } from '../../contract/recipe.ts'

interface Told {
  name: string
  title: string
  summary: string
  accepts: string
  steps: string[]
  own?: boolean
  problems?: RecipeProblem[]
  watches?: number
  /** Hours ago, and how many files. */
  ran?: [hours: number, files: number, failed?: number]
}

const lost = '/home/anna/Brand/harbour-mark.png is not there.'

const web = ['image.upright:', 'image.resize: { longest: 2048 }', 'image.convert: { to: webp, quality: 80 }']

const told: Told[] = [
  {
    name: 'shrink',
    title: 'Shrink photos for the site',
    summary: '2048 px, WebP, watermark',
    accepts: 'image/*',
    steps: [...web, 'image.watermark: { picture: /home/anna/Brand/harbour-mark.png }'],
    own: true,
    problems: [{ line: 9, column: 24, field: 'steps[3].image.watermark.picture', message: lost }],
    watches: 2,
    ran: [0.1, 12_480],
  },
  {
    name: 'ledgers',
    title: 'Pack ledgers',
    summary: 'One archive, checked',
    accepts: 'text/csv',
    steps: ['archive.pack:'],
    own: true,
    ran: [30, 214],
  },
  {
    name: 'board',
    title: 'Board pack',
    summary: 'Encrypted to send',
    accepts: '',
    steps: ['secret.encrypt: { secret: mail }'],
    own: true,
  },
  {
    name: 'web',
    title: 'Shrink photos for the web',
    summary: '2048 px, WebP, dates kept',
    accepts: 'image/*',
    steps: web,
    watches: 1,
    ran: [2, 12_480],
  },
  {
    name: 'jpeg',
    title: 'HEIC to JPEG',
    summary: 'Full size, colours and dates kept',
    accepts: 'image/heic',
    steps: ['image.convert: { to: jpeg }'],
    ran: [2.2, 128],
  },
  {
    name: 'pdf',
    title: 'Compress PDFs',
    summary: 'Images at 150 dpi, text untouched',
    accepts: 'application/pdf',
    steps: [],
    ran: [96, 1076, 2],
  },
  {
    name: 'parquet',
    title: 'CSV to Parquet',
    summary: 'Types detected, Zstandard',
    accepts: 'text/csv',
    steps: [],
    ran: [26, 214],
  },
  { name: 'mp4', title: 'Video to MP4', summary: '1080p H.264, plays everywhere', accepts: 'video/*', steps: [] },
  {
    name: 'rename',
    title: 'Rename by date taken',
    summary: '2026-05-17 Harbour 001.jpg',
    accepts: '',
    steps: [],
    ran: [29, 2950],
  },
  {
    name: 'sums',
    title: 'Checksum list',
    summary: 'SHA-256 file to verify later',
    accepts: '',
    steps: ['file.checksums:'],
  },
]

export function sampleRecipeRows(): RecipeRow[] {
  return told.map(({ name, title, summary, own, problems = [] }) => ({
    name,
    title,
    summary,
    builtIn: own !== true,
    path: '',
    origin: name === 'shrink' ? 'web' : null,
    changedMs: Date.UTC(2026, 9, 3, 9),
    problems,
  }))
}

export function sampleUses(nowMs: number): RecipeUse[] {
  return told.map(({ name, watches = 0, ran }) => ({
    recipe: name,
    watches: Array.from({ length: watches }, (_, nth) => ({ id: `${nth}`, title: `Watch ${nth}` })),
    last: ran
      ? {
          batchId: name,
          startedMs: nowMs - ran[0] * 3_600_000,
          files: ran[1],
          failed: ran[2] ?? 0,
          live: ran[0] < 1,
        }
      : null,
  }))
}

export function sampleRecipeText(wanted: string): string {
  const { title, summary, accepts, steps } = told.find(({ name }) => name === wanted) ??
    told[0] ?? { title: '', summary: '', accepts: '', steps: [] }
  const list = steps.map((step) => `  - ${step}\n`).join('')
  return [
    `millrace: 1\nname: ${title}\nsummary: ${summary}\n`,
    accepts === '' ? '' : `accepts: [${accepts}]\n`,
    list === '' ? '' : `steps:\n${list}`,
    'output:\n  name: "{date:YYYY-MM-DD} {parent} {counter:3}"\n',
  ].join('')
}

/** What an engine would read of a text, without looking closely. */
export function sampleChecked(text: string): { recipe: Recipe | null; problems: RecipeProblem[] } {
  const draft = readDraft(text)
  const { problems = [] } = told.find(({ title }) => title === draft?.fields['name']) ?? {}
  if (!draft) return { recipe: null, problems: [{ line: 1, column: 1, field: '', message: 'This is no recipe.' }] }
  const { name = '', summary = '', accepts } = draft.fields as { name?: string; summary?: string; accepts?: string[] }
  const recipe: Recipe = {
    name,
    summary,
    accepts: (accepts ?? []).map((match) => ({ match, where: {} })),
    steps: draft.steps.map(stepOf),
    outputs: [{ steps: [], ifLarger: 'keep-result', folder: '{out}/{path}', name: '{stem}' }],
    conflict: 'number',
    originals: { act: 'keep' },
    keep: ['times'],
    companions: 'none',
    portable: false,
    zone: '',
    fingerprint: '',
  }
  return { recipe, problems }
}

function stepOf({ step, options, when }: DraftStep): RecipeStep {
  if (when) return { kind: 'when', condition: {}, steps: when.steps.map(stepOf) }
  return { kind: 'step', call: { step, options } }
}
