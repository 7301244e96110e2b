import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import { isInState } from '../looking/identity.ts'
import { arrived } from '../moving/arrived.ts'
import { leaveName, requireLoose } from '../moving/rename-only.ts'
import { tryLink } from '../names/link-name.ts'
import { linkStays } from '../names/link-stays.ts'
import type { Patience } from '../names/patience.ts'
import { dispose } from '../names/remove.ts'
import { renameReserved } from '../names/reserve-name.ts'
import { child, toFs } from '../paths.ts'
import { backToAttempt } from './back-to-attempt.ts'
import type { PublishRequest, PublishRules } from './publish-request.ts'
import { takeBack } from './take-back.ts'

/** `litter`: it has its name, and the attempt's could not be removed. */
export type Step = 'published' | 'litter' | 'taken'

/** Gives one finished attempt its final name, and never replaces a file. Throws faults, and what the system says. */
export function publishOne(request: PublishRequest, rules: PublishRules, patience: Patience): Step {
  const { attempt, folder, name } = request
  const final = child(folder, name)
  if (request.original) {
    requireNoted(request, rules)
    requireLoose(attempt, patience)
  }
  if (rules.links) {
    const linked = patience.through(() => tryLink(attempt, final))
    if (linked === 'linked') return leaveAttempt(request, final, patience) ? 'published' : 'litter'
    if (linked === 'taken') return 'taken'
  }
  return patience.through(() => renameReserved(attempt, final)) === 'moved' ? 'published' : 'taken'
}

/** What stands under the final name is the very file that was noted; else it goes back. Answers with its change time, which nobody can set. */
export function requireSame(request: PublishRequest, rules: PublishRules): string {
  const final = child(request.folder, request.name)
  const found = arrived(final, request, rules)
  if (found) return String(found.ctimeNs)
  // What was renamed in that very moment is somebody's newer file, whatever was noted.
  if (!fs.existsSync(toFs(final))) throw changed(request)
  if (request.original) backToAttempt(final, request.attempt)
  else takeBack([request])
  throw changed(request)
}

/** Whoever saves a file puts another in its place, which nobody has asked to be moved. Where no inode tells, nothing could tell afterwards. */
function requireNoted(request: PublishRequest, rules: PublishRules): void {
  const found = fs.lstatSync(toFs(request.attempt), { bigint: true })
  if (found.isSymbolicLink()) throw linkStays(request.attempt)
  if (!found.isFile() || !isInState(found, request.identity, rules)) throw changed(request)
}

function changed({ attempt, folder, name, original }: PublishRequest): Fault {
  if (original) return new Fault('original-changed', { subject: attempt })
  const why = 'The finished file was changed by somebody else.'
  return new Fault('result-wrong', { subject: child(folder, name), why })
}

function leaveAttempt({ attempt, original }: PublishRequest, final: string, patience: Patience): boolean {
  if (!original) return dispose(attempt, patience)
  leaveName(attempt, final, patience)
  return true
}
