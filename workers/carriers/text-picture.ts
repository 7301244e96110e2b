import { Fault } from '../../contract/fault.ts'
import type { Colour } from './colour.ts'
import { escapeMarkup } from './escape-markup.ts'
import { NewestFew } from '../newest-few.ts'
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
export function textPicture(lettering: Lettering, width: number): Promise<Buffer> {
  const key = JSON.stringify([lettering.text, lettering.colour, width])
  return drawn.get(key, () => drawText(lettering, width))
}

/** Drawing letters takes longer than laying them over a picture, and every photo of a camera wants the same ones. */
const drawn = new NewestFew<Buffer>(4)

async function drawText(lettering: Lettering, width: number): Promise<Buffer> {
  const trial = await draw(lettering, trialPixels)
  const { data } = await draw(lettering, Math.max(1, (trialPixels * width) / trial.info.width))
  return sharp(data).resize({ width }).png({ compressionLevel: 0 }).toBuffer()
}

/**
 * One line in letters of one size, in the middle of so many pixels, as a PNG; what is too long for it is cut in its middle, where names differ least.
 * Raises `step-failed` as above.
 */
export async function captionLine(
  lettering: Lettering,
  { width, letterPixels }: { width: number; letterPixels: number },
): Promise<Buffer> {
  const text = await fitting({ ...lettering, text: lettering.text.toWellFormed() }, { width, letterPixels })
  const { r, g, b } = lettering.colour
  const style = `font-family="sans-serif" font-size="${letterPixels}" fill="rgb(${r},${g},${b})" text-anchor="middle"`
  const line = `<text x="50%" y="${letterPixels}" ${style}>${escaped(text)}</text>`
  const size = `width="${width}" height="${Math.ceil(letterPixels * 1.5)}"`
  const caption = await sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${line}</svg>`))
    .png()
    .toBuffer()
  await requireLetters(caption, { ...lettering, text })
  return caption
}

/** No letter is wider than that, beside its height. */
const widest = 2

/** Letters are as wide as the font has them: what is drawn is measured, and cut by as much as it is too wide. */
async function fitting(lettering: Lettering, { width, letterPixels }: { width: number; letterPixels: number }) {
  const letters = Array.from(new Intl.Segmenter().segment(lettering.text), ({ segment }) => segment)
  for (let most = letters.length; ; ) {
    const text = shortened(letters, most)
    if (most <= 3 || text.trim() === '' || most * letterPixels * widest <= width) return text
    const { info } = await draw({ ...lettering, text }, letterPixels)
    if (info.width <= width) return text
    most = Math.min(most - 1, Math.floor((most * width) / info.width))
  }
}

function shortened(letters: readonly string[], most: number): string {
  if (letters.length <= most) return letters.join('')
  const half = Math.max(1, Math.floor((most - 1) / 2))
  return `${letters.slice(0, half).join('')}…${letters.slice(-half).join('')}`
}

async function draw(lettering: Lettering, fontPixels: number) {
  const made = await sharp(Buffer.from(svgOf(lettering, fontPixels)))
    .trim({ threshold: 0 })
    .png({ compressionLevel: 0 })
    .toBuffer({ resolveWithObject: true })
  await requireLetters(made.data, lettering)
  return made
}

async function requireLetters(picture: Buffer, { text, subject }: Lettering): Promise<void> {
  const { channels } = await sharp(picture).stats()
  if (channels[3]?.max !== 0 || text.trim() === '') return
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

/** As text of a drawing: no markup, and no control characters, which XML cannot hold. */
function escaped(text: string): string {
  return escapeMarkup(text.replace(/[\u0000-\u001f\u007f\ufffe\uffff]/g, ' '))
}
