import { Fault } from '../../contract/fault.ts'

/** A result could not have its name, and the conflict mode is not to number it. The river decides what becomes of the job. */
export class TakenName extends Error {
  /** Absolute path of what stands there. */
  readonly path: string

  constructor(path: string) {
    super('the name is taken')
    this.path = path
  }

  toFault(): Fault {
    return new Fault('name-taken', { subject: this.path })
  }
}
