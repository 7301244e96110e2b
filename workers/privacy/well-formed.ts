/** One piece of markup, from its `<` on. */
const markup =
  /<(?:!--[\s\S]*?-->|\?[\s\S]*?\?>|!\[CDATA\[[\s\S]*?\]\]>|!DOCTYPE[^>[]*(?:\[[\s\S]*?\]\s*)?>|\/([^\s<>/]+)\s*>|([^\s<>/!?="']+)(?:\s+[^\s<>/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/)?>)/y

/**
 * Whether all tags of an XML text are written whole and each element ends where it has to: without that no program opens it. Not looked at are entities,
 * and attributes that a tag has twice.
 */
export function isWellFormed(text: string): boolean {
  const open: string[] = []
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', markup.lastIndex)) {
    markup.lastIndex = at
    const found = markup.exec(text)
    if (!found) return false
    const [, ended, begun, isEmpty] = found
    if (ended !== undefined && open.pop() !== ended) return false
    if (begun !== undefined && isEmpty === undefined) open.push(begun)
  }
  return open.length === 0
}
