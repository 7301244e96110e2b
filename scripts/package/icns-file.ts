/** The kinds of macOS's icon format that hold a PNG, with its pixels each way; `@2x` ones are of their own kind. */
const kinds: [kind: string, sizePx: number][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]
const headerBytes = 8

/** A macOS icon: chunks of a kind, a length and a PNG. `draw` gives a picture of that many pixels each way. */
export async function icnsFile(draw: (sizePx: number) => Promise<Buffer>): Promise<Buffer> {
  const chunks = await Promise.all(kinds.map(async ([kind, sizePx]) => chunk(kind, await draw(sizePx))))
  return chunk('icns', Buffer.concat(chunks))
}

/** The length counts its own header. */
function chunk(kind: string, bytes: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes)
  header.write(kind, 'latin1')
  header.writeUInt32BE(headerBytes + bytes.length, 4)
  return Buffer.concat([header, bytes])
}
