import type { ReportLine } from '../../../../contract/job.ts'
import { escapeName } from './escape-name.ts'
import { fileFaultText } from './fault-text.ts'
import { countOf, numberOf } from './words.ts'

const namesPerCause = 10

/** What is said of one file, or of several that share it: members of a group tell all of what is wrong with it. */
interface Told {
  message: string
  text: string
  count: number
}

interface Cause {
  code: string
  remedy: string
  count: number
  /** The first ten. */
  told: Told[]
}

/** Failures grouped by cause, most frequent first. Memory stays small however many there are. */
export class Causes {
  readonly #causes = new Map<string, Cause>()

  add({ path, message = '', code = '', remedy = '' }: ReportLine): void {
    const cause = this.#causes.get(code) ?? { code, remedy, count: 0, told: [] }
    this.#causes.set(code, cause)
    cause.count++
    const same = cause.told.find((each) => each.message === message)
    if (same) same.count++
    else if (cause.told.length < namesPerCause)
      cause.told.push({ message, text: fileFaultText(path, { message }), count: 1 })
  }

  lines(): string[] {
    return [...this.#causes.values()].sort((one, other) => other.count - one.count).flatMap(causeLines)
  }
}

function causeLines({ code, remedy, count, told }: Cause): string[] {
  const heading = [`${countOf(count, 'file')} failed.`, remedy, code && `(${code})`].filter(Boolean).join(' ')
  const others = count - told.reduce((sum, each) => sum + each.count, 0)
  const more = others > 0 ? [`  and ${numberOf(others)} more`] : []
  return ['', escapeName(heading), ...told.map((each) => `  ${lineOf(each)}`), ...more]
}

function lineOf({ message, text, count }: Told): string {
  return count === 1 ? text : `${escapeName(message)} (${countOf(count, 'file')})`
}
