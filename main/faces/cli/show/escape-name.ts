/** Controls, halves of surrogate pairs, marks that turn the writing direction, and separators that break a line. */
const unsafe = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu

const shortForms: Record<string, string> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' }

/**
 * A name, path or message as a terminal or a log may see it: on one line, without a character that could move the cursor,
 * change colours or turn the order of letters. Those stand as JSON escapes; everything else stays as it is. On JSON text
 * it changes the spelling, never the meaning.
 */
export function escapeName(text: string): string {
  return text.replace(unsafe, (mark) => shortForms[mark] ?? `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
