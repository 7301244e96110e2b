/** Where a text says what it is written in: an XML declaration, the rule a style sheet begins with, a page's head. */
const declarations = [
  /^(<\?xml\s[^>]*?\bencoding\s*=\s*["'])([\w.:-]+)/,
  /^(@charset ")([\w.:-]+)(?=";)/,
  /^(\s*<(?:!doctype\s+html|html)\b(?:(?!<body\b)[^])*?<meta\s[^>]*?\bcharset\s*=\s*["']?)([\w.:-]+)/i,
]

/** Browsers look no further either. */
const mostHeadLetters = 1024

/** The standard name of the encoding that a text says it has, by its beginning; undefined where it says none that is known. */
export function declaredEncoding(head: Buffer): string | undefined {
  const text = head.toString('latin1', 0, mostHeadLetters)
  const label = declarations.map((pattern) => pattern.exec(text)?.[2]).find((found) => found !== undefined)
  return label === undefined ? undefined : encodingOf(label)
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
      if (head.length < mostHeadLetters) continue
      yield asUtf8(head)
      head = undefined
    }
  }
  if (head !== undefined) yield asUtf8(head)
}

function asUtf8(text: string): string {
  const head = text.slice(0, mostHeadLetters)
  const changed = declarations.reduce(
    (found, pattern) => found.replace(pattern, (whole, before, label) => (isUtf8(label) ? whole : `${before}UTF-8`)),
    head,
  )
  return changed + text.slice(mostHeadLetters)
}

function isUtf8(label: string): boolean {
  return encodingOf(label) === 'utf-8'
}
