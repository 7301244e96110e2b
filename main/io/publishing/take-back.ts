import { isStill } from '../moving/one-file.ts'
import { child } from '../paths.ts'
import { backToAttempt } from './back-to-attempt.ts'
import type { PublishRequest } from './publish-request.ts'

/**
 * What was published goes back to its attempt's name, so that it can be published again or disposed of. What cannot go back stays, as does what
 * somebody else has given the name by now, and the others go all the same.
 */
export function takeBack(set: PublishRequest[]): void {
  for (const { folder, name, attempt, identity } of set) {
    const final = child(folder, name)
    try {
      if (isStill(final, identity)) backToAttempt(final, attempt)
    } catch {
      // Somebody else has taken it away, or its disk has gone: the fault that led here is the one to tell.
    }
  }
}
