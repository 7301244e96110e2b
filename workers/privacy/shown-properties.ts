import { tagAttributes } from './tag-attributes.ts'

const bindings = new RegExp(`<w(?:15)?:dataBinding${tagAttributes}(?:/>|>\\s*</w(?:15)?:dataBinding>)`, 'g')
/** The namespaces of properties that go. */
const emptied = /2006\/(?:metadata\/(?:core-)?properties|extended-properties|coverPageProps)['"&\s]|:coreProperties\[/

const field =
  'TITLE|SUBJECT|AUTHOR|KEYWORDS|COMMENTS|LASTSAVEDBY|REVNUM|CREATEDATE|SAVEDATE|PRINTDATE|EDITTIME|TEMPLATE|DOCPROPERTY|DOCVARIABLE|INFO'
const unlocked = '(?![^<>]*\\sw:fldLock=)'
/** A field that is one element, up to its name, and one that has a beginning and an end. */
const fields = [
  new RegExp(`(<w:fldSimple\\b)${unlocked}(?=[^<>]*\\sw:instr=["']\\s*(?:${field})\\b)`, 'gi'),
  new RegExp(
    `(<w:fldChar\\b)${unlocked}(?=[^<>]*\\sw:fldCharType=["']begin["'][^<>]*>(?:(?!<w:fldChar\\b)[\\s\\S])*?<w:instrText\\b[^<>]*>\\s*(?:${field})\\b)`,
    'gi',
  ),
]

/** The same in LibreOffice, where a field says whether its words stay. One that is a single tag has none. */
const texts =
  /(<text:(?:title|subject|keywords|description|user-defined|initial-creator|creator|creation-(?:date|time)|modification-(?:date|time)|printed-by|print-(?:date|time)|editing-(?:cycles|duration)))((?:\s+[^\s=<>"'/]+=(?:"[^"<]*"|'[^'<]*'))*)(?=\s*>)/g
const fixed = /\stext:fixed=(?:"[^"]*"|'[^']*')/

/**
 * A part in which the properties that a page shows are the words they were. Bound to properties that are gone, a program would show nothing there as soon
 * as it opens the document.
 */
export function asShown(text: string): string {
  const unbound = text.replace(bindings, (binding) => (emptied.test(binding) ? '' : binding))
  const locked = fields.reduce((left, pattern) => left.replace(pattern, '$1 w:fldLock="1"'), unbound)
  return locked.replace(
    texts,
    (_, start: string, attributes: string) => `${start}${attributes.replace(fixed, '')} text:fixed="true"`,
  )
}
