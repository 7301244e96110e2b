import type { DraftStep } from '../../../contract/recipe-draft.ts'
import { said } from '../../texts/said.ts'
import { shown } from '../../texts/shown-path.ts'
import { stepWords } from '../../texts/step-words.ts'
import { choicesOf, fieldOfOption, type OptionSchema, typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useEditing } from './editing.ts'

const saidMost = 3

/** What a step is set to, in a line: `Longest side 1600 px, WebP`; where nothing is set, what it does. */
export function useSummary({ step, options }: DraftStep): string {
  const { t, format } = useTexts()
  const { steps } = useEditing()
  const descriptor = steps.get(step)
  if (!descriptor) return ''
  const words = stepWords(descriptor)
  const properties = (descriptor.options['properties'] ?? {}) as Record<string, OptionSchema>
  const parts = Object.entries(options).flatMap(([name, value]) => {
    const { title } = words.option(name)
    const unit = properties[name]?.unit
    if (value === true) return [title]
    if (value === false || value === null || value === undefined) return []
    if (typeof value === 'number')
      return [t('recipe.setTo', { title, value: unit ? `${value} ${said(unit)}` : `${value}` })]
    const property = properties[name] ?? {}
    const choices = choicesOf(property)
    const word = (one: unknown): string =>
      choices.includes(typedText(one)) ? words.choice(name, typedText(one)) : shown(plain(one))
    if (!Array.isArray(value)) return [word(value)]
    return [fieldOfOption(property).kind === 'words' ? shown(value.join(' ')) : format.list(value.map(word))]
  })
  return parts.length === 0 ? words.summary : format.list(parts.slice(0, saidMost))
}

/** As a recipe has it, without the quotes around a text. */
function plain(value: unknown): string {
  return JSON.stringify(value).replace(/^"|"$/g, '')
}
