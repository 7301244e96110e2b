import { Fault } from '../../contract/fault.ts'
import type { Colour } from './colour.ts'
import { sharp } from './sharp-module.ts'

export interface Lettering {
  text: string
  colour: Colour
  /** Path of the person's file, for faults. */
  subject: string
}

/** Of the letters that are measured. */
const trialPixels = 100

/**
 * One line of text so wide, as a PNG without margins, with a faint edge so that it stands out on any ground.
 * Raises `step-failed` where nothing can be drawn: on a system without fonts.
 */
export async function textPicture(lettering: Lettering, width: number): Promise<Buffer> {
  const trial = await draw(lettering, trialPixels)
  const { data } = await draw(lettering, Math.max(1, (trialPixels * width) / trial.info.width))
  return sharp(data).resize({ width }).png({ compressionLevel: 0 }).toBuffer()
}

async function draw(lettering: Lettering, fontPixels: number) {
  const { text, subject } = lettering
  const drawn = await sharp(Buffer.from(svgOf(lettering, fontPixels)))
    .trim({ threshold: 0 })
    .png({ compressionLevel: 0 })
    .toBuffer({ resolveWithObject: true })
  const { channels } = await sharp(drawn.data).stats()
  if (channels[3]?.max !== 0) return drawn
  throw new Fault('step-failed', { subject, why: `No font of this system can draw the text ${text}.` })
}

/** No letter of any script is as wide as two squares of its height. */
function svgOf({ text, colour: { r, g, b } }: Lettering, fontPixels: number): string {
  const edge = r + g + b > 382 ? '#000' : '#fff'
  const place = `x="${fontPixels}" y="${fontPixels * 1.5}" font-family="sans-serif" font-size="${fontPixels}"`
  const look = `fill="rgb(${r},${g},${b})" stroke="${edge}" stroke-opacity="0.35" stroke-width="${fontPixels / 60}"`
  const size = `width="${Math.ceil((text.length + 1) * 2 * fontPixels)}" height="${Math.ceil(fontPixels * 2.5)}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><text ${place} ${look}>${escaped(text)}</text></svg>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** As text of a drawing: no markup, and no control characters, which XML cannot hold. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f\ufffe\uffff]/g, ' ')
    .replace(/[&<>]/g, (letter) => entities[letter] ?? '')
}
