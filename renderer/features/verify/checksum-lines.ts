import type { VerifiedFile } from '../../../contract/batch-commands.ts'

/** A part of a list that `sha256sum --check` reads: what was written, by the names it was written under. */
export function checksumLines(files: readonly VerifiedFile[]): Blob {
  const lines = files.flatMap(({ sha256, verdict, foundSha256, output }) => {
    // A file that was only moved is known by what it is now, as long as it is the same.
    const known = sha256 || (verdict === 'as-written' ? foundSha256 : '')
    if (known === '') return []
    // A name with a line break or a backslash is written as `sha256sum` writes it.
    const escaped = output.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    return `${escaped === output ? '' : '\\'}${known}  ${escaped}\n`
  })
  return new Blob(lines)
}
