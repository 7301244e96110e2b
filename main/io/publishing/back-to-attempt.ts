import * as fs from 'node:fs'
import { isOwnName } from '../../../contract/own-names.ts'
import { nameOf, toFs } from '../paths.ts'
import { areOneFile } from '../moving/one-file.ts'
import { removeName } from '../names/remove.ts'
import { renameCarefully } from '../moving/rename-only.ts'

/** Only renamed: the attempt's name is the file's own, old name. */
export function isOriginal({ attempt }: { attempt: string }): boolean {
  return !isOwnName(nameOf(attempt))
}

/**
 * What has its final name has only its attempt's again, also where it was cut off from losing that: two names of one file a rename leaves as they are.
 * False for an original whose old name somebody else's file has by now: it stays where it is.
 */
export function backToAttempt(final: string, attempt: string): boolean {
  if (isOriginal({ attempt })) return renameCarefully(final, attempt) === 'moved'
  fs.renameSync(toFs(final), toFs(attempt))
  if (areOneFile(final, attempt)) removeName(final)
  return true
}
