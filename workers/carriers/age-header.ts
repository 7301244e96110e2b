import { Fault } from '../../contract/fault.ts'
import type { Change } from './file-value.ts'

/** The line that ends a header begins so. https://github.com/C2SP/C2SP/blob/main/age.md */
const lastLine = '\n--- '
/** Behind the header stand a nonce and the proof of what was encrypted, even where that is empty: 16 bytes each. */
const leastBehind = 32
/** Of thousands of recipients: no file is kept in memory whole to look for an end. */
const mostBytes = 2 ** 20

/**
 * The same bytes, of which none comes before it is sure that the header is whole: without its end, nobody can tell whether a secret is the right one.
 * Raises `file-truncated`, or `file-damaged` where the header has no end.
 */
export function withWholeHeader(subject: string): Change {
  return async function* (chunks) {
    let head = Buffer.alloc(0)
    let isWhole = false
    for await (const chunk of chunks) {
      if (isWhole) yield chunk
      else {
        head = Buffer.concat([head, chunk])
        isWhole = head.length >= headerBytes(head) + leastBehind
        if (isWhole) yield head
        else if (head.length > mostBytes) throw damagedHeader(subject)
      }
    }
    if (!isWhole) throw new Fault('file-truncated', { subject })
  }
}

export function damagedHeader(subject: string, cause?: unknown): Fault {
  return new Fault('file-damaged', {
    subject,
    why: 'Its header was changed, or its passphrase takes more work than is done here.',
    cause,
  })
}

/** Infinite while its end is not there. */
function headerBytes(head: Buffer): number {
  const last = head.indexOf(lastLine, 0, 'latin1')
  const end = last < 0 ? -1 : head.indexOf('\n', last + lastLine.length)
  return end < 0 ? Number.POSITIVE_INFINITY : end + 1
}
