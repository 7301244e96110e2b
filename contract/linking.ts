import { encodePath } from './path-text.ts'

/** Another result of the same call, as a text names it. */
export interface LinkedResult {
  /** As its worker has written it. */
  path: string
  /** What it is called as far as anybody knows. It lies beside the text. */
  name: string
}

/** A text in which other results are named: each by itself, and what stands between them. */
export type Linking = readonly (string | LinkedResult)[]

/** The text, with names as addresses have them. */
export function linkedText(linking: Linking): string {
  return linking.map((piece) => (typeof piece === 'string' ? piece : addressOf(piece.name))).join('')
}

/** The same text with other names; what `nameOf` does not know keeps the one it has. */
export function renamed(linking: Linking, nameOf: (path: string) => string | undefined): Linking {
  return linking.map((piece) =>
    typeof piece === 'string' ? piece : { ...piece, name: nameOf(piece.path) ?? piece.name },
  )
}

/** A name that is not Unicode is named by its bytes. */
function addressOf(name: string): string {
  if (name.isWellFormed()) return encodeURIComponent(name)
  return [...encodePath(name)].map(escapedByte).join('')
}

function escapedByte(byte: number): string {
  return byte < 0x80
    ? encodeURIComponent(String.fromCharCode(byte))
    : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
}
