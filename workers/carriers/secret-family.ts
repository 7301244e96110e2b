import { Fault } from '../../contract/fault.ts'
import type { Family } from '../family.ts'
import { SourceFile } from '../source-file.ts'
import { ageHeader } from './age.ts'
import { fileFamily } from './file-family.ts'
import type { FileValue } from './file-value.ts'

/** Files like all others; what was encrypted has to look so. */
export const secretFamily: Family<FileValue> = {
  ...fileFamily,
  isPlain: ({ facts }) => facts.encrypted === undefined,
  async check(result) {
    await using file = await SourceFile.open(result.path, { isLookedAt: true })
    if ((await file.head(ageHeader.length)).equals(ageHeader)) return
    throw new Fault('result-wrong', { subject: result.path, why: 'It is not encrypted.' })
  },
}
