import type { VerifiedFile } from '../../../contract/batch-commands.ts'
import { saveText } from '../../ui/save-text.ts'

/** Has the browser save a list that `sha256sum --check` reads: what was written, by the names it was written under. */
export function saveChecksums(files: readonly VerifiedFile[], title: string): void {
  const lines = files.map(({ sha256, output }) => {
    // A name with a line break or a backslash is written as `sha256sum` writes it.
    const escaped = output.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    return `${escaped === output ? '' : '\\'}${sha256}  ${escaped}\n`
  })
  saveText(lines.join(''), { fileName: `${title}.sha256`, type: 'text/plain;charset=utf-8' })
}
