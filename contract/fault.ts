import { type Blame, faultTable } from './fault-table.ts'

export type FaultCode = keyof typeof faultTable

export interface FaultDetails {
  /** The file or field it is about, as plain data: escape it where it is shown. */
  subject: string
  /** Why, as one sentence: what was expected and what was found. */
  why?: string
  cause?: unknown
  /** The earliest moment a retry makes sense, in milliseconds from now. */
  retryAfterMs?: number
}

/** A fault as it crosses threads, processes and the wire. */
export interface WireFault {
  code: FaultCode
  blame: Blame
  message: string
  why: string
  remedy: string
  subject: string
  retryAfterMs?: number
  /** A stack, only for blame `bug`. */
  stack?: string
}

/** The one error class of Millrace: a code of the table, what it is about, and why. Being cancelled is not a fault. */
export class Fault extends Error {
  readonly code: FaultCode
  readonly subject: string
  readonly why: string
  readonly retryAfterMs: number | undefined

  constructor(code: FaultCode, { subject, why = '', cause, retryAfterMs }: FaultDetails) {
    super(sentenceOf(code, subject, why), { cause })
    this.name = 'Fault'
    this.code = code
    this.subject = subject
    this.why = why
    this.retryAfterMs = retryAfterMs
  }

  get blame(): Blame {
    return faultTable[this.code].blame
  }

  get remedy(): string {
    return faultTable[this.code].remedy
  }

  toWire(): WireFault {
    const { code, blame, message, why, remedy, subject, retryAfterMs } = this
    const stack = blame === 'bug' ? String((this.cause instanceof Error ? this.cause : this).stack) : undefined
    return {
      code,
      blame,
      message,
      why,
      remedy,
      subject,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(stack === undefined ? {} : { stack }),
    }
  }

  static fromWire(wire: WireFault): Fault {
    return new Fault(wire.code, {
      subject: wire.subject,
      why: wire.why,
      cause: wire.stack,
      ...(wire.retryAfterMs === undefined ? {} : { retryAfterMs: wire.retryAfterMs }),
    })
  }

  /** Any thrown value as a fault: faults stay themselves, everything else is a bug at `subject` with its cause kept. */
  static from(error: unknown, subject: string): Fault {
    if (error instanceof Fault) return error
    return new Fault('bug', { subject, why: error instanceof Error ? error.message : String(error), cause: error })
  }
}

function sentenceOf(code: FaultCode, subject: string, why: string): string {
  const sentence = faultTable[code].sentence.replace('{subject}', () => subject)
  // As all of Millrace shows a name that is no Unicode: of two forms in one line, each would seem a file of its own.
  return (why ? `${sentence} ${why}` : sentence).toWellFormed()
}
