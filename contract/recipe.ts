import type { StepCall } from './step.ts'

export const conflictModes = ['number', 'skip', 'skip-identical', 'replace', 'newer', 'fail'] as const
export type ConflictMode = (typeof conflictModes)[number]

/** What becomes of the original once its results are safe on disk. */
export type Originals = { act: 'keep' | 'vault' | 'replace' } | { act: 'move'; folder: string }
/** What a recipe does with originals that do not stay where they are. */
export type OriginalsLeave = Exclude<Originals['act'], 'keep'>

/** Which files travel with another of the same folder: none, those that belong to a known kind of file, or all of the same stem. */
export const companionModes = ['none', 'known', 'same-name'] as const
export type CompanionMode = (typeof companionModes)[number]

/** A test on facts, e.g. `{ width: '>1200' }`: every entry must hold. */
export type Condition = Record<string, string>

/** What a recipe takes: a glob on the name or media type, and optional conditions on facts such as size and age. */
export interface Accept {
  match: string
  where: Condition
}

export type RecipeStep = { kind: 'step'; call: StepCall } | { kind: 'when'; condition: Condition; steps: RecipeStep[] }

export interface OutputBranch {
  steps: RecipeStep[]
  /** What to publish when the result is larger than the original. */
  ifLarger: 'keep-result' | 'use-original' | 'skip'
  /** Template of the folder; `{out}` is the folder chosen for the run. */
  folder: string
  /** Template of the name without its extension. */
  name: string
}

/** A recipe with every default filled in. `fingerprint` is over what decides results: steps and output plan. */
export interface Recipe {
  name: string
  summary: string
  accepts: Accept[]
  companions: CompanionMode
  steps: RecipeStep[]
  outputs: OutputBranch[]
  conflict: ConflictMode
  originals: Originals
  keep: ('times' | 'mode')[]
  portable: boolean
  /** IANA zone for times without offset; empty is the system's. */
  zone: string
  /** SHA-256, lower-case hex. */
  fingerprint: string
}

/** One thing wrong with a recipe, at a place a person can find. Lines and columns count from 1. */
export interface RecipeProblem {
  line: number
  column: number
  field: string
  message: string
}
