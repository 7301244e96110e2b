import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import { documentValue } from './document-value.ts'
import { beyondBounds } from './recipe-bounds.ts'

/** Beside a step, as `off`: it came with an import, and nobody has allowed what it asks for. */
export const notAllowed = 'not-allowed'

/** Where something stands in a recipe's text: names of mappings, numbers in lists. */
export type DraftPath = readonly (string | number)[]

/** One item of a list of steps as it is written, whether or not it is right. */
export interface DraftStep {
  path: DraftPath
  /** Name of the step; empty for a condition. */
  step: string
  /** As written: no defaults. */
  options: Record<string, unknown>
  off: boolean
  /** It is off because an import did not allow what it asks for: until a person decides, the recipe does not run. */
  unallowed: boolean
  /** What has to hold, and the steps that are done then; null for a step. */
  when: { condition: Record<string, unknown>; steps: DraftStep[] } | null
}

export interface DraftOutput {
  path: DraftPath
  steps: DraftStep[]
  /** What is written of `folder`, `name` and `if-larger`. */
  fields: Record<string, unknown>
}

/** A recipe's text as forms show it: what is written there, unchecked and without defaults. */
export interface RecipeDraft {
  /** What is written beside steps and outputs. */
  fields: Record<string, unknown>
  steps: DraftStep[]
  /** At least one; where none is written it stands at `output`. */
  outputs: DraftOutput[]
}

type Plain = Record<string, unknown>

/** Null while the text is no YAML, or no recipe as far as forms go: then it can only be edited as text. */
export function readDraft(text: string): RecipeDraft | null {
  if (beyondBounds(text) !== undefined) return null
  const document = parseDocument(text, { prettyErrors: false, stringKeys: true, logLevel: 'error' })
  if (document.errors.length > 0 || !isMap(document.contents)) return null
  const root = documentValue(document)
  if (!isPlain(root)) return null
  const { steps, output, outputs, ...fields } = root
  const many = Array.isArray(outputs) ? outputs.map((branch, at) => outputOf(branch, ['outputs', at])) : []
  return {
    fields,
    steps: stepsOf(steps, ['steps']),
    outputs: many.length > 0 ? many : [outputOf(output, ['output'])],
  }
}

function outputOf(branch: unknown, path: DraftPath): DraftOutput {
  const { steps, ...fields } = isPlain(branch) ? branch : {}
  return { path, steps: stepsOf(steps, [...path, 'steps']), fields }
}

function stepsOf(list: unknown, path: DraftPath): DraftStep[] {
  return Array.isArray(list) ? list.map((item, at) => stepOf(item, [...path, at])) : []
}

const isOn = { off: false, unallowed: false }

function stepOf(item: unknown, path: DraftPath): DraftStep {
  if (!isPlain(item)) return { path, step: typeof item === 'string' ? item : '', options: {}, ...isOn, when: null }
  const { off, ...rest } = item
  const unallowed = off === notAllowed
  const shared = { path, off: off === true || unallowed, unallowed }
  if ('when' in rest || 'do' in rest) {
    const when = { condition: isPlain(rest.when) ? rest.when : {}, steps: stepsOf(rest.do, [...path, 'do']) }
    return { ...shared, step: '', options: {}, when }
  }
  const [[step, options] = ['', null]] = Object.entries(rest)
  return { ...shared, step, options: isPlain(options) ? options : {}, when: null }
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A path as problems of a recipe name their field: `steps[0].image.resize.longest`. */
export function fieldOf(path: DraftPath): string {
  return path.reduce<string>((field, part) => {
    if (typeof part === 'number') return `${field}[${part}]`
    return field === '' ? part : `${field}.${part}`
  }, '')
}

/** Line and column, from 1, at which a path begins in the text; null where nothing stands there. */
export function placeOf(text: string, path: DraftPath): { line: number; column: number } | null {
  const node: unknown = path.reduce<unknown>(
    (parent, part) => (isMap(parent) || isSeq(parent) ? parent.get(part, true) : null),
    parseDocument(text, { logLevel: 'error' }).contents,
  )
  const at = isMap(node) || isSeq(node) || isScalar(node) ? (node as Node).range?.[0] : undefined
  if (at === undefined) return null
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
