import type { Fault } from '../../../contract/fault.ts'

/**
 * What a job was about to do is noted, and could neither be ended nor taken back now. Its row stays as it is, and nothing more happens to its files
 * until its batch is gone on with or the next start has looked where they are.
 */
export class LeftOpen extends Error {
  readonly fault: Fault
  /** Its results stand under their names, and only that could not be noted. */
  readonly isSaved: boolean

  constructor(fault: Fault, { isSaved = false } = {}) {
    super('left open')
    this.fault = fault
    this.isSaved = isSaved
  }
}
