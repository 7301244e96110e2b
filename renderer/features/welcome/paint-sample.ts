interface Palette {
  sky: [string, string]
  hills: [string, string, string]
  water: string
}

/** Hours of a day by the sea. */
const palettes: readonly Palette[] = [
  { sky: ['#f6c28b', '#fbe3c6'], hills: ['#8f9db0', '#5f7590', '#47596e'], water: '#7d93a8' },
  { sky: ['#a9d0e4', '#e3f1f4'], hills: ['#7fa9a2', '#55877d', '#3f6b62'], water: '#86b3bb' },
  { sky: ['#c8bbe2', '#f0e3ee'], hills: ['#938bb8', '#6c6697', '#504c77'], water: '#8b86b4' },
  { sky: ['#f1d3a4', '#fbeedb'], hills: ['#b08d5d', '#8a6e48', '#6a5538'], water: '#a99271' },
  { sky: ['#b8dcc6', '#eef6ea'], hills: ['#6fa686', '#4c8467', '#39664f'], water: '#7fae9b' },
  { sky: ['#a9bfdc', '#dfe7f1'], hills: ['#7088ac', '#516b90', '#3c5172'], water: '#7a93b5' },
]

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Numbers from 0 to 1 that look as if by chance, the same for the same seed. */
function chance(seed: number): () => number {
  let state = (seed + 1) * 2_654_435_761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e3779b9) >>> 0
    return state / 2 ** 32
  }
}

/** Paints hills, water and a boat over the whole of a canvas; the same picture for the same number. */
export function paintSample(
  context: Context,
  { nth, width, height }: { nth: number; width: number; height: number },
): void {
  const palette = palettes[nth % palettes.length] ?? palettes[0]
  if (!palette) return
  const random = chance(nth)
  const sky = context.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, palette.sky[0])
  sky.addColorStop(1, palette.sky[1])
  context.fillStyle = sky
  context.fillRect(0, 0, width, height)
  disc(context, { x: width * (0.2 + random() * 0.6), y: height * 0.22, radius: height * 0.08 })
  for (const [at, colour] of palette.hills.entries()) {
    context.fillStyle = colour
    hills(context, { width, height, baseY: height * (0.42 + at * 0.1), random })
  }
  context.fillStyle = palette.water
  context.fillRect(0, height * 0.7, width, height * 0.3)
  boat(context, { x: width * (0.25 + random() * 0.5), y: height * 0.78, size: height * 0.16 })
}

function disc(context: Context, { x, y, radius }: { x: number; y: number; radius: number }): void {
  context.fillStyle = '#fff7e3'
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.fill()
}

interface Ridge {
  width: number
  height: number
  baseY: number
  random: () => number
}

function hills(context: Context, { width, height, baseY, random }: Ridge): void {
  const waves = 5
  const step = width / waves
  context.beginPath()
  context.moveTo(0, height)
  context.lineTo(0, baseY)
  for (let nth = 0; nth < waves; nth++) {
    const top = baseY - height * (random() * 0.14)
    context.quadraticCurveTo((nth + 0.5) * step, top, (nth + 1) * step, baseY + height * (random() - 0.5) * 0.05)
  }
  context.lineTo(width, height)
  context.fill()
}

function boat(context: Context, { x, y, size }: { x: number; y: number; size: number }): void {
  context.fillStyle = '#ffffff'
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x, y - size)
  context.lineTo(x + size * 0.5, y)
  context.fill()
  context.fillStyle = '#24303c'
  context.fillRect(x - size * 0.35, y + size * 0.05, size * 0.95, size * 0.16)
}
