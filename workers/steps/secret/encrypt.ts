import { encrypting } from '../../carriers/age.ts'
import { isRecipient } from '../../carriers/age-recipient.ts'
import type { FileValue } from '../../carriers/file-value.ts'
import { defineStep } from '../define-step.ts'
import { secretName } from '../secret-name.ts'

export default defineStep({
  name: 'secret.encrypt',
  version: 1,
  title: 'Encrypt',
  summary: 'Encrypts a file with age, for a passphrase or for the public keys of those who may read it.',
  shape: 'each',
  lane: 'thread',
  accepts: ['*/*'],
  produces: 'application/age',
  extension: { added: 'age' },
  hides: true,
  facts: [],
  memoryFactor: 0,
  options: (z) =>
    z
      .strictObject({
        secret: secretName(z)
          .optional()
          .meta({ title: 'Passphrase', kind: 'secret' })
          .describe('The name of the secret that opens it again; never the passphrase itself.'),
        recipients: z
          .array(
            z
              .string()
              .regex(/^age1[a-z0-9]+$/, { error: 'A public key of age begins with age1', abort: true })
              .refine(isRecipient, { error: 'This is no public key of age' }),
          )
          .max(1000)
          .default([])
          .meta({ title: 'For' })
          .describe('Public keys, age1…, of everybody who may read it.'),
      })
      .refine(({ secret, recipients }) => (secret === undefined) !== (recipients.length === 0), {
        error: 'Give either `secret` or `recipients`.',
      }),
  async run(file: FileValue, { secret, recipients }, { subject, ...context }) {
    const passphrase = secret === undefined ? undefined : context.secret(secret)
    const { extension } = file.origin
    return file.changed(encrypting({ passphrase, recipients, subject })).known({
      type: 'application/age',
      extension: extension === '' ? 'age' : `${extension}.age`,
      facts: { encrypted: 1 },
    })
  },
})
