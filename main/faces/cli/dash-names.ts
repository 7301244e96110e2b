import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { escapeName } from './show/escape-name.ts'

/** What to write for files of the folder whose names would be options, as a pattern of the shell leaves them: one line for the first of them. */
export function dashNames(words: readonly string[], cwd: string): string[] {
  const file = words.find((word) => /^-./.test(word) && existsSync(join(cwd, word)))
  return file === undefined ? [] : [escapeName(`For the file ${file} write ./${file}, and ./* for all of them.`)]
}
