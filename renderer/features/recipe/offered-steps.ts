import i18next from 'i18next'
import { matchesGlob, parseGlob } from '../../../contract/glob.ts'
import type { DraftPath, RecipeDraft } from '../../../contract/recipe-draft.ts'
import type { StepDescriptor } from '../../../contract/step.ts'
import { typedText } from '../../state/option-field.ts'
import { listAt } from '../../state/step-moves.ts'
import { stepWords } from '../../texts/step-words.ts'
import type { FindGroup } from '../../ui/find-dialog.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { stepIcon } from './step-icon.ts'

export interface OfferedStep {
  id: string
  icon: IconName
  title: string
  summary: string
  /** The letters of the title that were searched for. */
  match: { from: number; to: number }
  /** For which kind of file, where that is another one than the recipe's. */
  tag: string
}

export type StepGroup = FindGroup<OfferedStep>

interface Wish {
  steps: ReadonlyMap<string, StepDescriptor>
  draft: RecipeDraft
  list: DraftPath
  at: number
  search: string
}

/** Steps whose words hold all that was searched for: those that take what is there by then, and the rest. */
export function groupSteps({ steps, draft, list, at, search }: Wish): StepGroup[] {
  const types = typesAt(steps, draft, { list, at })
  const before = at > 0 ? steps.get(listAt(draft, list)[at - 1]?.step ?? '') : undefined
  const t = i18next.t
  // A condition is offered like a step: it stands where one stands, whatever the file is.
  const condition = { id: 'when', icon: 'filter', title: t('recipe.when'), summary: t('recipe.whenWhy') } as const
  const found = [...[...steps.values()].map(wordsOf), condition]
    .map((words) => offer(words, search))
    .filter((step) => step !== null)
    .toSorted((a, b) => b.score - a.score)
  const fits = (name: string) =>
    name === condition.id || types.length === 0 || types.some((type) => takes(steps.get(name), type))
  const title = before ? t('recipe.fitsAfter', { title: stepWords(before).title }) : t('recipe.fits')
  const groups: StepGroup[] = [
    { id: 'fits', title, items: found.filter(({ id }) => fits(id)) },
    {
      id: 'others',
      title: t('recipe.otherKinds'),
      items: found.filter(({ id }) => !fits(id)).map((step) => tagged(step, steps)),
    },
  ]
  return groups.filter((group) => group.items.length > 0)
}

type Words = Pick<OfferedStep, 'id' | 'icon' | 'title' | 'summary'>

function wordsOf(descriptor: StepDescriptor): Words {
  const { title, summary } = stepWords(descriptor)
  return { id: descriptor.name, icon: stepIcon(descriptor.name), title, summary }
}

function offer(offered: Words, search: string): (OfferedStep & { score: number }) | null {
  const { id, title, summary } = offered
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const text = `${title} ${summary} ${id}`.toLowerCase()
  if (!words.every((word) => text.includes(word))) return null
  const from = words[0] ? title.toLowerCase().indexOf(words[0]) : -1
  const match = from < 0 ? { from: 0, to: 0 } : { from, to: from + (words[0]?.length ?? 0) }
  const score = from === 0 ? 2 : from > 0 ? 1 : 0
  return { ...offered, match, tag: '', score }
}

function tagged(step: OfferedStep, steps: Wish['steps']): OfferedStep {
  const [accepts = ''] = steps.get(step.id)?.accepts ?? []
  return { ...step, tag: accepts.replace(/\/\*$/, '').replace(/^application\//, '') }
}

/** Types a file may have at a place; none where nothing is known. */
function typesAt(steps: Wish['steps'], draft: RecipeDraft, { list, at }: { list: DraftPath; at: number }): string[] {
  const first = Array.isArray(draft.fields['accepts']) ? draft.fields['accepts'] : []
  const accepted = first
    .map((entry) => (typeof entry === 'string' ? entry : typedText((entry as { match?: unknown } | null)?.match)))
    .filter((match) => match.includes('/'))
  const before = list[0] === 'steps' ? [] : draft.steps
  return [...before, ...listAt(draft, list).slice(0, at)].reduce((types, { step }) => {
    const descriptor = steps.get(step)
    if (!descriptor || typeof descriptor.produces !== 'string') return descriptor ? typesOf(descriptor) : types
    if (descriptor.produces === 'unknown') return []
    return descriptor.produces === 'same' ? (types.length === 0 ? typesOf(descriptor) : types) : [descriptor.produces]
  }, accepted)
}

/** Of a step that says nothing else, what it takes is what it gives. */
function typesOf({ accepts }: StepDescriptor): string[] {
  return accepts.includes('*/*') ? [] : accepts
}

function takes(descriptor: StepDescriptor | undefined, type: string): boolean {
  const sample = type.replace('*', 'x')
  return (descriptor?.accepts ?? []).some((accepts) => {
    const parsed = parseGlob(accepts)
    return 'glob' in parsed && matchesGlob(parsed.glob, sample)
  })
}

/** A new step as it is written: with the options that have to be given, as far as there is a plain first choice. */
export function startOf(name: string, steps: Wish['steps']): unknown {
  const { required, properties } = (steps.get(name)?.options ?? {}) as {
    required?: string[]
    properties?: Record<string, { enum?: unknown[]; default?: unknown }>
  }
  const options = Object.fromEntries(
    (required ?? []).flatMap((option) => {
      const { enum: choices, default: usual } = properties?.[option] ?? {}
      const first = usual ?? choices?.[0]
      return first === undefined ? [] : [[option, first]]
    }),
  )
  return { [name]: Object.keys(options).length === 0 ? null : options }
}
