import { Fault, type FaultCode } from '../../../contract/fault.ts'

/** A result could not have its name, and the conflict mode is not to number it. The river decides what becomes of the job. */
export class TakenName extends Error {
  /** Absolute path of what stands there. */
  readonly path: string
  /** Which output of the job wanted it. */
  readonly part: number
  /** Who has it: another, the very same content, or the file itself. */
  readonly by: Extract<FaultCode, 'name-taken' | 'there-already' | 'in-place'>

  constructor(path: string, part: number, by: TakenName['by'] = 'name-taken') {
    super('the name is taken')
    this.path = path
    this.part = part
    this.by = by
  }

  toFault(): Fault {
    return new Fault(this.by, { subject: this.path })
  }
}
