import type { FileHandle } from 'node:fs/promises'
import { sniffBytes, sniffImage } from './carriers/sniff-image.ts'
import { iptcTexts } from './iptc-texts.ts'
import { localTime } from './local-time.ts'
import { xmpTexts } from './xmp-texts.ts'

/** Most formats have what XMP says at their beginning; those that have it at the end, have it there. */
const tailBytes = 64 * 1024

/** When it was taken, the surest first. `xap` is what XMP called itself before it had a name. */
const xmpNames = ['exif:DateTimeOriginal', 'photoshop:DateCreated', 'xmp:CreateDate', 'xap:CreateDate']
const iptcNumbers = { date: 55, time: 60 }

/**
 * When a picture was taken, as the clock there showed it, by what people and programs write beside its tags: XMP, else IPTC; null where neither tells.
 * A zone is left out, as that of a camera is.
 */
export async function toldDate(file: FileHandle, head: Buffer): Promise<string | null> {
  if (sniffImage(head.subarray(0, sniffBytes)) === undefined) return null
  return xmpDate(packetIn(head) ?? packetIn(await tailOf(file, head.length))) ?? iptcDate(head)
}

/** Made to be found by whoever does not know the format around it. https://developer.adobe.com/xmp/docs/XMPSpecifications, part 1, section 7.3 */
function packetIn(part: Buffer): string | undefined {
  const from = part.indexOf('<x:xmpmeta')
  const to = from < 0 ? -1 : part.indexOf('</x:xmpmeta>', from)
  return to < 0 ? undefined : part.toString('utf8', from, to)
}

/** What is not in the head. */
async function tailOf(file: FileHandle, headLength: number): Promise<Buffer> {
  const { size } = await file.stat()
  const from = Math.max(headLength, size - tailBytes)
  const tail = Buffer.alloc(Math.max(0, size - from))
  const { bytesRead } = await file.read(tail, 0, tail.length, from)
  return tail.subarray(0, bytesRead)
}

function xmpDate(xmp: string = ''): string | null {
  for (const name of xmpNames) {
    const date = fieldDate(xmpTexts(xmp, name)[0])
    if (date !== null) return date
  }
  return null
}

/** `2024-05-01`, with a time or without and that with seconds or without: what has none is of the beginning of its day. A month alone is none. */
function fieldDate(text: string = ''): string | null {
  const [, year, month, day, time = '00:00', seconds = ':00'] =
    /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(:\d\d)?|$)/.exec(text) ?? []
  return localTime(`${year}:${month}:${day} ${time}${seconds}`)
}

/** `20240501` and `120000+0200`. */
function iptcDate(head: Buffer): string | null {
  const [date = '', time = ''] = [iptcNumbers.date, iptcNumbers.time].map((number) => iptcTexts(head, number)[0])
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? []
  const [, hours = '00', minutes = '00', seconds = '00'] = /^(\d\d)(\d\d)(\d\d)/.exec(time) ?? []
  return localTime(`${year}:${month}:${day} ${hours}:${minutes}:${seconds}`)
}
