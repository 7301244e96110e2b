import { Fault } from '../../contract/fault.ts'
import type { FileValue } from './file-value.ts'

/** The parts of one whole in their order, and what it was called. */
export interface NumberedParts {
  whole: string
  files: FileValue[]
  /** Number of the first: 1, or 0 where they are counted so. */
  first: number
}

/** Raises `step-failed` where a part is missing, is none, or is of another whole. */
export function numberedParts(files: readonly FileValue[], subject: string): NumberedParts {
  const refuse = (why: string): never => {
    throw new Fault('step-failed', { subject, why })
  }
  const parts = files
    .map((file) => ({ file, ...(numberedName.exec(file.origin.name)?.groups as NumberedName | undefined) }))
    .toSorted((a, b) => Number(a.number) - Number(b.number))
  const whole = parts[0]?.name
  const first = Number(parts[0]?.number) === 0 ? 0 : 1
  for (const [at, { file, name, number }] of parts.entries()) {
    if (name === undefined)
      return refuse(`${file.origin.name} is no part: its name does not end in a number such as .001.`)
    if (name !== whole) return refuse(`There are parts of ${whole} and of ${name}. ${eachByItself}`)
    if (Number(number) !== at + first) return refuse(`Part ${at + first} of ${whole} is missing.`)
  }
  if (whole === undefined) return refuse('There are no parts.')
  return { whole, first, files: parts.map(({ file }) => file) }
}

/** Both are needed: files of one name in two folders are two. */
const eachByItself = 'With `key: "{stem}"` and `group: folder` the parts of each file are joined by themselves.'

const cutOff = 'Only the last part of a whole is shorter; with `sizes: any` parts have any size.'

interface NumberedName {
  name: string
  number: string
}

const numberedName = /^(?<name>.+)\.(?<number>\d{3,9})$/s

/**
 * Why parts cannot be all there is of a whole that was cut into equal ones, of which the last may be shorter; undefined where they can. What is left
 * over may have gone into the last one, so that may be longer by less than a byte for each part. What has nothing in it is one part.
 */
export function reasonOfSizes({ whole, files, first }: NumberedParts): string | undefined {
  const sizes = files.map((file) => (file.isUnchanged ? file.origin.sizeBytes : undefined))
  if (!sizes.every((size) => size !== undefined)) return undefined
  const last = sizes.length - 1
  const largest = sizes.slice(0, -1).reduce((at, size, n) => (size > (sizes[at] ?? 0) ? n : at), 0)
  const most = (sizes[last] ?? 0) >= (sizes[largest] ?? 0) + sizes.length ? last : largest
  const short = sizes.findIndex((size, at) => (size === 0 && last > 0) || (at < last && size < (sizes[most] ?? 0)))
  if (short < 0) return undefined
  const [bytes, mostBytes] = [sizes[short], sizes[most]]
  return `Part ${short + first} of ${whole} has ${bytes} bytes, and part ${most + first} has ${mostBytes}. ${cutOff}`
}
