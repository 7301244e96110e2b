import { z } from 'zod'
import { isZone } from './parse-zone.ts'
import { pathField } from './path-field.ts'

/** What a recipe would make of one file, without making it. */
export const previewCommands = {
  /** Files to look at: samples that came with Millrace, and files of runs not long ago. */
  'preview.samples': () => z.object({}),
  /**
   * Runs the recipe of a text on one file, into scratch, at the lowest priority; never touches ledger or output. `sketch` answers soon with pictures
   * as large as `sidePx` and without sizes of results, `whole` with the very results. Faults: those of the recipe and of its steps.
   */
  'preview.make': () =>
    z.object({
      text: z.string(),
      sample: pathField.describe('absolute path, or the id of a sample that came with Millrace'),
      sidePx: z.number().int().min(64).max(2048).default(1024),
      detail: z.enum(['sketch', 'whole']),
    }),
  /** What the tokens of names and folders would be for one file, by fact, as `offeredToken` writes them. Fault `file-missing`. */
  'preview.tokens': () =>
    z.object({
      sample: pathField.describe('as above'),
      zone: z
        .string()
        .max(100)
        .refine((zone) => zone === '' || isZone(zone), { error: 'There is no such time zone' })
        .default('')
        .describe('IANA zone; empty is the system’s'),
    }),
} as const

/** Of a longer text, an excerpt is so much or a little less. */
export const excerptMostBytes = 32 * 1024

export interface PreviewSample {
  /** What `preview.make` is asked with. */
  sample: string
  name: string
  type: string
  builtIn: boolean
}

export interface PreviewFile {
  name: string
  type: string
  /** Null while only a sketch is known. */
  bytes: number | null
  facts: Record<string, string | number>
  /** The beginning of a text; null for anything else. */
  excerpt: string | null
  /** What a picture is asked for by; null where there is none to see. */
  picture: string | null
}

export interface PreviewResult extends PreviewFile {
  /** Which output it is of, from 0. */
  branch: number
}

export interface PreviewAnswer {
  /** As asked for; a course that cannot be sketched is answered whole. */
  detail: 'sketch' | 'whole'
  before: PreviewFile
  results: PreviewResult[]
  /** How long the work took. */
  ms: number
}

export interface PreviewAnswers {
  'preview.samples': { samples: PreviewSample[] }
  'preview.make': PreviewAnswer
  /** Facts of results, and what this file does not tell, are not among them. */
  'preview.tokens': { tokens: Record<string, string> }
}
