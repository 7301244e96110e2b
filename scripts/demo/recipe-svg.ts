import { escapeMarkup } from '../../workers/carriers/escape-markup.ts'

export interface PictureRow {
  name: string
  bytes: number
  /** WebP in base64. */
  picture: string | undefined
}

const columnPx = 440
const rowPx = 44
const headPx = 44

const style = `
rect { fill: #14181f } text { font: 13px system-ui, sans-serif; fill: #d7dae0 }
.head { font-weight: 600; fill: #8b929e } .size { fill: #8b929e } .arrow { font-size: 28px; fill: #6cb6ff }
`

/** Two lists side by side: what a recipe was given, and what it made of it. */
export function recipeSvg({ before, after }: { before: PictureRow[]; after: PictureRow[] }): string {
  const height = headPx + Math.max(before.length, after.length, 1) * rowPx + 12
  const width = columnPx * 2 + 60
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<style>${style}</style><rect width="100%" height="100%" rx="10"/>
${column(before, { left: 20, head: 'Given' })}
<text class="arrow" x="${columnPx + 16}" y="${height / 2 + 10}">→</text>
${column(after, { left: columnPx + 70, head: 'Made' })}
</svg>
`
}

function column(rows: PictureRow[], { left, head }: { left: number; head: string }): string {
  const lines = rows.map((row, at) => line(row, { left, top: headPx + at * rowPx }))
  return `<text class="head" x="${left}" y="28">${head}</text>\n${lines.join('\n')}`
}

function line({ name, bytes, picture }: PictureRow, { left, top }: { left: number; top: number }): string {
  const image = picture
    ? `<image x="${left}" y="${top}" width="48" height="36" href="data:image/webp;base64,${picture}"/>`
    : ''
  const x = left + 60
  return `${image}<text x="${x}" y="${top + 16}">${escaped(name)}</text><text class="size" x="${x}" y="${top + 33}">${sized(bytes)}</text>`
}

function sized(bytes: number): string {
  return bytes < 1000
    ? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
    : `${Math.round(bytes / 1000).toLocaleString('en')} kB`
}

function escaped(text: string): string {
  const shown = text.length > 48 ? `${text.slice(0, 24)}…${text.slice(-22)}` : text
  return escapeMarkup(shown)
}
