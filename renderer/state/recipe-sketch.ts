import type { Recipe, RecipeStep } from '../../contract/recipe.ts'
import type { StepCall } from '../../contract/step.ts'

/** What a file looks like in a small drawing. */
export interface SketchTile {
  shape: 'photo' | 'page' | 'table' | 'film' | 'file' | 'box' | 'list' | 'lock'
  /** A few letters: a format, a size. */
  label: string
  /** Of the drawing's height, 0..1. */
  scale: number
  square: boolean
  grey: boolean
  marked: boolean
  framed: boolean
  /** Lies in folders made for it. */
  filed: boolean
}

/** A recipe as a drawing: a file, and what comes of it. */
export interface RecipeSketch {
  from: SketchTile
  /** Several files go in. */
  many: boolean
  /** At most three. */
  to: SketchTile[]
}

const plain: SketchTile = {
  shape: 'file',
  label: '',
  scale: 0.9,
  square: false,
  grey: false,
  marked: false,
  framed: false,
  filed: false,
}

const shapes: [RegExp, SketchTile['shape']][] = [
  [/^image\/|\.(jpe?g|png|webp|heic|tiff?|gif|avif)$/i, 'photo'],
  [/pdf/i, 'page'],
  [/csv|parquet|sheet|excel|\.(xlsx?|tsv)$/i, 'table'],
  [/^(video|audio)\//i, 'film'],
  [/\.(zip|tar|gz|tgz|7z|zst)$|zip|tar/i, 'box'],
]

/** What the steps do to the look of a file; a step nobody has drawn changes nothing. */
const effects: Record<string, (tile: SketchTile, options: Record<string, unknown>) => SketchTile | SketchTile[]> = {
  'image.resize': (tile, { longest, width, height, fit }) => {
    const px = Number(longest ?? width ?? height ?? 0)
    return { ...tile, scale: px > 0 && px <= 400 ? 0.5 : 0.7, square: fit === 'cover' && width === height }
  },
  'image.crop': (tile, { aspect }) => ({ ...tile, square: aspect === '1:1' || tile.square }),
  'image.trim': (tile) => ({ ...tile, scale: 0.75 }),
  'image.pad': (tile, { aspect }) => ({ ...tile, framed: true, square: aspect === '1:1' || tile.square }),
  'image.colour': (tile, { grey }) => ({ ...tile, grey: grey === true }),
  'image.watermark': (tile) => ({ ...tile, marked: true }),
  'image.compress': (tile) => ({ ...tile, label: tile.label || '−%' }),
  'image.convert': (tile, { to }) => ({ ...tile, label: formatName(to) }),
  'image.sizes': (tile, { widths }) =>
    [1, 0.7, 0.45].slice(0, Array.isArray(widths) ? widths.length : 3).map((scale) => ({ ...tile, scale })),
  'archive.pack': (tile, { format }) => ({ ...tile, shape: 'box', label: formatName(format ?? 'zip') }),
  'archive.unpack': () => [plain, { ...plain, scale: 0.7 }, { ...plain, scale: 0.5 }],
  'file.checksums': (tile) => ({ ...tile, shape: 'list', label: 'SHA' }),
  'file.checksums-check': (tile) => ({ ...tile, shape: 'list', label: '✓' }),
  'file.split': (tile) => [tile, { ...tile, scale: 0.7 }, { ...tile, scale: 0.5 }],
  'secret.encrypt': (tile) => ({ ...tile, shape: 'lock' }),
}

const gathers = /^(archive\.pack|file\.join|file\.checksums|file\.checksums-check|pdf\.merge)$/
const tilesMost = 3

/** Drawn from what the recipe says, so that no recipe needs a drawing of its own. */
export function sketchOf(recipe: Recipe): RecipeSketch {
  const match = recipe.accepts[0]?.match ?? ''
  const isPhoto = recipe.steps.concat(recipe.outputs.flatMap(({ steps }) => steps)).some(isOfImages)
  const shape = shapes.find(([pattern]) => pattern.test(match))?.[1] ?? (isPhoto ? 'photo' : 'file')
  const from = { ...plain, shape, label: shape === 'photo' && /heic|heif/i.test(match) ? 'HEIC' : '' }
  const trunk = through([{ ...from, label: '' }], recipe.steps)
  const to = recipe.outputs.flatMap(({ steps, folder }) =>
    through(trunk, steps).map((tile) => ({ ...tile, filed: /\{(date|camera|ext)/.test(folder) })),
  )
  return { from, many: callsIn(recipe.steps).some(({ step }) => gathers.test(step)), to: to.slice(0, tilesMost) }
}

function through(tiles: SketchTile[], steps: RecipeStep[]): SketchTile[] {
  return callsIn(steps).reduce(
    (made, { step, options }) => made.flatMap((tile) => effects[step]?.(tile, options) ?? tile),
    tiles,
  )
}

export function callsIn(steps: RecipeStep[]): StepCall[] {
  return steps.flatMap((step) => (step.kind === 'step' ? [step.call] : callsIn(step.steps)))
}

function isOfImages(step: RecipeStep): boolean {
  return callsIn([step]).some((call) => call.step.startsWith('image.'))
}

const names: Record<string, string> = { jpeg: 'JPEG', webp: 'WebP', jxl: 'JXL' }

function formatName(format: unknown): string {
  return typeof format === 'string' ? (names[format] ?? format.toUpperCase()) : ''
}
