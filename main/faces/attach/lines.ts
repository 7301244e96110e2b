import { Fault } from '../../../contract/fault.ts'
import { sizeText } from '../../../contract/size-text.ts'

/** One message is one line. A report page of 1,000 files with long names takes about a megabyte. */
export const longestLineBytes = 16 * 1024 * 1024

/** A character takes no more in UTF-8. */
const characterMostBytes = 3
const newline = 10

/** A message with the end of its line; null where it is too long to be read on the other side. */
export function lineOf(message: unknown): string | null {
  const text = JSON.stringify(message)
  const isShort = text.length * characterMostBytes <= longestLineBytes || Buffer.byteLength(text) <= longestLineBytes
  return isShort ? `${text}\n` : null
}

/** What is said instead of a message that is. */
export function tooLong(subject: string): Fault {
  return new Fault('too-large', { subject, why: `It is longer than ${sizeText(longestLineBytes)}.` })
}

/**
 * Splits what arrives into lines, without their ends; a last line without an end is dropped, for it was cut off.
 * @throws Fault `usage-wrong` when a line is longer than `longestLineBytes`
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  let parts: Buffer[] = []
  let heldBytes = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, at)]).toString('utf8')
      parts = []
      heldBytes = 0
      from = at + 1
    }
    parts.push(chunk.subarray(from))
    heldBytes += chunk.length - from
    if (heldBytes > longestLineBytes)
      throw new Fault('usage-wrong', { subject: 'message', why: `It is longer than ${sizeText(longestLineBytes)}.` })
  }
}
