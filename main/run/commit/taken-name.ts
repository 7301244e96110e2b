import { Fault } from '../../../contract/fault.ts'

/** A result could not have its name, and the conflict mode is not to number it. The river decides what becomes of the job. */
export class TakenName extends Error {
  /** Absolute path of what stands there. */
  readonly path: string
  /** Which output of the job wanted it. */
  readonly part: number
  /** By the very same content. */
  readonly bySame: boolean

  constructor(path: string, part: number, { bySame = false } = {}) {
    super('the name is taken')
    this.path = path
    this.part = part
    this.bySame = bySame
  }

  toFault(): Fault {
    return new Fault(this.bySame ? 'there-already' : 'name-taken', { subject: this.path })
  }
}
