import type { FaultCode } from '../../../contract/fault.ts'
import { faultTable } from '../../../contract/fault-table.ts'
import type { FailureCause } from '../../../contract/row-commands.ts'

/** Past this many groups of one code, their reasons are too particular to help: the code alone is told. */
const reasonsMost = 5

/** Failures of a batch by their cause, gathered page by page. */
export class CauseGroups {
  readonly #groups = new Map<string, FailureCause>()

  add({ code, message, count, examplePath }: Omit<FailureCause, 'remedy' | 'why'>): void {
    const key = `${code} ${message}`
    const known = this.#groups.get(key)
    if (known) known.count += count
    else this.#groups.set(key, { code, why: message, message, remedy: remedyOf(code), count, examplePath })
  }

  /** As a person is told of them, the most frequent first. */
  inGeneral(): FailureCause[] {
    return inGeneral([...this.#groups.values()]).sort((a, b) => b.count - a.count)
  }
}

/** Gives each group its sentence, and puts together those of one code that differ in detail only. */
function inGeneral(groups: FailureCause[]): FailureCause[] {
  return Object.values(Object.groupBy(groups, ({ code }) => code)).flatMap((ofCode = []) => {
    const [first] = ofCode
    if (!first || ofCode.length <= reasonsMost)
      return ofCode.map((group) => ({ ...group, message: `${sentenceOf(group.code)} ${group.message}`.trim() }))
    const count = ofCode.reduce((sum, group) => sum + group.count, 0)
    return [{ ...first, why: null, message: sentenceOf(first.code), count }]
  })
}

function entryOf(code: string): { sentence: string; remedy: string } | undefined {
  return Object.hasOwn(faultTable, code) ? faultTable[code as FaultCode] : undefined
}

const remedyOf = (code: string): string => entryOf(code)?.remedy ?? ''

/** The sentence of a fault without a file to name. */
function sentenceOf(code: string): string {
  const sentence = entryOf(code)?.sentence.replace('{subject}', 'the file') ?? code
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
