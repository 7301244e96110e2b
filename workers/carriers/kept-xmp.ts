import { escapeMarkup } from './escape-markup.ts'
import type { Stamp } from './image.ts'

/** XMP tells the place as numbers and, as people and programs write it for archives, in words. https://iptc.org/std/photometadata/specification */
const placeNames =
  'exif:GPS\\w+|photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)|Iptc4xmpExt:Location(?:Created|Shown)'

/** Where XMP says what a stamp says, and how it is written there. */
const stamps = {
  copyright: { name: 'dc:rights', list: 'Alt', item: 'rdf:li xml:lang="x-default"' },
  author: { name: 'dc:creator', list: 'Seq', item: 'rdf:li' },
} satisfies Record<keyof Stamp, object>

/** The block without the place, unless that is kept, and with what is stamped in the stead of what it said before. */
export function keptXmp(xmp: string, { stamp, location }: { stamp: Stamp; location: boolean }): string {
  const stamped = stampsOf(stamp).reduce((block, [part, text]) => stampedWith(block, part, text), xmp)
  return location ? stamped : without(stamped, placeNames)
}

function stampsOf({ copyright, author }: Stamp): [keyof Stamp, string][] {
  const all: [keyof Stamp, string | undefined][] = [
    ['copyright', copyright],
    ['author', author],
  ]
  return all.filter((entry): entry is [keyof Stamp, string] => entry[1] !== undefined)
}

/** A block that ends otherwise than usual says nothing any more, rather than what is not so. */
function stampedWith(xmp: string, part: keyof Stamp, text: string): string {
  const { name, list, item } = stamps[part]
  const [tag = item] = item.split(' ')
  const value = `<${name}><rdf:${list}><${item}>${escapeMarkup(text)}</${tag}></rdf:${list}></${name}>`
  const said = `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${value}</rdf:Description>`
  return without(xmp, name).replace('</rdf:RDF>', (end) => said + end)
}

/** Names are a pattern. A field stands as an attribute or as an element. */
function without(xmp: string, names: string): string {
  const attributes = new RegExp(`\\s(?:${names})\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'g')
  const elements = new RegExp(`<(${names})(?:\\s[^>]*)?>[\\s\\S]*?</\\1\\s*>`, 'g')
  return xmp.replace(attributes, '').replace(elements, '')
}
