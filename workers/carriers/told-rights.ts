import { iptcTexts } from '../iptc-texts.ts'
import { viewOf } from '../tiff-entries.ts'
import { xmpTexts } from '../xmp-texts.ts'
import { exifDirectory, firstDirectory } from './exif-directory.ts'
import type { Stamp } from './image.ts'
import type { ImageSource } from './image-source.ts'
import { blockOf } from './exif-block.ts'

/** Where each of them says it. */
const places = {
  copyright: { exif: 0x8298, xmp: 'dc:rights', iptc: 116 },
  author: { exif: 0x013b, xmp: 'dc:creator', iptc: 80 },
}

/** Whose the picture is where its tags do not say so: what XMP says, else IPTC. Several authors stand in one line, as EXIF has them. */
export function toldRights(source: Pick<ImageSource, 'exif' | 'xmp' | 'iptc' | 'tags'>): Stamp {
  return { copyright: told(source, 'copyright'), author: told(source, 'author') }
}

function told({ exif, xmp, iptc, tags }: Parameters<typeof toldRights>[0], part: keyof Stamp): string | undefined {
  if (tags?.rights[part] !== undefined) return tags.rights[part]
  const place = places[part]
  if (exif && saysIt(blockOf(exif), place.exif)) return undefined
  const inXmp = xmp === undefined ? [] : xmpTexts(xmp, place.xmp)
  const found = inXmp.length > 0 || !iptc ? inXmp : iptcTexts(iptc, place.iptc)
  return found.length > 0 ? found.join('; ') : undefined
}

/** Cameras whose owner never told them fill it with blanks. */
function saysIt(block: Buffer, number: number): boolean {
  const view = viewOf(block)
  try {
    const entry = exifDirectory(view, firstDirectory(view)).find((found) => found.number === number)
    return entry !== undefined && /[^\0\s]/.test(block.toString('latin1', entry.from, entry.to))
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
