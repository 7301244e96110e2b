import { Fault } from '../../contract/fault.ts'

/** A result could not have its name, and the conflict mode is not to number it. The river decides what becomes of the job. */
export class TakenName extends Error {
  /** Absolute path of what stands there. */
  readonly path: string
  /** Which output of the job wanted it. */
  readonly part: number

  constructor(path: string, part: number) {
    super('the name is taken')
    this.path = path
    this.part = part
  }

  toFault(): Fault {
    return new Fault('name-taken', { subject: this.path })
  }
}
