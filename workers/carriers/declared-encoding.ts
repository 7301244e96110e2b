/** Written so that it matches in one way only: a page made to be slow is read as fast as others. */
const comment = '<!--(?:(?!-->)[^])*-->'

/** What may come before a page begins. */
const prologue = String.raw`(?:\s|<\?[^>]*>|${comment})*`

/** What may come in its head before it says so; what a comment says does not count. */
const beforeIt = String.raw`(?:${comment}|(?!<body\b|<!--)[^])*?`

/** A name of an encoding, up to its end: of one that is cut off nobody knows which it is. */
const wholeName = String.raw`([\w.:-]+)(?=[^\w.:-])`

/** Where a text says what it is written in: an XML declaration, the rule a style sheet begins with, a page's head. */
const declarations = [
  new RegExp(String.raw`^(<\?xml\s[^>]*?\bencoding\s*=\s*["'])${wholeName}`),
  /^(@charset ")([\w.:-]+)(?=";)/,
  new RegExp(
    String.raw`^(${prologue}<(?:!doctype\s+html|html)\b${beforeIt}<meta\s[^<>]*?\bcharset\s*=\s*["']?)${wholeName}`,
    'i',
  ),
]

/** Browsers look no further either. */
const mostHeadLetters = 1024

/** A page that says UTF-8 where it is read can say something else anywhere in its head, and a head with scripts in it is long. */
const mostChangedLetters = 64 * 1024

/** The standard name of the encoding that a text says it has, by its beginning; undefined where it says none that is known. */
export function declaredEncoding(head: Buffer): string | undefined {
  const text = head.toString('latin1', 0, mostHeadLetters)
  const named = declarations.map((pattern) => pattern.exec(text)?.[2]).find((found) => found !== undefined)
  return named === undefined ? undefined : encodingOf(named)
}

function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

/** The same text, in whatever pieces, saying that it is UTF-8 where it said something else: what is read by that goes on being read right. */
export async function* declaredAsUtf8(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let head: string | undefined = ''
  for await (const text of texts) {
    if (head === undefined) yield text
    else {
      head += text
      if (head.length < mostChangedLetters) continue
      yield asUtf8(head)
      head = undefined
    }
  }
  if (head !== undefined) yield asUtf8(head)
}

function asUtf8(text: string): string {
  const head = text.slice(0, mostChangedLetters)
  const changed = declarations.reduce(
    (found, pattern) => found.replace(pattern, (whole, before, named) => (isUtf8(named) ? whole : `${before}UTF-8`)),
    head,
  )
  return changed + text.slice(mostChangedLetters)
}

function isUtf8(label: string): boolean {
  return encodingOf(label) === 'utf-8'
}
