import type { VerifiedFile } from '../../../contract/batch-commands.ts'

/** A part of a list that `sha256sum --check` reads: what was written, by the names it was written under. */
export function checksumLines(files: readonly VerifiedFile[]): Blob {
  const lines = files.map(({ sha256, output }) => {
    // A name with a line break or a backslash is written as `sha256sum` writes it.
    const escaped = output.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    return `${escaped === output ? '' : '\\'}${sha256}  ${escaped}\n`
  })
  return new Blob(lines)
}
