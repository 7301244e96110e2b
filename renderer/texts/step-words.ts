import i18next from 'i18next'
import type { StepDescriptor } from '../../contract/step.ts'

/**
 * The words of a step in the language in use. A catalogue has them under `steps.<name of the step>`: `title`, `summary`, and of each option
 * `options.<option>.title`, `.help` and `.choices.<value>`; English, and whatever a catalogue lacks, comes from the step itself.
 */
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

export function stepWords({ name, title, summary, options }: StepDescriptor): StepWords {
  const properties = (options?.['properties'] ?? {}) as Record<string, OptionSchema>
  const said = (key: string, own: string) => translated(`steps.${name}.${key}`, own)
  return {
    title: said('title', title),
    summary: said('summary', summary),
    option: (option) => ({
      title: said(`options.${option}.title`, properties[option]?.title ?? option),
      help: said(`options.${option}.help`, properties[option]?.description ?? ''),
    }),
    choice: (option, value) => said(`options.${option}.choices.${value}`, shownChoice(value)),
  }
}

/** The catalogues’ keys are known when they are written; those of steps only when there are steps. */
function translated(key: string, own: string): string {
  const found: unknown = (i18next.t as (key: string, options: object) => unknown)(key, { defaultValue: own })
  return typeof found === 'string' ? found : own
}

const written: Record<string, string> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  avif: 'AVIF',
  tiff: 'TIFF',
  gif: 'GIF',
  jxl: 'JPEG XL',
  zip: 'ZIP',
  pdf: 'PDF',
  csv: 'CSV',
  json: 'JSON',
}

/** A value of an option as people read it: formats by their name, words without hyphens, beginning large. */
function shownChoice(value: string): string {
  return written[value] ?? value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ')
}
