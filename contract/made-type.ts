import { quoted } from './did-you-mean.ts'
import { matchesGlob, parseGlob } from './glob.ts'
import type { StepCall, StepDescriptor } from './step.ts'

/** What is known of the file on its way through a recipe: which step made it, and as what. Null while that is up to the file. */
export interface MadeType {
  step: string
  type: string
}

/** Why a step cannot read what one before it makes, whatever the file; undefined where it can, or where the files decide. */
export function whyUnreadable(made: MadeType | null, { name, accepts }: StepDescriptor): string | undefined {
  if (made === null || accepts.some((pattern) => fits(pattern, made.type))) return undefined
  const taken = accepts.map(quoted).join(', ')
  return `${quoted(name)} reads ${taken}, and what ${quoted(made.step)} makes before it is ${quoted(made.type)}.`
}

function fits(pattern: string, type: string): boolean {
  const parsed = parseGlob(pattern)
  return 'problem' in parsed || matchesGlob(parsed.glob, type)
}

/** What a file is behind a step. An option may name several types, or none. */
export function typeAfter(
  made: MadeType | null,
  { step, options }: StepCall,
  descriptor: StepDescriptor,
): MadeType | null {
  const { produces } = descriptor
  if (produces === 'same') return made
  if (produces === 'unknown') return null
  if (typeof produces === 'string') return { step, type: produces }
  const [chosen, ...others] = [options[produces.option]].flat()
  if (chosen === undefined) return made
  const type = others.length > 0 || typeof chosen !== 'string' ? undefined : produces.types[chosen]
  return type === undefined ? null : { step, type }
}
