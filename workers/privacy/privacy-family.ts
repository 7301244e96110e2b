import { Fault } from '../../contract/fault.ts'
import { fileFamily } from '../carriers/file-family.ts'
import type { FileValue } from '../carriers/file-value.ts'
import type { Family } from '../family.ts'
import { SourceFile } from '../source-file.ts'
import { requireClean } from './clean-file.ts'

/** Files like all others; what was cleaned is read again, and nothing may be found. */
export const privacyFamily: Family<FileValue> = {
  ...fileFamily,
  takesEmpty: false,
  isPlain: ({ facts }) => facts.removed === undefined,
  async check(result) {
    await using file = await SourceFile.open(result.path, { isLookedAt: true })
    try {
      await requireClean(result.path, await file.bytes())
    } catch (error) {
      if (error instanceof Fault && error.code === 'result-wrong') throw error
      throw new Fault('result-wrong', { subject: result.path, why: 'It cannot be read again.', cause: error })
    }
  },
}
