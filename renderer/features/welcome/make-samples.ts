import type { OfferedFile } from '../../state/send-file.ts'
import { paintSample } from './paint-sample.ts'

export const sampleCount = 12
const size = { width: 2400, height: 1600 }
const quality = 0.94
/** A photo is never smooth: without grain it would be a few kilobytes, and nothing would be saved. */
const grainPx = 256
const grainShare = 0.05

/** Twelve photos that nobody took, painted on this computer. */
export async function makeSamples(name: (nth: number) => string): Promise<OfferedFile[]> {
  const grain = grainOf()
  const files: OfferedFile[] = []
  for (let nth = 0; nth < sampleCount; nth++) {
    const canvas = new OffscreenCanvas(size.width, size.height)
    const context = canvas.getContext('2d')
    if (!context) return files
    paintSample(context, { nth, ...size })
    const pattern = context.createPattern(grain, 'repeat')
    if (pattern) context.fillStyle = pattern
    context.globalAlpha = grainShare
    context.fillRect(0, 0, size.width, size.height)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
    const path = name(nth + 1)
    files.push({ path, file: new File([blob], path.split('/').at(-1) ?? path, { type: 'image/jpeg' }) })
  }
  return files
}

function grainOf(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(grainPx, grainPx)
  const context = canvas.getContext('2d')
  if (!context) return canvas
  const data = context.createImageData(grainPx, grainPx)
  let state = 1
  for (let at = 0; at < data.data.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    data.data.fill(state >>> 24, at, at + 3)
    data.data[at + 3] = 255
  }
  context.putImageData(data, 0, 0)
  return canvas
}
