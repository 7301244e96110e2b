import { Fault } from '../../contract/fault.ts'
import type { Change } from './file-value.ts'

/** How a file of age begins that was written as text, to be sent by mail: `age --armor`. */
export const armourStart = Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----')
const armourEnd = '-----END AGE ENCRYPTED FILE-----'

/** Lines of 64 letters, the last one shorter: each is whole groups of four. */
const body = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The bytes that the text stands for, as it flows past. Raises `file-damaged`, `file-truncated`. */
export function withoutArmour(subject: string): Change {
  return async function* (chunks) {
    let isOver = false
    for await (const lines of linesOf(chunks, subject)) {
      const end = lines.indexOf(armourEnd)
      const inside = end < 0 ? lines : lines.slice(0, end)
      if (!isOver) yield Buffer.concat(inside.map((line) => decoded(line, subject)))
      isOver ||= end >= 0
    }
    if (!isOver) throw new Fault('file-truncated', { subject })
  }
}

function decoded(line: string, subject: string): Buffer {
  if (line === armourStart.toString()) return Buffer.alloc(0)
  if (!body.test(line)) throw noArmour(subject)
  return Buffer.from(line, 'base64')
}

function noArmour(subject: string): Fault {
  return new Fault('file-damaged', { subject, why: 'What it is written in is no armour of age.' })
}

/** Far longer than a line of it is: what goes on without an end is not kept to look for one. */
const mostLineLetters = 1024

/** Whole lines, without blanks around them; a line that lies across two chunks comes with the second. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>, subject: string): AsyncGenerator<string[]> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = `${rest}${Buffer.from(chunk).toString('latin1')}`.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > mostLineLetters) throw noArmour(subject)
    yield lines.map((line) => line.trim())
  }
  yield [rest.trim()]
}
