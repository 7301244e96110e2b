import { escapeMarkup } from '../../workers/carriers/escape-markup.ts'
import { textWidth } from '../../main/faces/cli/show/text-width.ts'

const columnPx = 8
const rowPx = 20
const marginPx = 20

const classes: Record<string, string> = {
  '0': '',
  '1': 'strong',
  '2': 'quiet',
  '31': 'red',
  '32': 'green',
  '36': 'accent',
}

const style = `
text { font: 13px ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: #d7dae0 }
.strong { font-weight: 600; fill: #fff } .quiet { fill: #8b929e } .red { fill: #ff8a80 } .green { fill: #7fd99a } .accent { fill: #6cb6ff }
`

/** Rows of a terminal as a picture. What they say is data: it becomes text and nothing else. */
export function terminalSvg(rows: readonly string[], { columns, title }: { columns: number; title: string }): string {
  const [width, height] = [columns * columnPx + 2 * marginPx, rows.length * rowPx + 2 * marginPx]
  const texts = rows.flatMap((row, at) => (row === '' ? [] : [rowSvg(row, marginPx + at * rowPx + 14)]))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
<rect width="${width}" height="${height}" rx="10" fill="#16181d"/>
${texts.join('\n')}
</svg>
`
}

/** Each stretch stands at its own column: fonts differ in how wide they draw what is not ASCII. */
function rowSvg(row: string, y: number): string {
  let column = 0
  let name = ''
  let spans = ''
  for (const part of row.split(/(\u001b\[\d+m)/)) {
    const code = part.startsWith('\u001b') ? part.slice(2, -1) : undefined
    if (code !== undefined) name = classes[code] ?? ''
    else if (part !== '') {
      const look = name === '' ? '' : ` class="${name}"`
      spans += `<tspan x="${marginPx + column * columnPx}"${look}>${escapeMarkup(part)}</tspan>`
      column += textWidth(part)
    }
  }
  return `<text y="${y}" xml:space="preserve">${spans}</text>`
}
