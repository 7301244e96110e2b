/** Parts of a document that nothing misses: what they are called on the receipt, and how their names begin. */
const leftOut = {
  preview: 'docProps/thumbnail\\.|Thumbnails/',
  // Names of printers and computers, in the binary form of whoever made the printer.
  printer: '(?:\\w+/)*printerSettings(?:/|\\d*\\.bin)',
  // What a program has written over, and no part any more.
  'earlier states': '\\[trash\\]/',
  // Which computers have changed a presentation, by a number of each, and when.
  'history of changes': '(?:ppt/)?revisionInfo\\.xml',
  // How secret a document is, and by the number of the firm for whom.
  'label of a firm': 'docMetadata/',
}

/** What a part that is left out is called on the receipt; undefined for one that stays. */
export function leftOutAs(name: string): string | undefined {
  return Object.entries(leftOut).find(([, begin]) => new RegExp(`^(?:${begin})`, 'i').test(name))?.[0]
}

/** Relations and lists that name what is left out. What lies elsewhere may be called the same. */
const references = new RegExp(
  `<(?:Relationship|Override|manifest:file-entry)\\b(?![^>]*\\sTargetMode=["']External)[^>]*\\s(?:Target|PartName|manifest:full-path)=["'](?:\\.{0,2}/)*(?:${Object.values(leftOut).join('|')})[^>]*/>`,
  'gi',
)
/** How Word points to the settings of its printer; Excel has the number of the relation among those of the page. */
const printerElements = /<w:printerSettings\b[^>]*\/>/g
const pageSetups = /<(?:\w+:)?pageSetup\b[^>]*>/g
const relationIds = /\s\w+:id=(?:"[^"]*"|'[^']*')/g

/** A part that does not point to what is left out: a program that looks for it in vain calls the document damaged. */
export function withoutReferences(text: string): string {
  return text
    .replace(references, '')
    .replace(printerElements, '')
    .replace(pageSetups, (setup) => setup.replace(relationIds, ''))
}
