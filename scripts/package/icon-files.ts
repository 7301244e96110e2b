import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { packageRoot } from '../../main/package-root.ts'
import { icnsFile } from './icns-file.ts'
import { icoFile } from './ico-file.ts'

/** What Linux desktops look for in their icon folders. */
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]
/** What Windows picks from, by scale and place. */
const windowsSizes = [16, 24, 32, 48, 64, 128, 256]

/** Draws every icon of the packages from `packaging/icon.svg` into `folder`: `NxN.png`, `icon.ico`, `icon.icns`. */
export async function writeIcons(folder: string): Promise<void> {
  await mkdir(join(folder, 'linux'), { recursive: true })
  const drawing = await readFile(join(packageRoot, 'packaging/icon.svg'))
  const draw = (sizePx: number) => drawn(drawing, sizePx)
  for (const size of linuxSizes) await writeFile(join(folder, 'linux', `${size}x${size}.png`), await draw(size))
  await writeFile(join(folder, 'icon.ico'), await icoFile(windowsSizes, draw))
  await writeFile(join(folder, 'icon.icns'), await icnsFile(draw))
}

/** The icon of the tray, twice: for screens of one and of two pixels a point. On macOS the name says that it is a template. */
export async function writeTrayIcons(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const drawing = await readFile(join(packageRoot, 'packaging/tray.svg'), 'utf8')
  const black = Buffer.from(drawing.replaceAll('#7d8a8c', '#000000'))
  await Promise.all([
    writeFile(join(folder, 'tray.png'), await drawn(Buffer.from(drawing), 24)),
    writeFile(join(folder, 'tray@2x.png'), await drawn(Buffer.from(drawing), 48)),
    writeFile(join(folder, 'trayTemplate.png'), await drawn(black, 18)),
    writeFile(join(folder, 'trayTemplate@2x.png'), await drawn(black, 36)),
  ])
}

/** The drawing as a PNG of that many pixels each way, drawn at that size and not enlarged. */
async function drawn(drawing: Buffer, sizePx: number): Promise<Buffer> {
  const { width } = await sharp(drawing).metadata()
  return sharp(drawing, { density: Math.max(1, (72 * sizePx) / width) })
    .resize(sizePx, sizePx)
    .png({ compressionLevel: 9 })
    .toBuffer()
}
