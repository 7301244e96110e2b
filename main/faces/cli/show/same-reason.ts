import { type FileFault, fileFaultText } from './fault-text.ts'

/** Of files that failed together and have one reason, such as those of a group, it is said of the first; the others are named. */
export class SameReason {
  /** Why the file before did not end well. */
  #before = ''

  /** A line about a file that did not end well: `failed: /in/a.jpg: …`. */
  line({ state, path, fault }: { state: string; path: string; fault: FileFault }): string {
    const isSame = fault.message === this.#before && !fault.message.includes(path)
    this.#before = fault.message
    if (!isSame) return `${state}: ${fileFaultText(path, fault)}`
    return `${state}: ${path}: for the same reason${fault.code ? ` (${fault.code})` : ''}`
  }

  /** Something else has been said since: the next reason is said in full. */
  forget(): void {
    this.#before = ''
  }
}
