import type { StepDescriptor } from '../../contract/step.ts'
import { choiceWords } from './choice-words.ts'
import { saidPlainly } from './said.ts'

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
