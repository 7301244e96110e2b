import { Fault } from '../contract/fault.ts'
import type { Secrets } from '../contract/task.ts'

/** The value of a secret a task was given. Raises `secret-missing`, saying where it was looked for. */
export function secretValue(secrets: Secrets, name: string): string {
  const found = Object.hasOwn(secrets, name) ? secrets[name] : undefined
  if (typeof found === 'string') return found
  throw new Fault('secret-missing', { subject: name, why: found?.missing ?? '' })
}
