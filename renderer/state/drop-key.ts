import type { OfferedFile } from './send-file.ts'

/**
 * Says that two drops are the same files, without reading them: SHA-256 of their paths, sizes and times, in hex. Empty where the browser offers no hash
 * (pages that came over plain HTTP from another computer): then every drop is another one.
 */
export async function dropKey(files: readonly OfferedFile[]): Promise<string> {
  // Absent outside secure contexts, whatever its type says.
  const subtle = crypto.subtle as SubtleCrypto | undefined
  if (!subtle) return ''
  const lines = files.map(({ path, file }) => JSON.stringify([path, file.size, file.lastModified]))
  const digest = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(lines.join('\n'))))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
