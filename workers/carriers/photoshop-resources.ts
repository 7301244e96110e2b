/** One of the resources that Photoshop writes. https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/ */
export interface PhotoshopResource {
  number: number
  /** Where it begins, with four letters and its number. */
  at: number
  /** Where its content lies. */
  from: number
  to: number
  /** Where the next one begins. */
  end: number
}

/** In their order, as far as they are whole. */
export function photoshopResources(block: Buffer): PhotoshopResource[] {
  const found: PhotoshopResource[] = []
  for (let at = block.indexOf(mark); isResource(block, at); at = found.at(-1)?.end ?? block.length) {
    const from = sizeAt(block, at) + 4
    const length = block.readUInt32BE(from - 4)
    found.push({ number: block.readUInt16BE(at + 4), at, from, to: from + length, end: from + even(length) })
  }
  return found
}

const mark = '8BIM'

function isResource(block: Buffer, at: number): boolean {
  return (
    block.toString('latin1', at, at + 4) === mark && at + 7 <= block.length && sizeAt(block, at) + 4 <= block.length
  )
}

/** Behind the name, which is filled up to an even length with the byte that says how long it is. */
function sizeAt(block: Buffer, at: number): number {
  return at + 6 + even(1 + (block[at + 6] ?? 0))
}

/** Content is filled up to an even length too. */
function even(length: number): number {
  return length + (length % 2)
}
