import { Fault } from '../../../contract/fault.ts'
import { FileValue, nameParts } from '../../carriers/file-value.ts'
import { defineStep } from '../define-step.ts'
import { groupingOptions } from '../grouping.ts'

export default defineStep({
  name: 'file.join',
  version: 1,
  title: 'Join',
  summary:
    'Puts numbered parts, name.001 and on, together again. Parts that are missing or belong to another file are named.',
  shape: 'gather',
  lane: 'thread',
  accepts: ['*/*'],
  produces: 'unknown',
  facts: [{ name: 'whole-stem', title: 'Name of the whole', when: 'late' }],
  memoryFactor: 0,
  // A whole needs all its parts: it never begins another result, and a part that failed fails the group.
  options: (z) => {
    const { group, key } = groupingOptions(z)
    return z.strictObject({ group, key })
  },
  async run(files: FileValue[], _options, { subject }) {
    const refuse = (why: string): never => {
      throw new Fault('step-failed', { subject, why })
    }
    const parts = files
      .map((file) => ({ file, ...(numberedName.exec(file.origin.name)?.groups as NumberedName | undefined) }))
      .toSorted((a, b) => Number(a.number) - Number(b.number))
    const whole = parts[0]?.name
    for (const [at, { file, name, number }] of parts.entries()) {
      if (name === undefined)
        return refuse(`${file.origin.name} is no part: its name does not end in a number such as .001.`)
      if (name !== whole)
        return refuse(`There are parts of ${whole} and of ${name}: put those of each file into a folder.`)
      if (Number(number) !== at + 1) return refuse(`Part ${at + 1} of ${whole} is missing.`)
    }
    if (whole === undefined) return refuse('There are no parts.')
    const { stem, extension } = nameParts(whole)
    return FileValue.made({
      subject,
      name: whole,
      type: 'application/octet-stream',
      extension,
      facts: { 'whole-stem': stem },
      chunks: (progress) =>
        joined(
          parts.map(({ file }) => file),
          progress,
        ),
    })
  },
})

interface NumberedName {
  name: string
  number: string
}

const numberedName = /^(?<name>.+)\.(?<number>\d{3,9})$/s

async function* joined(files: FileValue[], progress: (fraction: number) => void): AsyncGenerator<Uint8Array> {
  for (const [at, file] of files.entries()) yield* file.chunks((fraction) => progress((at + fraction) / files.length))
}
