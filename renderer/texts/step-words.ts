import type { StepDescriptor } from '../../contract/step.ts'
import { choiceWords } from './choice-words.ts'
import { said, saidPlainly } from './said.ts'

/** The words of a step in the language in use; English, and whatever a catalogue lacks, comes from the step itself. */
export interface StepWords {
  title: string
  summary: string
  option: (name: string) => { title: string; help: string }
  choice: (option: string, value: string) => string
}

/** As the JSON Schema of a step's options says it. */
interface OptionSchema {
  title?: string
  description?: string
}

/** A sentence of the engine about the options of a step, which it names as a recipe's text does, with the names they have in its form. */
export function aboutOptions(english: string, descriptor: StepDescriptor): string {
  const properties = descriptor.options['properties'] ?? {}
  const { option } = stepWords(descriptor)
  return said(english).replace(/`([^`]+)`/g, (_, name: string) =>
    Object.hasOwn(properties, name) ? `“${option(name).title}”` : name,
  )
}

export function stepWords({ title, summary, options }: StepDescriptor): StepWords {
  const properties = (options?.['properties'] ?? {}) as Record<string, OptionSchema>
  const words = saidPlainly
  return {
    title: words(title),
    summary: words(summary),
    option: (option) => ({
      title: words(properties[option]?.title ?? option),
      help: words(properties[option]?.description ?? ''),
    }),
    choice: (_, value) => words(choiceWords(value)),
  }
}
