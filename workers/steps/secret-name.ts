import { secretNamePattern } from '../../contract/secret-name.ts'
import type { FieldMakers } from './define-step.ts'

/** An option that names a secret. What cannot be a name is not repeated: it may be the secret itself. */
export function secretName(z: FieldMakers) {
  return z.string().regex(secretNamePattern, {
    error: 'The name of a secret is letters, digits and `-`, beginning with a letter',
  })
}
