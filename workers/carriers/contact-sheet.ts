import type { Colour } from './colour.ts'
import { Image } from './image.ts'
import { usualEncoding } from './image-encoding.ts'
import { renderThumbnail } from './settle-image.ts'
import { inspectImage } from './inspect-image.ts'
import { requirePixels } from './pixel-limit.ts'
import { captionLine } from './text-picture.ts'
import { sharp } from './sharp-module.ts'

export interface Sheet {
  columns: number
  /** Each picture has a square of so many pixels. */
  cell: number
  /** Between and around the squares, in pixels. */
  gap: number
  /** Names below the pictures. */
  captions: boolean
  background: Colour
  subject: string
  maxPixels: number
  progress: (fraction: number) => void
}

/** Pictures side by side in rows, in their order, on one sheet that is as high as it needs to be. Raises `too-large`. */
export async function contactSheet(images: readonly Image[], sheet: Sheet): Promise<Image> {
  const { subject, maxPixels, background, cell, gap, columns } = sheet
  const across = Math.min(columns, images.length)
  const down = Math.ceil(images.length / columns)
  const size = { width: across * (cell + gap) + gap, height: down * rowHeight(sheet) + gap }
  requirePixels(size, { subject, maxPixels })
  const parts = []
  for (const [at, image] of images.entries()) {
    const place = { left: gap + (at % columns) * (cell + gap), top: gap + Math.floor(at / columns) * rowHeight(sheet) }
    parts.push(await pictureAt(image, place, cell))
    if (sheet.captions) parts.push(await captionAt(image, { ...place, top: place.top + cell }, sheet))
    sheet.progress((at + 1) / images.length)
  }
  const ground = { ...size, channels: 3 as const, background }
  const input = await sharp({ create: ground }).composite(parts).removeAlpha().png({ compressionLevel: 0 }).toBuffer()
  const head = await inspectImage({ subject, input, type: 'image/png' })
  const source = {
    ...head,
    input,
    page: 0,
    type: 'image/png',
    format: 'jpeg' as const,
    subject,
    name: 'sheet.jpg',
    maxPixels,
  }
  return Image.of(source)
    .encode({ ...usualEncoding('jpeg'), quality: 88 })
    .labelled({ pictures: images.length })
}

/** Of the letters below a picture, which get a line of twice that. */
function letterPixels({ cell }: Sheet): number {
  return Math.max(9, Math.round(cell / 16))
}

function rowHeight(sheet: Sheet): number {
  return sheet.cell + sheet.gap + (sheet.captions ? letterPixels(sheet) * 2 : 0)
}

interface Place {
  left: number
  top: number
}

/** As large as it fits into its square, in the middle; small ones stay small. */
async function pictureAt(image: Image, { left, top }: Place, cell: number) {
  const scale = Math.min(1, cell / Math.max(image.width, image.height))
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  const input = await renderThumbnail(image, { width, height })
  return { input, left: left + Math.floor((cell - width) / 2), top: top + Math.floor((cell - height) / 2) }
}

async function captionAt(image: Image, { left, top }: Place, sheet: Sheet) {
  const { subject, cell, background } = sheet
  const isDark = background.r + background.g + background.b < 382
  const colour = isDark ? { r: 235, g: 235, b: 235, alpha: 1 } : { r: 40, g: 40, b: 40, alpha: 1 }
  const text = image.source.name.slice(image.source.name.lastIndexOf('/') + 1)
  const input = await captionLine({ text, colour, subject }, { width: cell, letterPixels: letterPixels(sheet) })
  return { input, left, top: top + Math.round(letterPixels(sheet) / 3) }
}
