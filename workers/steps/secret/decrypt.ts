import { Fault } from '../../../contract/fault.ts'
import { ageHeader, decrypting } from '../../carriers/age.ts'
import { armourStart, withoutArmour } from '../../carriers/age-armour.ts'
import type { FileValue } from '../../carriers/file-value.ts'
import { foreignType } from '../../carriers/foreign-type.ts'
import { defineStep } from '../define-step.ts'
import { secretName } from '../secret-name.ts'

export default defineStep({
  name: 'secret.decrypt',
  version: 1,
  title: 'Decrypt',
  summary: 'Opens a file that was encrypted with age; it gets the name it had before.',
  shape: 'each',
  lane: 'thread',
  accepts: ['*/*'],
  produces: 'unknown',
  facts: [],
  memoryFactor: 0,
  options: (z) =>
    z.strictObject({
      secret: secretName(z)
        .meta({ title: 'Passphrase or key', kind: 'secret' })
        .describe(
          'The name of the secret that is the passphrase, or the key AGE-SECRET-KEY-…; never the secret itself.',
        ),
    }),
  async run(file: FileValue, { secret }, { subject, ...context }) {
    const written = await file.head(armourStart.length)
    const head = written.subarray(0, ageHeader.length)
    const isText = written.equals(armourStart)
    if (!isText && !head.equals(ageHeader)) {
      const isCut = ageHeader.subarray(0, head.length).equals(head)
      throw isCut ? new Fault('file-truncated', { subject }) : await foreignType(subject, head)
    }
    // What stands before `.age` is the whole name it had.
    const extension = file.origin.extension.toLowerCase() === 'age' ? '' : file.origin.extension
    return (isText ? file.changed(withoutArmour(subject)) : file)
      .changed(decrypting(context.secret(secret), subject))
      .known({ type: 'application/octet-stream', extension })
  },
})
