/** The resource of Photoshop's in which people's words for archives stand: four letters, its number, a name, how long it is. */
const mark = Buffer.from('8BIM\x04\x04', 'latin1')
/** Of each field: a mark, its record, its number and how long it is. */
const headBytes = 5
const fieldMark = 0x1c
const record = 2
/** Of longer ones the length stands elsewhere; no text is so long. */
const fieldMostBytes = 0x7fff

/** What a field of IPTC says within a block of Photoshop's, or among its own fields alone, each time it stands there. https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf */
export function iptcTexts(block: Buffer, number: number): string[] {
  const found: string[] = []
  for (let at = firstField(block); isField(block, at); ) {
    const length = block.readUInt16BE(at + 3)
    const from = at + headBytes
    if (length > fieldMostBytes || from + length > block.length) break
    if (block[at + 1] === record && block[at + 2] === number) found.push(textOf(block.subarray(from, from + length)))
    at = from + length
  }
  return found.map((text) => text.trim()).filter(Boolean)
}

function firstField(block: Buffer): number {
  if (isField(block, 0)) return 0
  const at = block.indexOf(mark)
  if (at < 0) return block.length
  const name = 1 + (block[at + mark.length] ?? 0)
  return at + mark.length + name + (name % 2) + 4
}

function isField(block: Buffer, at: number): boolean {
  return block[at] === fieldMark && at + headBytes <= block.length
}

/** A block says in which letters it is written, and often wrongly: UTF-8 looks like nothing else. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes('\ufffd') ? bytes.toString('latin1') : text
}
