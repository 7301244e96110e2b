import { createCipheriv, createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

/** Bytes that look random and are the same every time. */
export function noise(seed: string, sizeBytes: number): Buffer {
  const key = createHash('sha256').update(seed).digest()
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes))
}

/** Files of 100 to 300 kB; answers with their names. */
export function makeBinaries(folder: string, count: number, { largestBytes = 300_000 } = {}): string[] {
  return make(count, 'bin', (name, index) => {
    const sizeBytes = 100_000 + Math.floor(((index * 0.618) % 1) * Math.max(0, largestBytes - 100_000))
    writeFileSync(join(folder, name), noise(name, sizeBytes))
  })
}

/** PNG pictures of noise, 200 by 150; answers with their names. */
export function makePictures(folder: string, count: number): string[] {
  return make(count, 'png', (name) => writeFileSync(join(folder, name), png(name, { width: 200, height: 150 })))
}

/** Short ones, each with its number and the line ending of Windows. */
export function makeTexts(folder: string, count: number): string[] {
  return make(count, 'txt', (name, index) => writeFileSync(join(folder, name), `number ${index}\r\n`))
}

function make(count: number, extension: string, write: (name: string, index: number) => void): string[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `f${String(index).padStart(5, '0')}.${extension}`
    write(name, index)
    return name
  })
}

/** 8 bits a channel, RGB, unfiltered. */
export function png(seed: string, { width, height }: { width: number; height: number }): Buffer {
  const rowBytes = width * 3 + 1
  const rows = noise(seed, rowBytes * height)
  for (let row = 0; row < height; row += 1) rows[row * rowBytes] = 0
  const head = Buffer.from([...bigEndian(width), ...bigEndian(height), 8, 2, 0, 0, 0])
  return pngOf([pngChunk('IHDR', head), pngChunk('IDAT', deflateSync(rows, { level: 1 }))])
}

export function pngOf(chunks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, pngChunk('IEND', Buffer.alloc(0))])
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([bigEndian(data.length), body, bigEndian(crc32(body))])
}

export function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** One tar of so many texts; answers with its name. */
export function makeArchive(folder: string, count: number): string[] {
  const files = Array.from({ length: count }, (_, n) => ({ name: `f${n}.txt`, content: `content ${n}` }))
  writeFileSync(join(folder, 'box.tar'), tarOf(files))
  return ['box.tar']
}

/** Headers of 512 bytes, contents filled up to as many (POSIX ustar). */
function tarOf(files: readonly { name: string; content: string }[]): Buffer {
  const entries = files.map(({ name, content }) => {
    const header = Buffer.alloc(512)
    const sizeBytes = Buffer.byteLength(content)
    const fields = { 0: name, 100: '0000644', 124: octal(sizeBytes), 136: octal(0), 148: ' '.repeat(8), 156: '0' }
    for (const [at, text] of Object.entries({ ...fields, 257: 'ustar\x0000' })) header.write(text, Number(at))
    header.write(`${octal(header.reduce((sum, byte) => sum + byte, 0)).slice(-6)}\0 `, 148)
    return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (sizeBytes % 512)) % 512)])
  })
  return Buffer.concat([...entries, Buffer.alloc(1024)])
}

const octal = (value: number): string => value.toString(8).padStart(11, '0')
