import * as fs from 'node:fs'
import { toFs } from './paths.ts'
import { removeName } from './remove.ts'
import { standsAt } from './stands-at.ts'

/** What has its final name has only its attempt's again, also where it was cut off from losing that: two names of one file a rename leaves as they are. */
export function backToAttempt(final: string, attempt: string): void {
  fs.renameSync(toFs(final), toFs(attempt))
  if (areOneFile(final, attempt)) removeName(final)
}

function areOneFile(...paths: [string, string]): boolean {
  const [one, other] = paths.map(standsAt)
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev
}
