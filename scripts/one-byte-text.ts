import type { OutputChunk, Plugin } from 'rolldown'

const beyondAscii = /[^\0-\x7f]/g
/** Where an escape would not stand for its character: after a backslash, and in a text that is taken as it is written. */
const takenAsWritten = /\\[^\0-\x7f]|\braw`[^`]*[^\0-\x7f]/

/**
 * Writes every character beyond ASCII as an escape. One quotation mark among half a million characters has V8 keep all of them in two bytes each, and Node read them
 * slowly. Refuses a text in which an escape would be another text.
 */
export function oneByteText(): Plugin {
  return {
    name: 'one-byte-text',
    // The bundler undoes escapes when it prints a file, which it does last before this.
    generateBundle(_, files) {
      for (const file of Object.values(files)) if (file.type === 'chunk') file.code = escaped(file)
    },
  }
}

function escaped({ code, fileName }: OutputChunk): string {
  const [taken] = takenAsWritten.exec(code) ?? []
  if (taken !== undefined) throw new Error(`In ${fileName} an escape would change: ${taken}`)
  return code.replaceAll(beyondAscii, escapeOf)
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
