import { escapeMarkup } from './escape-markup.ts'
import type { Stamp } from './image.ts'
import { isDropped, isKept, type Kept } from './kept.ts'
import { entriesOf } from './stamp-exif.ts'

/** Of other pixels than those that are written: small pictures, the whole of one that was cut or blurred, and which way up it was stored. */
const stale = '(?:xmp|xap):Thumbnails|(?:xmp|xap)GImg:image|GImage:Data|tiff:Orientation'

/**
 * XMP tells the place as numbers, under names that makers of drones have of their own, and, as people and programs write it for archives, in words.
 * https://iptc.org/std/photometadata/specification
 */
const place =
  '[\\w.-]+:(?:GPS\\w+|\\w*(?:Lat|Longt?|Alt)itude\\w*)|photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)|Iptc4xmpExt:Location(?:Created|Shown)'

/** Whose it is. https://developer.adobe.com/xmp/docs/XMPNamespaces */
const rights =
  'dc:(?:creator|rights)|xmpRights:\\w+|tiff:(?:Artist|Copyright)|photoshop:(?:AuthorsPosition|CaptionWriter|Credit)|Iptc4xmpCore:CreatorContactInfo|plus:(?:CopyrightOwner|ImageCreator|Licensor)|aux:OwnerName|exifEX:CameraOwnerName'

/** What EXIF says, said again; whose it is and the place are parts of their own. */
const camera = 'tiff:(?!Artist|Copyright)\\w+|exif:(?!GPS)\\w+|(?:aux|exifEX):(?!OwnerName|CameraOwnerName)\\w+'

/** Where XMP says what a stamp says, the first time and again, and how it is written there. */
const stamps = {
  copyright: { name: 'dc:rights', again: 'tiff:Copyright', list: 'Alt', item: 'rdf:li xml:lang="x-default"' },
  author: { name: 'dc:creator', again: 'tiff:Artist', list: 'Seq', item: 'rdf:li' },
} satisfies Record<keyof Stamp, object>

/** The block without what was dropped, and the place unless that is kept, and with what is stamped instead of what it said before. */
export function keptXmp(xmp: string, { stamp, keep }: { stamp: Stamp; keep: readonly Kept[] }): string {
  const kept = without(xmp, goneNames(keep).join('|'))
  return entriesOf(stamp).reduce((block, [part, text]) => stampedWith(block, part, text), kept)
}

function goneNames(keep: readonly Kept[]): string[] {
  const gone = [stale]
  if (!isKept(keep, 'location')) gone.push(place)
  if (isDropped(keep, 'copyright')) gone.push(rights)
  if (isDropped(keep, 'exif')) gone.push(camera)
  return gone
}

/** A block that ends otherwise than usual says nothing any more, rather than what is not so. */
function stampedWith(xmp: string, part: keyof Stamp, text: string): string {
  const { name, again, list, item } = stamps[part]
  const [tag = item] = item.split(' ')
  const value = `<${name}><rdf:${list}><${item}>${escapeMarkup(text)}</${tag}></rdf:${list}></${name}>`
  const said = `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${value}</rdf:Description>`
  return without(xmp, `${name}|${again}`).replace('</rdf:RDF>', (end) => said + end)
}

/** Names are a pattern, in any case, as those of places are written. A field stands as an attribute or as an element, which may be empty. */
function without(xmp: string, names: string): string {
  const attributes = new RegExp(`\\s(?:${names})\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'gi')
  const elements = new RegExp(`<(${names})(?:\\s[^>]*?)?(?:/>|>[\\s\\S]*?</\\1\\s*>)`, 'gi')
  return xmp.replace(attributes, '').replace(elements, '')
}
