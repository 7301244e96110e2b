import { Fault } from '../../../contract/fault.ts'
import { isLongerThan } from '../../../contract/names.ts'
import { makeFolder } from '../folders/make-folder.ts'
import { child } from '../paths.ts'

/** What no system here takes in a name, what would lead elsewhere, and what no listing shows as it is. */
const refused = /[/\\\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u
const nameMost = 255

/**
 * Makes one folder in another that is there, under a name a person has typed; on disk when it answers with its path. Nothing above it is made, and
 * nothing that has the name is taken for it. Faults: `name-refused`, `name-too-long`, `name-taken`, `file-missing`, and those of making it.
 */
export function newFolder({ folder, name }: { folder: string; name: string }): { path: string } {
  const why = whyRefused(name)
  if (why) throw new Fault('name-refused', { subject: name, why })
  if (isLongerThan(name, nameMost)) throw new Fault('name-too-long', { subject: name })
  const path = child(folder, name)
  if (makeFolder(path, { hasParent: true }).length === 0) throw new Fault('name-taken', { subject: path })
  return { path }
}

function whyRefused(name: string): string {
  if (name.trim() === '') return 'The name is empty.'
  if (refused.test(name)) return 'A name holds no slash, no backslash and no control character.'
  return name.startsWith('.') ? 'Names that begin with a dot are not shown here.' : ''
}
