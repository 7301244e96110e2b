import { Fault } from '../../../contract/fault.ts'

/** The folder this process is in. Fault `file-missing` where that was removed, so that no relative path means anything. */
export function currentFolder(): string {
  try {
    return process.cwd()
  } catch (cause) {
    const why = 'It was removed, and maybe made anew since: go into it again, or into another one.'
    throw new Fault('file-missing', { subject: 'The folder you are in', why, cause })
  }
}
