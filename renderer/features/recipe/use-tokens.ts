import { ungatheredFacts } from '../../../contract/facts.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { typedText } from '../../state/option-field.ts'
import { useEditing } from './editing.ts'
import { unwritable } from './facts.ts'
import { usePreviewed } from './previewed.ts'
import type { Token } from './token-chips.tsx'

/** In the order in which names are mostly made of them; all others come after. */
const offered = ['stem', 'date', 'counter', 'parent', 'camera', 'width', 'height', 'ext', 'batch-date'] as const

/** How many of them people reach for most. */
export const oftenOffered = 6

/** The tokens a name or a folder may hold, with what each would be for the sample. Folders are made before there are results. */
export function useTokens(use: 'folder' | 'name'): readonly Token[] {
  const { editor, facts, steps } = useEditing()
  const { answer, sample } = usePreviewed()
  const isZoneWrong = editor.problems.some(({ field }) => field === 'zone')
  const zone = isZoneWrong ? '' : typedText(editor.draft?.fields['zone'])
  const own = useAnswer('preview.tokens', sample === null ? null : { sample, zone }).value?.tokens ?? {}
  const gathers = editor.draft?.steps.some(({ step }) => steps.get(step)?.shape === 'gather') ?? false
  const values = gathers ? ofGroup(own) : own
  const late = answer?.results[0]?.facts ?? {}
  const known = facts.filter(
    ({ name, late: isLate }) =>
      !unwritable.has(name) && (use === 'name' || !isLate) && !(gathers && ungatheredFacts.includes(name)),
  )
  return known
    .toSorted((a, b) => rank(a.name) - rank(b.name))
    .map(({ name, title, late: isLate }) => ({ name, title, value: isLate ? textOf(late[name]) : values[name] }))
}

/** What is made of many files is mostly called as the folder they lie in. */
function ofGroup({
  parent,
  date,
  modified,
  'batch-date': begun,
}: Record<string, string>): Partial<Record<string, string>> {
  return { stem: parent, date, modified, 'batch-date': begun }
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}

function rank(name: string): number {
  const at = offered.findIndex((each) => each === name)
  return at < 0 ? offered.length : at
}
