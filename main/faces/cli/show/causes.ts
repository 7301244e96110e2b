import type { ReportLine } from '../../../../contract/job.ts'
import { escapeName } from './escape-name.ts'
import { fileFaultText } from './fault-text.ts'
import { countOf, numberOf } from './words.ts'

const namesPerCause = 10

interface Cause {
  code: string
  remedy: string
  count: number
  /** The first ten, as they are shown. */
  files: string[]
}

/** Failures grouped by cause, most frequent first. Memory stays small however many there are. */
export class Causes {
  readonly #causes = new Map<string, Cause>()

  add({ path, message = '', code = '', remedy = '' }: ReportLine): void {
    const cause = this.#causes.get(code) ?? { code, remedy, count: 0, files: [] }
    this.#causes.set(code, cause)
    cause.count++
    if (cause.files.length < namesPerCause) cause.files.push(fileFaultText(path, { message }))
  }

  lines(): string[] {
    return [...this.#causes.values()].sort((one, other) => other.count - one.count).flatMap(causeLines)
  }
}

function causeLines({ code, remedy, count, files }: Cause): string[] {
  const heading = [`${countOf(count, 'file')} failed.`, remedy, code && `(${code})`].filter(Boolean).join(' ')
  const more = count > files.length ? [`  and ${numberOf(count - files.length)} more`] : []
  return ['', escapeName(heading), ...files.map((file) => `  ${file}`), ...more]
}
