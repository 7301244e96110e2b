import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { zipChunks } from '../../workers/archives/zip-writer.ts'
import { landscapeSvg } from './landscape.ts'

export type SampleTree = Record<string, Buffer | string>

const place = { GPSLatitudeRef: 'N', GPSLatitude: '53/1 32/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '9/1 59/1 0/1' }

function photo(
  seed: number,
  { width = 1600, height = 1067, taken = '2024:05:01 12:00:00', quality = 96 } = {},
): Promise<Buffer> {
  return sharp(Buffer.from(landscapeSvg({ seed, width, height })))
    .withExif({ IFD0: { Make: 'Camera', Artist: 'A. Uthor' }, IFD2: { DateTimeOriginal: taken }, IFD3: place })
    .jpeg({ quality })
    .toBuffer()
}

/** A red thing on white ground, off the middle. */
function product(): Promise<Buffer> {
  const thing = { width: 500, height: 700, channels: 3 as const, background: '#c8452e' }
  return sharp({ create: { width: 1500, height: 1000, channels: 3, background: 'white' } })
    .composite([{ input: { create: thing }, left: 200, top: 150 }])
    .jpeg({ quality: 92 })
    .toBuffer()
}

async function zipped(files: Record<string, string>): Promise<Buffer> {
  const packed = Object.entries(files).map(([name, content]) => ({
    name,
    modifiedMs: Date.UTC(2024, 4, 1),
    sizeBytes: Buffer.byteLength(content),
    chunks: async function* () {
      yield Buffer.from(content)
    },
  }))
  return Buffer.concat(await Array.fromAsync(zipChunks(packed, { level: 6 })))
}

async function letter(): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage([300, 400]).drawText('Dear all,', { x: 40, y: 320 })
  document.setAuthor('A. Uthor')
  document.setTitle('Letter')
  return Buffer.from(await document.save())
}

const photos = async (): Promise<SampleTree> => ({
  'trip/lake.jpg': await photo(3),
  'trip/pass.jpg': await photo(8, { width: 1067, height: 1600, taken: '2024:06:12 09:30:00' }),
})

const papers = { 'plans/budget.csv': 'item,cost\npaint,12\n', 'plans/notes.txt': 'Paint the door.\n' }

/** What a recipe is shown on in the guide: files of the kinds it is for. */
export async function recipeSamples(recipe: string): Promise<SampleTree> {
  return (await samplesOf[recipe]?.()) ?? photos()
}

const samplesOf: Record<string, () => Promise<SampleTree>> = {
  // Large enough for the recipe to take them.
  'free-up-space': async () => ({
    'trip/lake.jpg': await photo(3, { width: 4800, height: 3200, quality: 98 }),
    'trip/pass.jpg': await photo(8, { width: 3200, height: 4800, quality: 98 }),
  }),
  // Few enough results for all of them to be seen, with the page they stand in.
  'responsive-pictures': async () => ({ 'trip/lake.jpg': await photo(3, { width: 1000, height: 667 }) }),
  'shop-product-shots': async () => ({ 'sku-104/front.jpg': await product() }),
  'share-safely': async () => ({ 'lake.jpg': await photo(3), 'letter.pdf': await letter(), 'list.csv': 'name\n' }),
  'unpack-archives': async () => ({ 'plans.zip': await zipped(papers) }),
  'tidy-names': async () => ({
    'Meine Bilder/Größe & Maß (1).TXT': 'length,width\n120,80\n',
    'Meine Bilder/Über uns.txt': 'We paint doors.\n',
  }),
  'downloads-inbox': async () => ({
    'lake.jpg': await photo(3, { width: 400, height: 267 }),
    'letter.pdf': await letter(),
    'setup.exe': 'program',
    'film.mp4.crdownload': 'half a film',
  }),
  'check-checksums': async () => ({
    ...papers,
    'list.sha256': 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c  plans/notes.txt\n',
  }),
  checksums: async () => papers,
  copy: async () => papers,
  'hand-off-package': async () => ({ ...papers, 'lake.jpg': await photo(3, { width: 400, height: 267 }) }),
  'set-duplicates-aside': async () => ({ 'a/lake.txt': 'same', 'b/lake copy.txt': 'same', 'b/other.txt': 'other' }),
  'sort-by-date': async () => papers,
}
