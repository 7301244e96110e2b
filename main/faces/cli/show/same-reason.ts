import { type FileFault, fileFaultText } from './fault-text.ts'

/**
 * Lines about files that did not end well, without what the line before has said already: of files that have one reason together, such as those of a group,
 * it is said of the first and the others are named; what to do about each of several alike is said once.
 */
export class SameReason {
  /** Why the file before did not end well. */
  #before: FileFault = { message: '' }

  /** `failed: /in/a.jpg: …` */
  line({ state, path, fault }: { state: string; path: string; fault: FileFault }): string {
    const before = this.#before
    this.#before = fault
    if (fault.message === before.message && !fault.message.includes(path))
      return `${state}: ${path}: for the same reason${fault.code ? ` (${fault.code})` : ''}`
    const isAlike = fault.code !== undefined && fault.code === before.code && fault.remedy === before.remedy
    return `${state}: ${fileFaultText(path, isAlike ? { ...fault, remedy: '' } : fault)}`
  }

  /** Something else has been said since: the next reason is said in full. */
  forget(): void {
    this.#before = { message: '' }
  }
}
