/** Thumbnails among the resources that Photoshop writes, by number. https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/ */
const thumbnails = new Set([0x0409, 0x040c])
/** For whatever plug-ins may want to keep, so nobody looks for anything there: the block must stay as long as it is. */
const anybodys = 4000

/** The block of Photoshop's resources with nothing where the thumbnails were; undefined when there are none. */
export function withoutPhotoshopThumbnail(block: Buffer): Buffer | undefined {
  const target = Buffer.from(block)
  let found = false
  for (let at = block.indexOf('8BIM'); isResource(block, at); at = endOf(block, at)) {
    if (!thumbnails.has(block.readUInt16BE(at + 4))) continue
    target.writeUInt16BE(anybodys, at + 4)
    target.subarray(sizeAt(block, at) + 4, endOf(block, at)).fill(0)
    found = true
  }
  return found ? target : undefined
}

function isResource(block: Buffer, at: number): boolean {
  return (
    block.toString('latin1', at, at + 4) === '8BIM' && at + 7 <= block.length && sizeAt(block, at) + 4 <= block.length
  )
}

/** Behind the name, which is filled up to an even length with the byte that says how long it is. */
function sizeAt(block: Buffer, at: number): number {
  return at + 6 + even(1 + (block[at + 6] ?? 0))
}

/** Content is filled up to an even length too. */
function endOf(block: Buffer, at: number): number {
  const size = sizeAt(block, at)
  return size + 4 + even(block.readUInt32BE(size))
}

function even(length: number): number {
  return length + (length % 2)
}
