import * as fs from 'node:fs'
import { errnoOf } from '../errno.ts'
import { toFs } from '../paths.ts'

/** Errors by which a file system says that it has no hard links (some shares say so only now and then). */
const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES', 'UNKNOWN'])

/** `apart`: the two names are on different volumes. */
export type Linked = 'linked' | 'taken' | 'apart' | 'no-links'

/** Gives a file a second name, which nothing may have yet: a link never replaces anything. */
export function tryLink(path: string, name: string): Linked {
  try {
    fs.linkSync(toFs(path), toFs(name))
    return 'linked'
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'EEXIST') return 'taken'
    if (errno === 'EXDEV') return 'apart'
    if (linkless.has(errno)) return 'no-links'
    throw error
  }
}
